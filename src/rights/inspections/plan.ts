import { addDays, later, type PlainDate, yearOf } from '../../ground/kernel/plain-date.ts';
import { isWorkingDay, type WorkCalendar } from '../../rules/law/index.ts';
import type { PoolItem } from './lot.ts';
import { type Frequency, type Turn, turnsOf } from './turn.ts';

/** A key supervision that stands, and which of its turns are taken up already. */
export type Supervised = Frequency & { readonly caseId: string; readonly planned: readonly number[] };

/** Turns that begin by that day, are not over and were taken up by no plan. */
export const openTurns = (
  one: Supervised,
  { today, by }: { readonly today: PlainDate; readonly by: PlainDate },
): Turn[] => turnsOf(one).filter(({ turn, from, until }) => from <= by && until > today && !one.planned.includes(turn));

/** Working days of a turn after today. A year without its notice has none that anybody knows. */
export function daysOf({ from, until }: Turn, today: PlainDate, calendar: WorkCalendar): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = later(from, addDays(today, 1)); day <= until; day = addDays(day, 1)) {
    if (calendar.years.has(yearOf(day)) && isWorkingDay(day, calendar)) days.push(day);
  }
  return days;
}

/** Somebody of the register, and of which cases the person is kept out, and why. */
export type Candidate = { readonly accountId: string; readonly keptFrom: ReadonlyMap<string, string> };

/** Who of the register may inspect in that case, and who may not. */
export function fitFor(caseId: string, register: readonly Candidate[]): Pick<PoolItem, 'inspectors' | 'out'> {
  const out = register.flatMap(({ accountId: account, keptFrom }) => {
    const why = keptFrom.get(caseId);
    return why === undefined ? [] : [{ account, why }];
  });
  const outside = new Set(out.map(({ account }) => account));
  return { inspectors: register.map(({ accountId }) => accountId).filter((id) => !outside.has(id)), out };
}
