import { expect, test } from 'vitest';
import { PROCEDURES } from '../../all-procedures.ts';
import { casesOf, readLaw } from '../../rules/law/index.ts';
import type { ArrowGiven } from './arrow.ts';

const arrows = casesOf(readLaw().sources).flatMap(({ one }) =>
  one.ask === 'arrow' ? [{ ...one, given: one.given as ArrowGiven }] : [],
);

test.each(PROCEDURES.map(({ table }) => table))(
  '$code: every step is in a case beside the packs that leads somewhere, before and after each change of law, and ways that are none are too',
  ({ code, steps }) => {
    const own = arrows.filter(({ given }) => given.procedure === code);
    const taken = Object.entries(steps).filter(([, { ways }]) => Object.keys(ways).length > 0);
    for (const on of ['2023-04-30', '2023-05-01', '2026-03-31', '2026-04-01']) {
      const led = own.filter((one) => one.on === on && one.expect.refusal !== 'procedure.no_such_step');
      const walked = new Set(led.flatMap(({ given }) => given.steps));
      expect(taken.map(([step]) => step).filter((step) => !walked.has(step))).toEqual([]);
    }
    expect(own.filter(({ expect: told }) => told.refusal === 'procedure.no_such_step').length).toBeGreaterThan(5);
  },
);
