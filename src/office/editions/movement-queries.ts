import { type Editions, MOVEMENT_PLACE, type Movement, movementsAfter } from '../../facts/publication/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { type ClockMovement, clockMovementsAfter, type Runnable } from '../../rights/procedures/index.ts';

/** A day that a draft would move: of a record's publication, or of a case of the party's. */
export type Moved = Omit<Movement, 'kind'> & {
  readonly kind: Movement['kind'] | 'case';
  /** The period that runs, where the kind does not say it. */
  readonly period: { readonly zh: string; readonly en: string } | null;
};
export type MovedPage = { readonly looked: number; readonly movements: readonly Moved[]; readonly next: string | null };

const CASES_AT_ONCE = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Cases first, then what {@link movementsAfter} goes through. */
const PLACE = new RegExp(`^(?:case_[0-9a-f-]{36}|records)$|${MOVEMENT_PLACE.source}`);
export const isPlace = (text: string): boolean => PLACE.test(text);

/** One page of what would move, of what the transaction may see. `place` is the `next` of the page before. */
export async function movedAfter(
  tx: Tx,
  runnables: readonly Runnable[],
  editions: Editions,
  today: PlainDate,
  place: string | undefined,
): Promise<MovedPage> {
  if (place !== undefined && !place.startsWith('case_')) {
    const page = await movementsAfter(tx, editions, today, place === 'records' ? undefined : place);
    return { ...page, movements: page.movements.map((one) => ({ ...one, period: null })) };
  }
  const after = place?.slice('case_'.length) ?? FIRST_ID;
  const { looked, movements, last } = await clockMovementsAfter(tx, runnables, editions, after, CASES_AT_ONCE);
  return { looked, movements: movements.map(ofCase), next: last ? `case_${last}` : 'records' };
}

/** Clocks of cases are counted anew by the edition in use (`procedures/timer-jobs.ts`). */
function ofCase({ caseId: _, procedure: __, period, ...told }: ClockMovement): Moved {
  const { oldDay, newDay } = told;
  const favourable = period.kinder === 'none' ? null : (period.kinder === 'shorter') === newDay < oldDay;
  const name = { zh: period.name, en: period.nameEn };
  return { ...told, kind: 'case', period: name, favourable, effect: 'counted_anew' };
}
