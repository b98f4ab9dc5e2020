import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PROCEDURES } from '../../../src/all-procedures.ts';
import { QUARANTINE_KINDS, QUARANTINE_OUTCOMES } from '../../../src/facts/intake/quarantine-ways.ts';
import { WITHDRAWAL_GROUNDS } from '../../../src/facts/publication/publication-grounds.ts';
import { MOMENTS } from '../../../src/facts/records/moment.ts';
import { ORGAN_KINDS, ROLES } from '../../../src/ground/kernel/actor.ts';
import { WORK_KINDS } from '../../../src/office/work/work.ts';
import { INSTRUCTIONS, RECALL_CAUSES } from '../../../src/together/recalls/recall.ts';
import { testLaw } from '../../../test/support/law.ts';
import { CODES, wordOf } from './codes.ts';
import { quarantine } from './quarantine.ts';
import { recalls } from './recalls.ts';
import { records } from './records.ts';
import { work } from './work.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const sources = globSync('src/**/*.ts', { cwd: root })
  .filter((file) => !/[.]test[.]ts$/.test(file))
  .map((file) => readFileSync(path.join(root, file), 'utf8'));
const found = (pattern: RegExp) =>
  new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code!)));

/** Codes of ours among the choices of catalogue items: lower case, while the law's own choices are Chinese. */
const choices = new Set(
  testLaw()
    .stack.flatMap(({ items }) => items)
    .flatMap(({ fields }) => fields)
    .flatMap(({ values = [] }) => values)
    .filter((value) => /^[a-z_]+$/.test(value)),
);

test.each([
  ['deed', found(/deed: '([a-z_]+[.][a-z_]+)'/g)],
  ['deed', new Set(QUARANTINE_OUTCOMES.map((outcome) => `quarantine.${outcome}`))],
  ['object', found(/object: \{ kind: '([a-z_]+)'/g)],
  ['object', found(/objectKind: '([a-z_]+)'/g)],
  ['object', new Set(PROCEDURES.map(({ table }) => table.code))],
  [
    'deed',
    new Set(
      PROCEDURES.flatMap(({ table }) =>
        [...found(/deed: `[$][{][A-Za-z.]*(?:procedure|code)[}][.]([a-z_]+)`/g), 'clock_due', 'clock_overdue'].map(
          (deed) => `${table.code}.${deed}`,
        ),
      ),
    ),
  ],
  ['item', new Set(testLaw().stack.flatMap(({ items }) => items.map(({ code }) => code)))],
  ['value', choices],
  ['role', new Set(ROLES)],
  ['organKind', new Set(ORGAN_KINDS)],
  ['ground', new Set(WITHDRAWAL_GROUNDS)],
  [
    'cause',
    new Set(
      testLaw()
        .stack.flatMap(({ periods }) => periods)
        .flatMap(({ stopClock }) => stopClock),
    ),
  ],
] as const)('every code of kind %s that a person reads has words in both languages', (kind, codes) => {
  expect(codes.size).toBeGreaterThan(0);
  const table = CODES[kind] as Readonly<Record<string, readonly [string, string]>>;
  expect([...codes].filter((code) => !table[code])).toEqual([]);
  for (const code of codes) {
    expect(table[code]?.[0], code).toMatch(/[一-鿿]/);
    expect(table[code]?.[1], code).toMatch(/^[^一-鿿]+$/);
  }
});

test('kinds of work, of waiting rows and of moments have words', () => {
  for (const kind of WORK_KINDS) expect(Object.keys(work)).toContain(`kind_${kind}`);
  for (const kind of QUARANTINE_KINDS) expect(Object.keys(quarantine)).toContain(`kind_${kind}`);
  for (const cause of RECALL_CAUSES) expect(Object.keys(recalls)).toContain(`cause_${cause}`);
  for (const instruction of INSTRUCTIONS) expect(Object.keys(recalls)).toContain(`do_${instruction}`);
  for (const kind of MOMENTS) expect(Object.keys(records)).toContain(`moment_${kind}`);
});

test('a code that a later server may send is shown as it is', () => {
  expect(wordOf('deed', 'nobody.knows', 'zh')).toBe('nobody.knows');
});
