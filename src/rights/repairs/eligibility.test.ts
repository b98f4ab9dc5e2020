import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { addDays, later, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { type RepairAsked, repairEligibility } from './eligibility.ts';

const law = testLaw();
type Golden = { why: string; asked: RepairAsked; on: PlainDate; expect: Record<string, unknown> };
// Written from law file 2.4 (国办发〔2025〕22号 item 2; orders 58 and 36), never printed by the program.
const golden: Golden[] = JSON.parse(
  readFileSync(new URL('../../../test/golden/repair-eligibility.json', import.meta.url), 'utf8'),
);

test.each(golden)('$why', ({ asked, on, expect: expected }) => {
  const found = repairEligibility(asked, law, on);
  const { answer, reasons, earliestOn, endsOn, shown, byLawOf, assumesToday, shield, classification, materials } =
    found;
  const fromParty = materials.filter(({ held }) => !held).map(({ code }) => code);
  const told = { answer, reasons, earliestOn, endsOn, shown, byLawOf, assumesToday, shield, fromParty };
  expect({ ...told, reasons: [...reasons].sort(), class: classification.class }).toMatchObject({
    ...expected,
    reasons: [...(expected.reasons as string[])].sort(),
  });
  for (const name of ['earliestOn', 'endsOn'] as const) if (!(name in expected)) expect(found[name]).toBeUndefined();
});

const decisions = fc.record({
  kinds: fc.subarray(['罚款', '警告', '没收违法所得', '吊销许可证件', '责令停产停业', '暂扣许可证件'], {
    minLength: 1,
  }),
  fine: fc.integer({ min: 1, max: 60 }),
  decided: fc.nat(1_000),
  performed: fc.option(fc.nat(300), { nil: undefined }),
  domain: fc.constantFrom('food', 'drugs', 'other', undefined),
});
const askedOf = ({
  kinds,
  fine,
  decided,
  performed,
  domain,
}: {
  kinds: string[];
  fine: number;
  decided: number;
  performed: number | undefined;
  domain: string | undefined;
}): RepairAsked => {
  const decidedOn = addDays(day('2024-01-02'), decided);
  return {
    subjectKind: 'organisation',
    procedure: 'ordinary',
    kinds,
    fine,
    decidedOn,
    ...(domain === undefined ? {} : { domain }),
    ...(performed === undefined ? {} : { dutyPerformedOn: addDays(decidedOn, performed) }),
  };
};

test('the day that is told is the day: not open before it, open on it when the duties are known to be done', () => {
  fc.assert(
    fc.property(decisions, fc.nat(900), (given, wait) => {
      const asked = askedOf(given);
      const today = addDays(asked.decidedOn!, wait);
      const { earliestOn } = repairEligibility(asked, law, today);
      if (earliestOn === undefined || asked.dutyPerformedOn === undefined) return;
      if (earliestOn > today) expect(repairEligibility(asked, law, addDays(earliestOn, -1)).answer).not.toBe('allowed');
      expect(repairEligibility(asked, law, later(earliestOn, today)).answer).toBe('allowed');
    }),
    { numRuns: 300 },
  );
});

test('waiting never puts the earliest day off, and unknown performance never makes it earlier than known performance', () => {
  fc.assert(
    fc.property(decisions, fc.nat(900), fc.nat(200), (given, wait, more) => {
      const asked = askedOf(given);
      const today = addDays(asked.decidedOn!, wait);
      const sooner = repairEligibility(asked, law, today).earliestOn;
      const then = repairEligibility(asked, law, addDays(today, more)).earliestOn;
      if (sooner !== undefined && then !== undefined && sooner > addDays(today, more)) expect(then).toBe(sooner);
      const { dutyPerformedOn, ...unknown } = asked;
      if (dutyPerformedOn === undefined || sooner === undefined) return;
      expect(repairEligibility(unknown, law, today).earliestOn! <= sooner).toBe(true);
    }),
    { numRuns: 300 },
  );
});
