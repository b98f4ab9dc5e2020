import type { Context } from '../../src/ground/audit/index.ts';
import type { Pools } from '../../src/ground/platform/db.ts';
import type { DiskReading } from '../../src/office/editions/disk-reading.ts';
import { adoptProposal, draftProposal, installEdition, reviewProposal } from '../../src/office/editions/index.ts';
import { Law, proposeEdition } from '../../src/rules/law/index.ts';
import type { Span } from '../../src/rules/law/pack.ts';
import { testLaw } from './law.ts';

/** The packs of the program with another longest publication of the general class under order 36 (in truth one year). */
export function lawWithGeneralTerm(longest: Span): Law {
  const stack = testLaw().stack.map((pack) => ({
    ...pack,
    classes: pack.classes.map((term) =>
      term.regime === 'order36' && term.class === 'general' ? { ...term, longest } : term,
    ),
  }));
  return new Law(stack);
}

/** The packs of the program with another length of one period. */
export function lawWithPeriod(code: string, count: number): Law {
  const stack = testLaw().stack.map((pack) => ({
    ...pack,
    periods: pack.periods.map((one) => (one.code === code ? { ...one, count } : one)),
  }));
  return new Law(stack);
}

/** As if the packs of that law lay on disk without fault, their cases passed. */
export function onDisk(law: Law): DiskReading {
  const { edition, content } = proposeEdition(law);
  return { draft: { edition, content }, faults: 0, passed: 3, failed: 0 };
}

export function installed(pools: Pools, now: () => Date, law = testLaw()): Promise<void> {
  return installEdition({ pools, now, version: '0.0.0' }, law);
}

/** The three persons whom an edition needs. */
export type LawMakers = { readonly drafter: Context; readonly reviewer: Context; readonly adopter: Context };

/** Takes an edition through all three hands. */
export async function adopted(makers: LawMakers, law: Law): Promise<{ number: number; edition: string }> {
  const { result } = await draftProposal(makers.drafter, onDisk(law), '依据现行条文修订。');
  await reviewProposal(makers.reviewer, { id: result.id, outcome: 'passed', reason: '已核对条文。' });
  return (await adoptProposal(makers.adopter, { id: result.id, reason: '同意采用。' })).result;
}
