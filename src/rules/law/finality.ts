import { addDays, later, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { FinalityFacts, RemedyFacts } from './facts.ts';
import type { Law } from './law.ts';
import { provisionalDeadline } from './periods.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/** `adverseCredit`: the penalty counts as untrustworthy information. Only when it is final; unknown counts as no. */
export type Finality = {
  readonly adverseCredit: boolean;
  readonly final: 'yes' | 'no' | 'unknown';
  /** First day on which it was, or will be, final if nothing more happens. */
  readonly finalOn?: PlainDate;
  readonly reasons: readonly string[];
  readonly derivation: Answer['derivation'];
};

/**
 * Whether a penalty has become final on `on`: no review and no suit was filed in time, or it was finally upheld (河南省社会信用
 * 条例 art. 20(2); 行政复议法 art. 20; 行政诉讼法 arts. 45, 46). Where the party was not told of its remedies, or that is not
 * known, the longer period counts. A day in a year without its notice is taken at its latest.
 */
export function finality(facts: FinalityFacts, law: Law, on: PlainDate): Finality {
  const reasoning = new Reasoning('question.finality', facts, law, on);
  const finalOn = finalDay(facts, reasoning);
  if (finalOn !== undefined && finalOn > on) reasoning.refuse('finality.period_runs', { finalOn });
  const { answer, reasons, derivation } = reasoning
    .say('finality.rule', {}, reasoning.articlesOf('line.finality'))
    .answer();
  const final = answer === 'allowed' ? 'yes' : answer === 'refused' ? 'no' : 'unknown';
  return { adverseCredit: final === 'yes', final, reasons, derivation, ...(finalOn === undefined ? {} : { finalOn }) };
}

/** The first day after every way of attack is closed; undefined while that cannot be said. */
function finalDay(facts: FinalityFacts, reasoning: Reasoning): PlainDate | undefined {
  const { servedOn, review, suit } = facts;
  if (servedOn === undefined) {
    reasoning.doubt('finality.service_unknown');
    return undefined;
  }
  if (overturned('review', review, reasoning) || overturned('suit', suit, reasoning)) return undefined;
  if (suit !== undefined && suit !== 'none' && suit.outcome !== 'withdrawn') return upheldBySuit(suit, reasoning);
  if (review !== undefined && review !== 'none' && review.outcome !== 'withdrawn')
    return upheldByReview(review, suit, reasoning);
  return closedWithoutAttack(facts, servedOn, reasoning);
}

function overturned(kind: 'review' | 'suit', remedy: FinalityFacts['review'], reasoning: Reasoning): boolean {
  if (remedy === undefined || remedy === 'none') return false;
  if (remedy.outcome !== 'altered' && remedy.outcome !== 'set_aside') return false;
  reasoning.refuse('finality.overturned', { kind, outcome: remedy.outcome });
  return true;
}

/** A judgment that upholds it ends the matter; one that can still be appealed is not yet entered as an outcome. */
function upheldBySuit({ outcome, outcomeServedOn }: RemedyFacts, reasoning: Reasoning): PlainDate | undefined {
  if (outcome === undefined) {
    reasoning.refuse('finality.suit_pending');
    return undefined;
  }
  if (outcomeServedOn === undefined) {
    reasoning.doubt('finality.outcome_day_unknown', { kind: 'suit' });
    return undefined;
  }
  reasoning.say('finality.upheld', { kind: 'suit', on: outcomeServedOn });
  return outcomeServedOn;
}

function upheldByReview(review: RemedyFacts, suit: FinalityFacts['suit'], reasoning: Reasoning): PlainDate | undefined {
  if (review.outcome === undefined) {
    reasoning.refuse('finality.review_pending');
    return undefined;
  }
  if (review.outcomeServedOn === undefined) {
    reasoning.doubt('finality.outcome_day_unknown', { kind: 'review' });
    return undefined;
  }
  reasoning.say('finality.upheld', { kind: 'review', on: review.outcomeServedOn });
  const closed = closedAfter('suit.afterReview', review.outcomeServedOn, reasoning);
  return settled(suit, 'finality.suit_unknown', closed, reasoning);
}

function closedWithoutAttack(facts: FinalityFacts, servedOn: PlainDate, reasoning: Reasoning): PlainDate | undefined {
  const told = facts.remedyNotified === true;
  if (!told) reasoning.say(facts.remedyNotified === false ? 'finality.not_told' : 'finality.told_unknown');
  const byReview = closedAfter(told ? 'review.filing' : 'review.filing.untold', servedOn, reasoning);
  const bySuit = closedAfter(told ? 'suit.filing' : 'suit.filing.untold', servedOn, reasoning);
  const closed = later(byReview, bySuit);
  const review = settled(facts.review, 'finality.review_unknown', closed, reasoning);
  const suit = settled(facts.suit, 'finality.suit_unknown', closed, reasoning);
  return review === undefined || suit === undefined ? undefined : closed;
}

/** A remedy of which nothing is known leaves the matter open, whatever the day. */
function settled(
  remedy: FinalityFacts['review'],
  code: string,
  closed: PlainDate,
  reasoning: Reasoning,
): PlainDate | undefined {
  if (remedy !== undefined) return closed;
  reasoning.doubt(code);
  return undefined;
}

/** The day after the last day on which the party may still act. */
function closedAfter(period: string, from: PlainDate, reasoning: Reasoning): PlainDate {
  const { law, on } = reasoning;
  const due = provisionalDeadline(law, period, from);
  reasoning.adopt(due.derivation.steps);
  // Never the ground for ruling a party late: a provisional last day is already the latest possible one (R59).
  if (due.provisional && due.due < on) reasoning.doubt('finality.provisional', { due: due.due });
  return addDays(due.due, 1);
}
