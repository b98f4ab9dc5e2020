import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import type { Procedure } from '../../rights/procedures/index.ts';
import { periodOf, RECALL_PERIOD } from './recall.ts';

const law = testLaw();
const TABLES: Procedure[] = PROCEDURES.map(({ table }) => table);

test.each(TABLES)(
  '$code: the board counts each notice by the very period that the step told it by',
  ({ code, steps }) => {
    for (const [step, { ways, formerWays, tellsWithin }] of Object.entries(steps)) {
      if (tellsWithin === undefined) continue;
      for (const state of Object.values({ ...ways, ...formerWays }))
        expect([step, state, periodOf(`${code}.${state}`)]).toEqual([step, state, tellsWithin]);
    }
  },
);

test('a notice says of itself what it is about: a mark is no act that was set aside, and what the article leaves open is marked so', () => {
  const told = (cause: string) => law.period(periodOf(cause), day('2026-04-07'));
  expect(told('objection.received')).toMatchObject({ basis: ['hnxy:41'], mark: 'reading' });
  expect(told('record.expired')).toMatchObject({ code: RECALL_PERIOD, basis: ['hnxy:42'], mark: 'reading' });
  expect(told('annulment.withdrawing')).toMatchObject({ basis: ['hnxy:42'], mark: 'verified' });
  for (const cause of ['objection.received', 'record.expired', 'annulment.dismissed'])
    expect([cause, told(cause).name.includes('被撤销')]).toEqual([cause, false]);
});
