import { addDays, addMonths, daysBetween, type PlainDate } from '../../ground/kernel/plain-date.ts';

/** A turn (次) of a key supervision: the days, both counted, within which one inspection falls. */
export type Turn = { readonly turn: number; readonly from: PlainDate; readonly until: PlainDate };

/** Until when it stands and how often a year is inspected, as its decision told. */
export type Frequency = {
  readonly effectiveOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly inspectionsDuring: number;
};

/**
 * Every turn of a supervision: each year from its service on, in as many equal parts as there are inspections a year. A part that
 * reaches its last day is none: what is told is the most that there is. Parts of one day and less than a day do not overlap.
 */
export function turnsOf({ effectiveOn, untilOn, inspectionsDuring: yearly }: Frequency): Turn[] {
  const turns: Turn[] = [];
  for (let turn = 1; ; turn += 1) {
    const year = Math.floor((turn - 1) / yearly);
    const part = (turn - 1) % yearly;
    const begins = addMonths(effectiveOn, 12 * year);
    const days = daysBetween(begins, addMonths(effectiveOn, 12 * (year + 1)));
    const from = addDays(begins, Math.floor((days * part) / yearly));
    const until = addDays(begins, Math.floor((days * (part + 1)) / yearly) - 1);
    if (until >= untilOn) return turns;
    // 366 inspections in a year of 365 days: one part has no day of its own.
    if (from <= until) turns.push({ turn, from, until });
  }
}
