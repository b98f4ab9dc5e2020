import { addDays, addMonths, type PlainDate, yearOf } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { citedOf, type Derivation, type Step } from './derivation.ts';
import type { Law } from './law.ts';
import type { Period, Span } from './pack.ts';
import { boundedWorkingDays, type Side } from './provisional-days.ts';
import { isWorkingDay, type WorkCalendar, whyClosed } from './working-days.ts';

/** Days, both ends included, in which the clock stood still, and why (a name from the period's `stopClock`). */
export type Stop = { readonly from: PlainDate; readonly to: PlainDate; readonly cause: string };

/** Days, both ends included, on which this system stood still (系统中断), so that a party could not act here. */
export type Outage = { readonly from: PlainDate; readonly to: PlainDate };

/** Why such a day is not counted, as packs and derivations name it. */
const OUTAGE = 'outage';

/** The end of a period with how it came about. `due` is the last day, inclusive. */
export type Computed = { readonly due: PlainDate; readonly provisional: boolean; readonly steps: readonly Step[] };
export type Deadline = Computed & {
  readonly period: Period;
  readonly from: PlainDate;
  readonly derivation: Derivation;
};

/**
 * The last day, inclusive, of a period that starts running on `from`. Unit, day zero, month end, roll-forward and stop-clock
 * are the period's own (R59; 行政处罚法 art. 85, 行政许可法 art. 82, 民法典 arts. 200-204).
 * @throws {Refusal} rule `calendar.year_unknown`: it must cross a year whose notice is not loaded
 * @throws {Refusal} rule `period.stop_not_allowed`: the cause does not stop this clock
 */
export function addPeriod(
  from: PlainDate,
  period: Period,
  calendar: WorkCalendar,
  stops: readonly Stop[] = [],
): Computed {
  return compute(from, period, calendar, stops, undefined);
}

/**
 * Like {@link addPeriod}, where a notice is missing on the cautious side: an organ's duty and a burden get the earliest day
 * that notices so far would have given, a party's right the latest. Marked provisional, to be computed again when the notice
 * is adopted, never the ground for ruling a party late (R59).
 */
export function addPeriodProvisionally(
  from: PlainDate,
  period: Period,
  calendar: WorkCalendar,
  stops: readonly Stop[] = [],
): Computed {
  return compute(from, period, calendar, stops, period.whose === 'party' ? 'latest' : 'earliest');
}

/**
 * The period of the pack that is in force when its clock starts, with the full derivation. A later one that takes over what still runs on
 * its first day (`runningBasis`) counts instead, from the same start; what was over by then stays over.
 */
export function deadline(law: Law, code: string, from: PlainDate, stops: readonly Stop[] = []): Deadline {
  return passedOn(law, code, from, (period) => addPeriod(from, period, law.calendar, stops));
}

/** Counts by the period of the start, then by the one that took over a period still running. */
function passedOn(law: Law, code: string, from: PlainDate, count: (period: Period) => Computed): Deadline {
  const period = law.period(code, from);
  const computed = count(period);
  const last = period.inForce?.to as PlainDate | undefined;
  if (last === undefined || computed.due <= last) return told(law, period, from, computed);
  const next = law.find('periods', code, addDays(last, 1));
  if (next?.runningBasis === undefined) return told(law, period, from, computed);
  const takenOver: Step = {
    code: 'period.taken_over',
    facts: { since: addDays(last, 1), due: computed.due },
    articles: next.runningBasis,
  };
  const { steps, ...rest } = count(next);
  return told(law, next, from, { ...rest, steps: [takenOver, ...steps] });
}

/**
 * As {@link deadline}, provisional where a year is not known. Days on which this system stood still are not counted where the period's
 * own `stopClock` says so: a party's act before this organ. What runs at a court or a bank, and every duty of an organ, goes on.
 */
export function provisionalDeadline(
  law: Law,
  code: string,
  from: PlainDate,
  stops: readonly Stop[] = [],
  outages: readonly Outage[] = [],
): Deadline {
  return passedOn(law, code, from, (period) => {
    const lost = period.stopClock.includes(OUTAGE) ? outages.map((outage) => ({ ...outage, cause: OUTAGE })) : [];
    return addPeriodProvisionally(from, period, law.calendar, [...stops, ...lost]);
  });
}

function told(law: Law, period: Period, from: PlainDate, computed: Computed): Deadline {
  const opening: Step = {
    code: 'period.runs',
    facts: { name: period.name, nameEn: period.nameEn, count: period.count, unit: period.unit, from },
    articles: period.basis,
  };
  const closing: Step = {
    code: computed.provisional ? 'period.due_provisional' : 'period.due',
    facts: { due: computed.due },
    articles: [],
  };
  const steps = [opening, ...computed.steps, closing];
  const derivation = {
    question: 'question.deadline',
    on: from,
    edition: law.edition,
    facts: { period: period.code, from },
    steps,
    cited: citedOf(steps, law, from),
  };
  return { ...computed, steps, period, from, derivation };
}

