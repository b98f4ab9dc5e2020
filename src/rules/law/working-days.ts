import { addDays, type PlainDate, weekdayOf, yearOf } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { CalendarYear } from './pack.ts';

/**
 * Where real life departs from Monday to Friday (国务院办公厅部分节假日安排通知, one notice a year; the days themselves:
 * 全国年节及纪念日放假办法). A notice also names days of the year before or after it, so the sets are of days, not of years.
 */
export type WorkCalendar = {
  /** Years whose notice is loaded. */
  readonly years: ReadonlySet<number>;
  /** Day → name of the holiday it belongs to; weekend days inside a holiday are among them. */
  readonly holidays: ReadonlyMap<string, string>;
  /** Weekend days that are worked (调休). */
  readonly makeUpDays: ReadonlySet<string>;
};

/** The calendar that the packs' notices make together. */
export function calendarOf(notices: readonly CalendarYear[]): WorkCalendar {
  const holidays = new Map<string, string>();
  for (const { name, from, to } of notices.flatMap((notice) => notice.holidays)) {
    for (let day = from as PlainDate; day <= (to ?? from); day = addDays(day, 1)) holidays.set(day, name);
  }
  const makeUpDays = new Set(notices.flatMap((notice) => notice.makeUpDays));
  return { years: new Set(notices.map(({ calendar }) => calendar)), holidays, makeUpDays };
}

/** @throws {Refusal} rule `calendar.year_unknown` */
export function isWorkingDay(day: PlainDate, calendar: WorkCalendar): boolean {
  // A guess here becomes a missed statutory deadline, so a year without its notice stops the work (R59).
  if (!calendar.years.has(yearOf(day))) throw new Refusal('rule', 'calendar.year_unknown', { day });
  return whyClosed(day, calendar) === undefined;
}

/** Why nobody works that day: `weekend`, or the name of the holiday. Undefined: it is worked. Asks no year. */
export function whyClosed(day: PlainDate, calendar: WorkCalendar): string | undefined {
  if (calendar.makeUpDays.has(day)) return undefined;
  return calendar.holidays.get(day) ?? (isWeekend(day) ? 'weekend' : undefined);
}

export function isWeekend(day: PlainDate): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

/**
 * The date `count` working days after `from`; `from` itself is not counted.
 * @throws {Refusal} rule `calendar.year_unknown`: the notice of a year it must cross is not loaded
 */
export function addWorkingDays(from: PlainDate, count: number, calendar: WorkCalendar): PlainDate {
  if (count === 0) return from;
  let left = count;
  for (let year = yearOf(from); ; year += 1) {
    const days = workingDaysOf(year, calendar);
    const passed = year === yearOf(from) ? countUpTo(days, from) : 0;
    const result = days[passed + left - 1];
    if (result !== undefined) return result;
    left -= days.length - passed;
  }
}

/**
 * Working days after `from`, up to and including `to`; negative when `to` lies before, so that
 * `workingDaysBetween(a, addWorkingDays(a, n)) === n`.
 * @throws {Refusal} rule `calendar.year_unknown`
 */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: WorkCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const days = workingDaysOf(year, calendar);
    count += year === yearOf(to) ? countUpTo(days, to) : days.length;
    if (year === yearOf(from)) count -= countUpTo(days, from);
  }
  return count;
}

/** Worked days of a year in order, made once per calendar: batches add to many thousand days. */
const YEARS = new WeakMap<WorkCalendar, Map<number, readonly PlainDate[]>>();

function workingDaysOf(year: number, calendar: WorkCalendar): readonly PlainDate[] {
  const first = `${year}-01-01` as PlainDate;
  if (!calendar.years.has(year)) throw new Refusal('rule', 'calendar.year_unknown', { day: first });
  const known = YEARS.get(calendar) ?? new Map<number, readonly PlainDate[]>();
  YEARS.set(calendar, known);
  const made = known.get(year);
  if (made !== undefined) return made;
  const days: PlainDate[] = [];
  for (let day = first; yearOf(day) === year; day = addDays(day, 1)) {
    if (whyClosed(day, calendar) === undefined) days.push(day);
  }
  known.set(year, days);
  return days;
}

/** How many of the sorted days lie on or before `day`. */
function countUpTo(days: readonly PlainDate[], day: PlainDate): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
