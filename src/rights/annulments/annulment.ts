import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type ArticleRef, explain, type FinalityFacts, finality, type Law } from '../../rules/law/index.ts';
import type { Taken } from '../procedures/index.ts';

export type Remedy = 'review' | 'suit';
/** On which ground the public is told of a withdrawal, by the step that received the ruling (行政处罚法 art. 48(2)). */
const GROUND_OF = {
  receive_setting_aside: 'set_aside',
  receive_alteration: 'changed',
  receive_unlawful: 'unlawful',
  receive_void: 'void',
} as const;
export type Ground = (typeof GROUND_OF)[keyof typeof GROUND_OF];

export function groundOf(taken: readonly Taken[]): Ground {
  const last = taken.findLast(({ step }) => step in GROUND_OF);
  if (last === undefined) throw new Error('a case is withdrawn without a ruling');
  return GROUND_OF[last.step as keyof typeof GROUND_OF];
}

const ENDED: Readonly<Record<Remedy, readonly string[]>> = {
  review: ['uphold_review', 'end_review'],
  suit: ['uphold_suit', 'end_suit'],
};

/** Whether a review or suit was filed in this case, and whether it still runs. */
export function standingOfRemedy(taken: readonly Taken[], remedy: Remedy): 'absent' | 'open' | 'ended' {
  const filed = taken.findLastIndex(({ step }) => step === `file_${remedy}`);
  if (filed === -1) return 'absent';
  return taken.slice(filed).some(({ step }) => ENDED[remedy].includes(step)) ? 'ended' : 'open';
}

/** @throws {Refusal} conflict `annulment.remedy_open`, `annulment.remedy_not_open` */
export function refuseUnless(taken: readonly Taken[], remedy: Remedy, asked: 'absent' | 'open'): readonly ArticleRef[] {
  const standing = standingOfRemedy(taken, remedy);
  if (standing === asked) return [];
  const code = asked === 'absent' ? 'annulment.remedy_open' : 'annulment.remedy_not_open';
  throw new Refusal('conflict', code, { remedy, standing });
}

/**
 * Nothing was filed, and nothing can be any more: asked of the law as if it were so, it is final on that day. A provisional last
 * day closes nothing (R59).
 * @throws {Refusal} rule `annulment.remedies_run`
 */
export function refuseWhileRemediesRun(facts: FinalityFacts, law: Law, today: PlainDate): readonly ArticleRef[] {
  const asked: FinalityFacts = { ...facts, review: facts.review ?? 'none', suit: facts.suit ?? 'none' };
  const { final, finalOn, reasons, derivation } = finality(asked, law, today);
  if (final === 'yes') return derivation.cited.map(({ ref }) => ref);
  const why = { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
  throw new Refusal('rule', 'annulment.remedies_run', { reasons, finalOn: finalOn ?? null, why });
}
