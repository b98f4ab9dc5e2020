import { addDays, daysBetween, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { isWeekend, type WorkCalendar, whyClosed } from './working-days.ts';

/** Which side caution lies on: our duty the earliest day, a party's right the latest (R59). */
export type Side = 'earliest' | 'latest';

/**
 * Where `count` working days after `last` would end in a year without its notice, on the cautious side. The measure is what
 * the notices loaded so far ever did: in no stretch of that length did they close more weekdays, or have more weekend days
 * worked, than is allowed for here (our reading of R59; 全国年节及纪念日放假办法 fixes the holidays but not the weekend moves).
 */
export function boundedWorkingDays(
  last: PlainDate,
  count: number,
  calendar: WorkCalendar,
  side: Side,
  isStopped: (day: PlainDate) => boolean,
): PlainDate {
  const { madeUp, closed } = marginsOf(calendar);
  let weekdays = 0;
  let weekendDays = 0;
  let day = last;
  for (let length = 1; ; length += 1) {
    day = addDays(day, 1);
    if (isStopped(day)) continue;
    if (isWeekend(day)) weekendDays += 1;
    else weekdays += 1;
    const worked =
      side === 'earliest' ? weekdays + Math.min(weekendDays, most(madeUp, length)) : weekdays - most(closed, length);
    if (worked >= count) return day;
  }
}

/** Days, as numbers in order, on which notices departed from Monday to Friday, either way. */
type Margins = { readonly madeUp: readonly number[]; readonly closed: readonly number[] };
const MARGINS = new WeakMap<WorkCalendar, Margins>();

function marginsOf(calendar: WorkCalendar): Margins {
  const known = MARGINS.get(calendar);
  if (known !== undefined) return known;
  const number = (day: string) => daysBetween('2000-01-01' as PlainDate, day as PlainDate);
  const inOrder = (days: Iterable<string>) => [...days].map(number).sort((a, b) => a - b);
  const closedWeekdays = [...calendar.holidays.keys()].filter(
    (day) => !isWeekend(day as PlainDate) && whyClosed(day as PlainDate, calendar) !== undefined,
  );
  const margins = { madeUp: inOrder(calendar.makeUpDays), closed: inOrder(closedWeekdays) };
  MARGINS.set(calendar, margins);
  return margins;
}

/** The most of these days that ever fell into `length` days in a row. */
function most(days: readonly number[], length: number): number {
  let best = 0;
  for (let low = 0, high = 0; high < days.length; high += 1) {
    while (days[high]! - days[low]! >= length) low += 1;
    best = Math.max(best, high - low + 1);
  }
  return best;
}
