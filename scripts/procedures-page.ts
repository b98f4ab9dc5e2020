// The generated part of docs/procedures.md: a diagram of states and the tables of each procedure, from the table that the program
// runs. `npm run docs` writes it; test/procedures-docs.test.ts compares.
import type { PlainDate } from '../src/ground/kernel/plain-date.ts';
import type { Procedure, Sentence } from '../src/rights/procedures/index.ts';
import type { Law } from '../src/rules/law/index.ts';

/** Numbers of periods are those in force on this day, the first of order 36 (信用修复管理办法). */
const DAY = '2026-04-01' as PlainDate;

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const both = ({ zh, en }: Sentence) => `${zh} / ${en}`;
const codes = (list: readonly string[]) => list.map((code) => `\`${code}\``).join(' ');

function diagram({ states, steps }: Procedure): string[] {
  const named = Object.entries(states).flatMap(([state, { name, final, marksRecord, endsUse }]) => {
    if (state === 'none') return [];
    const signs = [marksRecord ? '异议标注' : '', endsUse ? '停止公示和使用' : ''].filter(Boolean);
    const label = `${name.zh}${signs.length > 0 ? `（${signs.join('，')}）` : ''}`;
    return [`  ${state}: ${label}`, ...(final ? [`  ${state} --> [*]`] : [])];
  });
  const moves = Object.entries(steps).flatMap(([, { name, ways }]) =>
    Object.entries(ways).map(([from, to]) => `  ${from === 'none' ? '[*]' : from} --> ${to}: ${name.zh}`),
  );
  return ['```mermaid', 'stateDiagram-v2', ...moves, ...named, '```'];
}

function stepTable({ steps, drafted }: Procedure): string[] {
  // A document made here, signed and sealed, stands in bold.
  const needed = (kinds: readonly string[]) =>
    kinds.map((kind) => (drafted.includes(kind) ? `**\`${kind}\`**` : `\`${kind}\``)).join(' ');
  const rows = Object.entries(steps).map(([step, rule]) => {
    const told = (all: Readonly<Record<string, string>>) =>
      Object.entries(all).map(([from, to]) => `\`${from}\`→\`${to}\``);
    // A way of the table as it was before stands in histories only.
    const ways = [...told(rule.ways), ...told(rule.formerWays ?? {}).map((way) => `(formerly ${way})`)];
    const marks = [
      rule.hand === 'decides' ? 'decides' : '',
      rule.once ? 'once' : '',
      rule.answersAll ? 'all disposed' : '',
      rule.sameDocument ? 'same document' : '',
      rule.serves ? `served: ${rule.serves.join(', ')}` : '',
    ].filter(Boolean);
    const columns = [
      `\`${step}\` ${both(rule.name)}`,
      ways.join(' '),
      `\`${rule.deed}\``,
      codes(rule.notBy),
      needed(rule.documents),
      [...marks, ...rule.guards.map((guard) => `\`${guard}\``)].join(', '),
      codes(rule.basis),
      both(rule.effect),
      rule.alone === undefined ? '' : both(rule.alone),
    ];
    return `| ${columns.map(cell).join(' | ')} |`;
  });
  return [
    '| step | from → to | deed | not by who took | documents | also | articles | what it does | why fewer than three |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ];
}

function timerTable({ timers }: Procedure, law: Law): string[] {
  const rows = Object.entries(timers).map(([code, rule]) => {
    const { name, nameEn, count, unit, basis, mark, stopClock } = law.period(rule.period, DAY);
    const from = typeof rule.from === 'string' ? rule.from : `last day of \`${rule.from.dueOf}\``;
    const columns = [
      `\`${code}\` ${name} / ${nameEn}`,
      `${count} ${unit}, ${mark}`,
      codes(basis),
      from,
      codes(rule.starts),
      codes(rule.ends),
      codes(rule.drops),
      `${codes(rule.standsStillIn)}${stopClock.length > 0 ? ` for ${stopClock.join(', ')}` : ''}`,
    ];
    return `| ${columns.map(cell).join(' | ')} |`;
  });
  return [
    '| clock | term, mark | articles | from | started by | kept by | falls away by | stands still in |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ];
}

/** docs/procedures.md with its generated part, between the two marks, as the tables have it. */
export function withProcedures(page: string, tables: readonly Procedure[], law: Law): string {
  const parts = tables.flatMap((table) => [
    `## ${both(table.name)}`,
    '',
    ...diagram(table),
    '',
    ...stepTable(table),
    '',
    ...timerTable(table, law),
    '',
    `Documents: ${Object.entries(table.documents)
      .map(([code, name]) => `\`${code}\` ${both(name)}`)
      .join(' · ')}`,
    '',
  ]);
  return page.replace(/(<!-- procedures -->\n)[\s\S]*?(<!-- end of procedures -->)/, `$1\n${parts.join('\n')}\n$2`);
}