function compute(
  from: PlainDate,
  period: Period,
  calendar: WorkCalendar,
  stops: readonly Stop[],
  side: Side | undefined,
): Computed {
  for (const { cause } of stops) {
    if (!period.stopClock.includes(cause))
      throw new Refusal('rule', 'period.stop_not_allowed', { period: period.code, cause });
  }
  const counted =
    period.unit === 'workingDay'
      ? // Where day zero itself counts, the count starts a day sooner.
        countWorkingDays(period.dayZeroCounts ? addDays(from, -1) : from, period.count, calendar, stops, side)
      : countPlain(from, period, stops);
  // A burden ends on its day whatever the calendar; a party's act may be done on the next working day (民法典 art. 203).
  if (!period.rollForward || period.unit === 'workingDay' || period.whose === 'burden') return counted;
  return rolled(counted, calendar, side);
}

function stopOn(day: PlainDate, stops: readonly Stop[]): Stop | undefined {
  return stops.find(({ from, to }) => from <= day && day <= to);
}

function countWorkingDays(
  start: PlainDate,
  count: number,
  calendar: WorkCalendar,
  stops: readonly Stop[],
  side: Side | undefined,
): Computed {
  const steps: Step[] = [];
  let day = start;
  for (let number = 0; number < count; ) {
    day = addDays(day, 1);
    if (side !== undefined && !calendar.years.has(yearOf(day))) {
      return bounded(addDays(day, -1), count - number, calendar, stops, side, steps);
    }
    const stop = stopOn(day, stops);
    if (stop !== undefined) steps.push(skipped(day, stop.cause));
    else if (isWorkingDay(day, calendar)) {
      number += 1;
      steps.push({ code: 'day.counted', facts: { day, number }, articles: [] });
    } else steps.push(skipped(day, whyClosed(day, calendar)!));
  }
  return { due: day, provisional: false, steps };
}

function bounded(
  last: PlainDate,
  left: number,
  calendar: WorkCalendar,
  stops: readonly Stop[],
  side: Side,
  steps: readonly Step[],
): Computed {
  const due = boundedWorkingDays(last, left, calendar, side, (day) => stopOn(day, stops) !== undefined);
  const step = { code: `days.bounded_${side}`, facts: { after: last, count: left, due }, articles: [] };
  return { due, provisional: true, steps: [...steps, step] };
}

function skipped(day: PlainDate, why: string): Step {
  return { code: 'day.skipped', facts: { day, why }, articles: [] };
}

/** Days, months and years: every day of them counts, working or not; a stopped day puts the end off by a day. */
function countPlain(from: PlainDate, period: Period, stops: readonly Stop[]): Computed {
  const { count, unit, dayZeroCounts } = period;
  const corresponding = addSpan(from, period);
  const plain = dayZeroCounts ? addDays(corresponding, -1) : corresponding;
  const first = dayZeroCounts ? from : addDays(from, 1);
  const steps: Step[] = [{ code: 'days.plain', facts: { first, last: plain, count, unit }, articles: [] }];
  if (unit !== 'day' && corresponding.slice(8) !== from.slice(8)) {
    steps.push({ code: 'days.month_end', facts: { day: corresponding }, articles: [] });
  }
  let due = plain;
  for (let day = first; stops.length > 0 && day <= due; day = addDays(day, 1)) {
    const stop = stopOn(day, stops);
    if (stop === undefined) continue;
    steps.push(skipped(day, stop.cause));
    due = addDays(due, 1);
  }
  return { due, provisional: false, steps };
}

/** The same day of the month `count` months or years on, clamped to the month's end; or `count` days on. No calendar. */
export function addSpan(from: PlainDate, { count, unit }: Span): PlainDate {
  switch (unit) {
    case 'day':
      return addDays(from, count);
    case 'month':
      return addMonths(from, count);
    case 'year':
      return addMonths(from, 12 * count);
    case 'workingDay':
      throw new Refusal('rule', 'period.span_needs_calendar', { count });
  }
}

function rolled({ due, provisional, steps }: Computed, calendar: WorkCalendar, side: Side | undefined): Computed {
  const rolling: Step[] = [];
  let day = due;
  for (; ; day = addDays(day, 1)) {
    if (side !== undefined && !calendar.years.has(yearOf(day))) {
      const bound = boundedWorkingDays(addDays(day, -1), 1, calendar, side, () => false);
      const step = {
        code: `days.bounded_${side}`,
        facts: { after: addDays(day, -1), count: 1, due: bound },
        articles: [],
      };
      return { due: bound, provisional: true, steps: [...steps, ...rolling, step] };
    }
    if (isWorkingDay(day, calendar)) break;
    rolling.push({ code: 'day.rolled', facts: { day, why: whyClosed(day, calendar)! }, articles: [] });
  }
  return { due: day, provisional, steps: [...steps, ...rolling] };
}
