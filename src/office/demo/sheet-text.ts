import type { Row } from './invented-parties.ts';

/** Headings of a sheet, in order of first use. */
export function headingsOf(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/** Comma-separated text; `named` gives the word that stands above a column, the field code when it knows none. */
export function csvText(rows: readonly Row[], named: (code: string) => string = (code) => code): string {
  const headings = headingsOf(rows);
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => headings.map((heading) => quote(row[heading] ?? '')).join(','));
  return `${[headings.map((code) => quote(named(code))).join(','), ...lines].join('\r\n')}\r\n`;
}

export function ndjsonText(rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
