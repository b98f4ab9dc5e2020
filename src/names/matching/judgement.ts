import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { foldName } from '../subjects/name-fold.ts';

export const VERDICTS = ['same', 'not_same'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** That a spelling means a subject, or does not (同一性认定): found by a person, re-used until a day. */
export type Judgement = {
  readonly id: string;
  readonly subjectId: string;
  readonly folded: string;
  readonly verdict: Verdict;
  readonly until: PlainDate;
  readonly decidedBy: string;
  /** The party objected: it is not re-used from that instant on. */
  readonly contested: boolean;
};

/** Names change and firms move: a judgement is re-used for so many years at most. Our choice; no article gives a number. */
export const MOST_YEARS = 3;

/** What a person is about to judge. */
export type JudgementAsked = {
  readonly spelling: string;
  readonly verdict: Verdict;
  readonly until: PlainDate;
};
/** The subject as it is known, with the folded names that it bears already. */
export type JudgedSubject = {
  readonly kind: 'organisation' | 'individual_business' | 'person';
  readonly names: readonly string[];
};

/** A judgement that is to be re-used on that day: neither over nor contested. */
export function isInUse({ until, contested }: Pick<Judgement, 'until' | 'contested'>, today: PlainDate): boolean {
  return until >= today && !contested;
}

/**
 * The spelling folded, if it may be judged at all. `before` is the newest judgement about the same spelling and subject.
 * @throws {Refusal} rule `match.person`: persons are told apart by the sealed number, never by a name; `match.is_its_name`:
 *   the register's own name is no matter of judgement; `match.nothing_new`: the same is in use already;
 *   invalid `match.until`: not between today and {@link MOST_YEARS} years from now
 */
export function judgedSpelling(
  asked: JudgementAsked,
  subject: JudgedSubject,
  before: Judgement | undefined,
  today: PlainDate,
): string {
  if (subject.kind === 'person') throw new Refusal('rule', 'match.person');
  const folded = foldName(asked.spelling);
  if (folded === '') throw new Refusal('invalid', 'match.spelling_empty');
  if (subject.names.includes(folded)) throw new Refusal('rule', 'match.is_its_name');
  if (asked.until < today || asked.until > lastDayFrom(today)) {
    throw new Refusal('invalid', 'match.until', { from: today, to: lastDayFrom(today) });
  }
  const isSame = before && before.verdict === asked.verdict && before.until === asked.until;
  if (isSame && isInUse(before, today)) throw new Refusal('conflict', 'match.nothing_new');
  return folded;
}

/** The last day for which somebody may judge today; on 29 February the 28th. */
export function lastDayFrom(today: PlainDate): PlainDate {
  const year = Number(today.slice(0, 4)) + MOST_YEARS;
  const rest = today.slice(4) === '-02-29' ? '-02-28' : today.slice(4);
  return `${year}${rest}` as PlainDate;
}
