import { addDays, earlier, later, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { FinalityFacts } from './facts.ts';
import type { Period } from './pack.ts';
import { addPeriodProvisionally, type Deadline, provisionalDeadline } from './periods.ts';
import type { Reasoning } from './reasoning.ts';

/** Which remedy a period is about: the prefix of its code in the packs. */
export type RemedyKind = 'review' | 'suit';

/** Time lost to force majeure or otherwise not by the party's own fault (行政诉讼法 art. 48(1); 行政复议法 art. 20(2)). */
const NOT_OWN_FAULT = 'not_own_fault';

/** The first day on which nothing more may be filed: the day after the last one, which is inclusive. */
export function closedAfter(
  code: string,
  from: PlainDate,
  lost: FinalityFacts['lost'],
  reasoning: Reasoning,
): PlainDate {
  return closedBy(endOf(code, from, lost, reasoning), reasoning);
}

/**
 * When a remedy is closed that the party was not told of: the ordinary time from the day on which it learnt of the remedy, at the most the
 * longest time from knowing the content (最高法解释〔2018〕1号 art. 64; 行政复议法 art. 20(3)). When it learnt of it is not known: the longest.
 */
export function closedUntold(
  kind: RemedyKind,
  knownOn: PlainDate,
  facts: Pick<FinalityFacts, 'remedyKnownOn' | 'lost'>,
  reasoning: Reasoning,
): PlainDate {
  const { remedyKnownOn, lost } = facts;
  const longest = endOf(`${kind}.filing.untold`, knownOn, lost, reasoning);
  if (remedyKnownOn === undefined) return closedBy(longest, reasoning);
  reasoning.say('finality.remedy_learnt', { remedyKnownOn });
  const learnt = endOf(`${kind}.filing`, later(knownOn, remedyKnownOn), lost, reasoning);
  return closedBy(learnt.due < longest.due ? learnt : longest, reasoning);
}

/**
 * The first day on which no review or court takes the matter any more, whether or not the party knows of the act: five years from the act,
 * twenty about real estate (行政诉讼法 art. 46(2); 行政复议法 art. 21). What the act is about is not known: the longer. The limit shuts
 * nothing before the law that set it; undefined: no such limit holds, or the day of the act is not known.
 */
export function shutBy(kind: RemedyKind, facts: FinalityFacts, reasoning: Reasoning): PlainDate | undefined {
  const { law, on } = reasoning;
  const { decidedOn, realEstate = true } = facts;
  const period = law.find('periods', `${kind}.filing.longest${realEstate ? '.realEstate' : ''}`, on);
  if (decidedOn === undefined || period === undefined) return undefined;
  const { due, provisional } = addPeriodProvisionally(decidedOn, period, law.calendar);
  const since = addDays(begins(period), -1);
  const last = later(due, since);
  reasoning.say('finality.shut', { kind, decidedOn, count: period.count, unit: period.unit, last }, period.basis);
  if (provisional && last === due && due < on) reasoning.doubt('finality.provisional', { due });
  return addDays(last, 1);
}

/** Whichever comes first: the period ends, or nobody takes the matter any more. */
export function firstOf(closed: PlainDate, shut: PlainDate | undefined): PlainDate {
  return shut === undefined ? closed : earlier(closed, shut);
}

const begins = ({ inForce }: Period): PlainDate => (inForce?.from ?? '0001-01-01') as PlainDate;

function endOf(code: string, from: PlainDate, lost: FinalityFacts['lost'], { law }: Reasoning): Deadline {
  const counts = law.period(code, from).stopClock.includes(NOT_OWN_FAULT);
  const stops = counts ? (lost ?? []).map((days) => ({ ...days, cause: NOT_OWN_FAULT })) : [];
  return provisionalDeadline(law, code, from, stops);
}

function closedBy({ due, provisional, derivation }: Deadline, reasoning: Reasoning): PlainDate {
  reasoning.adopt(derivation.steps);
  // Never the ground for ruling a party late: a provisional last day is already the latest possible one (R59).
  if (provisional && due < reasoning.on) reasoning.doubt('finality.provisional', { due });
  return addDays(due, 1);
}
