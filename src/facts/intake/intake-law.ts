import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import {
  addPeriodProvisionally,
  type CatalogueItem,
  type Deadline,
  type LatenessAnswer,
  type Law,
  latenessOf,
} from '../../rules/law/index.ts';

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

/** The days of a file are few; the bound is against one that was made to have many. */
const MOST_DAYS = 50_000;

/**
 * Last day to send and publish a record, by the pack's period of double publicity (发改办财金〔2018〕424号); undefined where the item
 * has no such period. Across a year without its notice it is the earliest possible day (R59): a decision of the last days of a year
 * waits for its publication like any other.
 */
export function publicityDueOn(
  law: Law,
): (item: string, decidedOn: PlainDate) => Pick<Deadline, 'due' | 'provisional' | 'period'> | undefined {
  const known = new Map<string, Pick<Deadline, 'due' | 'provisional' | 'period'> | undefined>();
  return (item, decidedOn) => {
    const key = `${item} ${decidedOn}`;
    if (known.has(key)) return known.get(key);
    const period = law.find('periods', `${item}.publicity`, decidedOn);
    const found = period && { period, ...lastDay(addPeriodProvisionally(decidedOn, period, law.calendar)) };
    if (known.size < MOST_DAYS) known.set(key, found);
    return found;
  };
}

const lastDay = ({ due, provisional }: Pick<Deadline, 'due' | 'provisional'>) => ({ due, provisional });

export type SendingLateness = { readonly answer: LatenessAnswer; readonly due: PlainDate };

/** Whether a record decided that day is sent in time when it is sent `on`. */
export function sendingLateness(
  law: Law,
  on: PlainDate,
): (item: string, decidedOn: PlainDate) => SendingLateness | undefined {
  const dueOn = publicityDueOn(law);
  return (item, decidedOn) => {
    const found = dueOn(item, decidedOn);
    return found && { answer: latenessOf(found, on), due: found.due };
  };
}
