/**
 * Renews `current.ts` and `retired.ts` from the two lists of mumuy/data_location (MIT):
 * `node write-areas.ts regions_current.csv retired_code_successors.csv`, each with a header line.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [currentCsv, retiredCsv] = process.argv.slice(2);
if (!currentCsv || !retiredCsv) throw new Error('usage: write-areas.ts CURRENT.csv RETIRED.csv');

/** One line a prefecture: its four digits, then each entry as two digits, name and, where retired, `>successor|successor`. */
function grouped(csv: string): string {
  const lines = new Map<string, string[]>();
  for (const row of readFileSync(csv, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [code, name, successors] = row.split(',') as [string, string, string?];
    if (!/^\d{6}$/.test(code) || /[\s\d>]/.test(name)) throw new Error(`unreadable row: ${row}`);
    const prefecture = code.slice(0, 4);
    const entries = lines.get(prefecture) ?? [];
    entries.push(`${code.slice(4)}${name}${successors ? `>${successors}` : ''}`);
    lines.set(prefecture, entries);
  }
  return [...lines].map(([prefecture, entries]) => `${prefecture} ${entries.join(' ')}\n`).join('');
}

/** Text inside the program rather than beside it: what decides reads no file. */
function write(name: 'current' | 'retired', csv: string): void {
  const source = `// Written by write-areas.ts; source and licence in SOURCE.md.\nexport const ${name.toUpperCase()} = \`\n${grouped(csv)}\`;\n`;
  writeFileSync(new URL(`${name}.ts`, import.meta.url), source);
}

write('current', currentCsv);
write('retired', retiredCsv);
