import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { addPeriod, type CatalogueItem, type Law } from '../law/index.ts';

/**
 * The items that a file may be of on that day: the one the sender named, else all that are switched on.
 * @throws {Refusal} absent `item.unknown`
 */
export function itemsFor(law: Law, on: PlainDate, code?: string): CatalogueItem[] {
  if (code === undefined) return law.all('items', on).filter(({ enabled }) => enabled);
  const item = law.find('items', code, on);
  if (!item) throw new Refusal('absent', 'item.unknown', { item: code.slice(0, 40) });
  return [item];
}

/**
 * Last day to send a record, by the pack's period of double publicity (发改办财金〔2018〕424号). Undefined where the item has no
 * such period or a year's calendar is not loaded: then nobody is told to be late.
 */
export function sendingDueOn(law: Law): (item: string, decidedOn: PlainDate) => PlainDate | undefined {
  const known = new Map<string, PlainDate | undefined>();
  return (item, decidedOn) => {
    const key = `${item} ${decidedOn}`;
    if (known.has(key)) return known.get(key);
    const due = dueOf(law, item, decidedOn);
    if (known.size < MOST_DAYS) known.set(key, due);
    return due;
  };
}

/** The days of a file are few; the bound is against one that was made to have many. */
const MOST_DAYS = 50_000;

function dueOf(law: Law, item: string, decidedOn: PlainDate): PlainDate | undefined {
  const period = law.find('periods', `${item}.publicity`, decidedOn);
  if (!period) return undefined;
  try {
    return addPeriod(decidedOn, period, law.calendar).due;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_unknown') return undefined;
    throw error;
  }
}
