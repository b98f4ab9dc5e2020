import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { basisSuffices } from './basis-gate.ts';
import type { DecisionFacts } from './facts.ts';
import type { Law } from './law.ts';
import type { ArticleRef, ClosedList } from './pack.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/**
 * What the Penalty Law asks of a decision before it is made (行政处罚法 arts. 9, 44, 51, 58, 59, 63; before 2021-07-15 the law of 1996).
 * `on` is the day of the decision: the law of that day answers. What the lists name stands in the packs.
 */

/** Whether each kind of the decision is one that the law names; another needs a law or administrative regulation (art. 9(6)). */
export function kindsNamed(
  facts: { readonly kinds?: readonly string[]; readonly refs?: readonly ArticleRef[] },
  law: Law,
  on: PlainDate,
): Answer {
  const reasoning = new Reasoning('question.penalty_kinds', facts, law, on);
  const named = law.get('closedLists', 'penalty.kinds', on);
  if (facts.kinds === undefined) return reasoning.doubt('penalty.kinds_unknown', {}, named.basis).answer();
  const others = facts.kinds.filter((kind) => !named.entries.includes(kind));
  if (others.length === 0) return reasoning.say('penalty.kinds_named', {}, named.basis).answer();
  const told = { kinds: others.join('、') };
  const basis = basisSuffices('penalty_kind', 'national', facts.refs ?? [], law, on);
  if (basis.answer === 'allowed') return reasoning.say('penalty.kinds_by_statute', told, basis.articles).answer();
  return reasoning.refuse('penalty.kinds_unnamed', told, named.basis).answer();
}

/** Whether the party was told all that it must be told before the decision (art. 44). */
export function noticeComplete(facts: { readonly told?: readonly string[] }, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.penalty_notice', facts, law, on);
  return complete(facts.told, law.get('closedLists', 'penalty.notice', on), 'penalty.notice', reasoning);
}

/** Whether the decision states all that it must state (art. 59). */
export function contentComplete(facts: { readonly states?: readonly string[] }, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.penalty_content', facts, law, on);
  return complete(facts.states, law.get('closedLists', 'penalty.content', on), 'penalty.content', reasoning);
}

function complete(
  present: readonly string[] | undefined,
  { entries, basis }: ClosedList,
  code: string,
  reasoning: Reasoning,
): Answer {
  if (present === undefined) return reasoning.doubt(`${code}_unknown`, {}, basis).answer();
  const missing = entries.filter((entry) => !present.includes(entry));
  if (missing.length > 0) reasoning.refuse(`${code}_lacks`, { missing: missing.join('、') }, basis);
  else reasoning.say(`${code}_complete`, {}, basis);
  return reasoning.answer();
}

export type SpotFacts = Pick<DecisionFacts, 'kinds' | 'fine' | 'subjectKind'>;

/** Whether the decision may be made on the spot, by the simple procedure (art. 51). A sole trader counts as a citizen, which is kinder. */
export function maySpot(facts: SpotFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.penalty_spot', facts, law, on);
  const { entries, basis } = law.get('closedLists', 'penalty.spot', on);
  const { kinds, fine, subjectKind } = facts;
  if (kinds === undefined) return reasoning.doubt('penalty.kinds_unknown', {}, basis).answer();
  const heavier = kinds.filter((kind) => !entries.includes(kind));
  if (heavier.length > 0) reasoning.refuse('penalty.spot_kind', { kinds: heavier.join('、') }, basis);
  if (!kinds.includes('罚款')) return reasoning.answer();
  if (fine === undefined) return reasoning.doubt('penalty.fine_unknown', {}, basis).answer();
  const ceilings = ceilingsOf('simpleProcedure.fine', subjectKind, reasoning);
  if (ceilings.every(({ value }) => fine > value)) reasoning.refuse('penalty.spot_fine', { fine }, basis);
  else if (ceilings.some(({ value }) => fine > value)) reasoning.doubt('penalty.party_unknown', {}, basis);
  return reasoning.answer();
}

