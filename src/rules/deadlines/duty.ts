import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type Deadline, explain, type Law, latenessOf, workingDaysBetween } from '../law/index.ts';

/** A day that is due, and how it stands today. `workingDaysLeft` is negative when it is past, null across a year without its notice. */
export type Duty = {
  readonly deadline: Deadline;
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
};

/** How a deadline stands on `today`. A provisional day is the earliest possible: nobody is late by it (R59). */
export function dutyOf(deadline: Deadline, law: Law, today: PlainDate): Duty {
  const overdue = latenessOf(deadline, today) === 'late';
  return { deadline, workingDaysLeft: workingDaysLeft(today, deadline.due, law), overdue };
}

/** Working days from `today` to `due`; null where a year's notice is missing in between. */
export function workingDaysLeft(today: PlainDate, due: PlainDate, law: Law): number | null {
  try {
    return workingDaysBetween(today, due, law.calendar);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_unknown') return null;
    throw error;
  }
}

/** A duty as screens read it: with its articles, and every counted day in both languages. */
export type ShownDuty = {
  readonly dueOn: PlainDate;
  readonly provisional: boolean;
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
  /** References of articles, `xzcf:48`. */
  readonly articles: readonly string[];
  readonly why: { readonly zh: readonly string[]; readonly en: readonly string[] };
};

export function shownDuty({ deadline, workingDaysLeft: left, overdue }: Duty): ShownDuty {
  const { due, provisional, period, derivation } = deadline;
  const why = { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
  return { dueOn: due, provisional, workingDaysLeft: left, overdue, articles: period.basis, why };
}

/** When something is due, as a list is cut: past its day, on it, within this week (to its Sunday), after. */
export const WHENS = ['late', 'today', 'week', 'later'] as const;
export type When = (typeof WHENS)[number];

/** A provisional day makes nobody late (R59): one that has passed is due today. */
export function whenDue({ dueOn, overdue }: Pick<ShownDuty, 'dueOn' | 'overdue'>, today: PlainDate): When {
  if (overdue) return 'late';
  if (dueOn <= today) return 'today';
  const weekday = new Date(today).getUTCDay();
  const sunday = addDays(today, (7 - weekday) % 7);
  return dueOn <= sunday ? 'week' : 'later';
}
