import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Outcome, PointKind } from '../procedures/index.ts';
import { refuseUnlessPlanShown, refuseWhileLacking } from './repair.ts';

// Golden cases: what was found of the materials, and what may rest on it; written from the articles, never printed by the program.
type Golden = {
  readonly why: string;
  readonly points: readonly (readonly [PointKind, Outcome | null])[];
  readonly shield: string | null;
  readonly approve: string | null;
};
const golden: Golden[] = JSON.parse(
  readFileSync(new URL('../../../test/golden/repair-findings.json', import.meta.url), 'utf8'),
);

const refusalOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

test.each(golden)('what was found of the materials: $why', ({ points, shield, approve }) => {
  const found = points.map(([kind, outcome]) => ({ kind, outcome }));
  expect(refusalOf(() => refuseUnlessPlanShown(found))).toBe(shield);
  expect(refusalOf(() => refuseWhileLacking(found))).toBe(approve);
});