/** The amounts that may be meant: one where it is known who the party is, both where it is not. */
function ceilingsOf(code: string, subjectKind: SpotFacts['subjectKind'], { law, on }: Reasoning): { value: number }[] {
  const whose =
    subjectKind === undefined
      ? ['citizen', 'organisation']
      : [subjectKind === 'organisation' ? 'organisation' : 'citizen'];
  return whose.flatMap((one) => {
    const parameter = law.find('parameters', `${code}.${one}`, on);
    return parameter === undefined ? [] : [{ value: Number(parameter.value) }];
  });
}

export type LegalReviewFacts = {
  /** Which of the situations that the law names the case is in; empty: in none. */
  readonly situations?: readonly string[];
  readonly reviewed?: boolean;
};

/** Whether the case may be decided as to legal review: where the law demands it, no decision before it has passed (art. 58). */
export function reviewedWhereOwed(facts: LegalReviewFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.penalty_review', facts, law, on);
  const list = law.find('closedLists', 'penalty.review', on);
  if (list === undefined) return reasoning.say('penalty.review_not_owed').answer();
  const { entries, basis } = list;
  if (facts.reviewed === true) return reasoning.say('penalty.reviewed', {}, basis).answer();
  if (facts.situations === undefined) return reasoning.doubt('penalty.situation_unknown', {}, basis).answer();
  const owed = entries.filter((entry) => facts.situations?.includes(entry));
  if (owed.length === 0) return reasoning.say('penalty.review_not_owed', {}, basis).answer();
  const told = { situations: owed.join('、') };
  if (facts.reviewed === undefined) reasoning.doubt('penalty.review_unknown', told, basis);
  else reasoning.refuse('penalty.not_reviewed', told, basis);
  return reasoning.answer();
}

export type HearingFacts = SpotFacts & {
  /** The party was told that it may ask for a hearing; it asked in time; it was heard. Left out: nobody knows. */
  readonly told?: boolean;
  readonly requested?: boolean;
  readonly held?: boolean;
};

/**
 * Whether the case may be decided as to a hearing: where one is owed, the party is told so, and is heard if it asks (art. 63). Which fine
 * is a larger one the law leaves to others: without their amount nobody may say that none is owed.
 */
export function heardWhereOwed(facts: HearingFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.penalty_hearing', facts, law, on);
  const { basis } = law.get('closedLists', 'penalty.hearing', on);
  const owed = hearingOwed(facts, reasoning);
  if (owed === 'no') return reasoning.say('penalty.hearing_not_owed', {}, basis).answer();
  const settled = facts.told === true && (facts.requested === false || facts.held === true);
  if (settled) return reasoning.say('penalty.hearing_settled', {}, basis).answer();
  const tell = owed === 'yes' ? reasoning.refuse.bind(reasoning) : reasoning.doubt.bind(reasoning);
  if (facts.told === undefined) reasoning.doubt('penalty.hearing_told_unknown', {}, basis);
  else if (!facts.told) tell('penalty.hearing_untold', {}, basis);
  else if (facts.requested === undefined) reasoning.doubt('penalty.hearing_request_unknown', {}, basis);
  else tell('penalty.hearing_not_held', {}, basis);
  return reasoning.answer();
}

function hearingOwed({ kinds, fine, subjectKind }: SpotFacts, reasoning: Reasoning): 'yes' | 'no' | 'unknown' {
  const { law, on } = reasoning;
  const { entries, basis } = law.get('closedLists', 'penalty.hearing', on);
  const without = law.get('closedLists', 'penalty.hearing.none', on);
  if (kinds === undefined) {
    reasoning.doubt('penalty.kinds_unknown', {}, basis);
    return 'unknown';
  }
  const grave = kinds.filter((kind) => entries.includes(kind));
  if (grave.length > 0) {
    reasoning.say('penalty.hearing_owed', { kinds: grave.join('、') }, basis);
    return 'yes';
  }
  const open = kinds.filter((kind) => !without.entries.includes(kind));
  if (open.length === 0) return 'no';
  const larger = ceilingsOf('hearing.fine', subjectKind, reasoning);
  const onlyFine = open.length === 1 && open[0] === '罚款';
  if (onlyFine && fine !== undefined && larger.length > 0) {
    if (larger.every(({ value }) => fine >= value)) return 'yes';
    if (larger.every(({ value }) => fine < value)) return 'no';
  }
  reasoning.say('penalty.hearing_open', { kinds: open.join('、') }, [...basis, ...without.basis]);
  return 'unknown';
}
