import { addDays, later, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { FinalityFacts, RemedyFacts, SuitFacts } from './facts.ts';
import type { Law } from './law.ts';
import { type Answer, Reasoning } from './reasoning.ts';
import { closedAfter, closedUntold, firstOf, type RemedyKind, shutBy } from './remedy-periods.ts';

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
 * Whether a penalty has become final on `on`: no review and no suit was filed in time, or it was finally upheld (河南省社会信用条例
 * art. 20(2); 行政复议法 arts. 20, 21; 行政诉讼法 arts. 45, 46, 48, 85). Where the party was not told of its remedies, or that is not
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
  const { review, suit, extension } = facts;
  if (overturned('review', review, reasoning) || overturned('suit', suit, reasoning)) return undefined;
  if (suit !== undefined && suit !== 'none' && suit.outcome !== 'withdrawn') return upheldBySuit(suit, reasoning);
  const closed =
    review !== undefined && review !== 'none' && review.outcome !== 'withdrawn'
      ? upheldByReview(review, facts, reasoning)
      : closedWithoutAttack(facts, reasoning);
  return closed === undefined ? undefined : extended(extension, closed, reasoning);
}

function overturned(
  kind: 'review' | 'suit' | 'appeal',
  remedy: FinalityFacts['review'],
  reasoning: Reasoning,
): boolean {
  if (remedy === undefined || remedy === 'none') return false;
  if (remedy.outcome !== 'altered' && remedy.outcome !== 'set_aside') return false;
  reasoning.refuse('finality.overturned', { kind, outcome: remedy.outcome });
  return true;
}

/**
 * A judgment in effect ends the matter on its service. One of first instance is open to appeal for fifteen days, a ruling for ten
 * (行政诉讼法 art. 85); which of them it is, is not known: a judgment of first instance, which takes longest.
 */
function upheldBySuit(suit: SuitFacts, reasoning: Reasoning): PlainDate | undefined {
  const { outcome, outcomeServedOn, paper, appeal } = suit;
  if (outcome === undefined) {
    reasoning.refuse('finality.suit_pending');
    return undefined;
  }
  if (overturned('appeal', appeal, reasoning)) return undefined;
  if (outcomeServedOn === undefined) {
    reasoning.doubt('finality.outcome_day_unknown', { kind: 'suit' });
    return undefined;
  }
  reasoning.say('finality.upheld', { kind: 'suit', on: outcomeServedOn });
  if (paper === 'in_effect') return outcomeServedOn;
  if (paper === undefined) reasoning.say('finality.paper_unknown');
  const period = paper === 'first_ruling' ? 'suit.appeal.ruling' : 'suit.appeal.judgment';
  if (appeal !== undefined && appeal !== 'none' && appeal.outcome !== 'withdrawn')
    return upheldOn('appeal', appeal, reasoning);
  const lapsed = settled(
    appeal,
    'finality.appeal_unknown',
    closedAfter(period, outcomeServedOn, [], reasoning),
    reasoning,
  );
  return lapsed === undefined ? undefined : withdrawnOn(appeal, lapsed, reasoning);
}

/** The day on which the outcome that upholds was served; undefined while there is none, or its day is unknown. */
function upheldOn(
  kind: 'appeal' | 'review',
  { outcome, outcomeServedOn }: RemedyFacts,
  reasoning: Reasoning,
): PlainDate | undefined {
  if (outcome === undefined) reasoning.refuse(`finality.${kind}_pending`);
  else if (outcomeServedOn === undefined) reasoning.doubt('finality.outcome_day_unknown', { kind });
  else {
    reasoning.say('finality.upheld', { kind, on: outcomeServedOn });
    return outcomeServedOn;
  }
  return undefined;
}

/** An appeal that was withdrawn leaves the judgment in effect: from the service of the paper that says so, not before the period is over. */
function withdrawnOn(appeal: FinalityFacts['review'], lapsed: PlainDate, reasoning: Reasoning): PlainDate | undefined {
  if (appeal === undefined || appeal === 'none') return lapsed;
  if (appeal.outcomeServedOn !== undefined) return later(lapsed, appeal.outcomeServedOn);
  reasoning.doubt('finality.outcome_day_unknown', { kind: 'appeal' });
  return undefined;
}

function upheldByReview(review: RemedyFacts, facts: FinalityFacts, reasoning: Reasoning): PlainDate | undefined {
  const { told } = review;
  const outcomeServedOn = upheldOn('review', review, reasoning);
  if (outcomeServedOn === undefined) return undefined;
  // A review decision that does not tell of the time to sue leaves the longest one (最高法解释〔2018〕1号 art. 64(2)).
  const closed =
    told === false
      ? closedAfter('suit.filing.untold', outcomeServedOn, facts.lost, reasoning)
      : closedAfter('suit.afterReview', outcomeServedOn, facts.lost, reasoning);
  return settled(facts.suit, 'finality.suit_unknown', closed, reasoning);
}

function closedWithoutAttack(facts: FinalityFacts, reasoning: Reasoning): PlainDate | undefined {
  if (facts.remedyNotified !== true)
    reasoning.say(facts.remedyNotified === false ? 'finality.not_told' : 'finality.told_unknown');
  const byReview = closed('review', facts, reasoning);
  const bySuit = closed('suit', facts, reasoning);
  if (byReview === undefined || bySuit === undefined) return undefined;
  const closedOn = later(byReview, bySuit);
  const review = settled(facts.review, 'finality.review_unknown', closedOn, reasoning);
  const suit = settled(facts.suit, 'finality.suit_unknown', closedOn, reasoning);
  return review === undefined || suit === undefined ? undefined : closedOn;
}

/** When that remedy can no longer be had by a party that has not used it. */
function closed(kind: RemedyKind, facts: FinalityFacts, reasoning: Reasoning): PlainDate | undefined {
  const knownOn = facts.servedOn ?? facts.contentKnownOn;
  const shut = shutBy(kind, facts, reasoning);
  if (knownOn === undefined) {
    if (shut !== undefined && shut <= reasoning.on) return shut;
    reasoning.doubt('finality.service_unknown');
    return undefined;
  }
  if (facts.remedyNotified === true) {
    return firstOf(closedAfter(`${kind}.filing`, knownOn, facts.lost, reasoning), shut);
  }
  return firstOf(closedUntold(kind, knownOn, facts, reasoning), shut);
}

/** A court that is asked for more time keeps the matter open until it has decided (行政诉讼法 art. 48(2)). */
function extended(
  extension: FinalityFacts['extension'],
  closedOn: PlainDate,
  reasoning: Reasoning,
): PlainDate | undefined {
  if (extension === undefined || extension.outcome === 'refused') return closedOn;
  const articles = reasoning.articlesOf('line.extension');
  if (extension.outcome === undefined) {
    reasoning.refuse('finality.extension_pending', { filedOn: extension.filedOn }, articles);
    return undefined;
  }
  if (extension.until === undefined) {
    reasoning.doubt('finality.extension_day_unknown', {}, articles);
    return undefined;
  }
  reasoning.say('finality.extended', { until: extension.until }, articles);
  return later(closedOn, addDays(extension.until, 1));
}

/** A remedy of which nothing is known leaves the matter open, whatever the day. */
function settled(
  remedy: FinalityFacts['review'],
  code: string,
  closedOn: PlainDate,
  reasoning: Reasoning,
): PlainDate | undefined {
  if (remedy !== undefined) return closedOn;
  reasoning.doubt(code);
  return undefined;
}
