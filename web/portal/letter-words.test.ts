import { expect, test } from 'vitest';
import { PROCEDURES } from '../../src/all-procedures.ts';
import type { Procedure } from '../../src/rights/procedures/index.ts';
import { LETTERS } from './letter-words.ts';

const TABLES: Procedure[] = PROCEDURES.map(({ table }) => table);

test.each(TABLES)(
  '$code: the party hears in its mailbox of each decision and of each turn of its record, unless the decision itself is served',
  ({ code, steps, states }) => {
    const served = new Set(Object.values(steps).flatMap(({ serves = [] }) => serves));
    const turns = (ways: Readonly<Record<string, string>>) =>
      Object.entries(ways).some(([from, to]) =>
        (['marksRecord', 'endsUse'] as const).some((nature) => states[from]![nature] !== states[to]![nature]),
      );
    for (const [step, { ways, hand, documents }] of Object.entries(steps)) {
      const isServed = documents.some((kind) => served.has(kind)) || documents.includes('delivery_receipt');
      if ((hand !== 'decides' && !turns(ways)) || Object.keys(ways).length === 0 || isServed) continue;
      expect([step, `${code}.${step}` in LETTERS]).toEqual([step, true]);
    }
  },
);

test('no letter tells of a step or a clock that no procedure has', () => {
  for (const deed of Object.keys(LETTERS)) {
    const table = TABLES.find(({ code }) => deed.startsWith(`${code}.`));
    if (table !== undefined && !deed.endsWith('.clock_overdue'))
      expect([deed, deed.slice(table.code.length + 1) in table.steps]).toEqual([deed, true]);
  }
});
