import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Deadline, Law } from '../../rules/law/index.ts';
import { listQueue, listWithdrawalsDue } from './queue-queries.ts';
import type { RecordInHand } from './record-in-hand.ts';
import { listPublic } from './record-queries.ts';
import { publicityDuty, withdrawalDuty } from './review-queries.ts';
import { recompute } from './term-jobs.ts';

/**
 * A day that another edition would move. `applied`: an earlier end of publication, which the program writes; `waits`: a later
 * one, which a person decides about (design §1.2); `counted_anew`: a duty of the organ, counted on each question.
 */
export type Movement = {
  readonly kind: 'publication' | 'publicity' | 'withdrawal';
  readonly recordId: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly organName: string;
  readonly organNameEn: string;
  readonly decidedOn: PlainDate;
  readonly oldDay: PlainDate;
  readonly newDay: PlainDate;
  /** For the party; null where the period is kind to nobody. */
  readonly favourable: boolean | null;
  readonly effect: 'applied' | 'waits' | 'counted_anew';
};
/** `next` goes on where this page ended; null: that was all. */
export type MovementPage = {
  readonly looked: number;
  readonly movements: readonly Movement[];
  readonly next: string | null;
};
export type Editions = { readonly inUse: Law; readonly proposed: Law };

const AT_ONCE = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Where a page ended: in the duties to publish by day and id, in the publications by id. */
export const MOVEMENT_PLACE = new RegExp(`^(?:publicity_\\d{4}-\\d{2}-\\d{2}_${ID}|publication_${ID})$`);

/**
 * One page of what would move, of what the transaction may see: withdrawals that are due, records that must be published, then
 * every public record, each page one statement.
 */
export async function movementsAfter(
  tx: Tx,
  editions: Editions,
  today: PlainDate,
  place: string | undefined,
): Promise<MovementPage> {
  const [stage, first, second] = place?.split('_') ?? ['publicity'];
  if (stage === 'publication') return publicationsAfter(tx, editions, today, first!);
  const after = second === undefined ? undefined : { day: first as PlainDate, id: second };
  const waiting = await listQueue(tx, { limit: AT_ONCE, after }, today);
  const toPublish = waiting.filter(({ publication }) => publication === undefined);
  const toWithdraw = place === undefined ? await listWithdrawalsDue(tx, today) : [];
  const last = waiting.length === AT_ONCE ? waiting.at(-1) : undefined;
  return {
    looked: waiting.length + toWithdraw.length,
    movements: [
      ...toWithdraw.flatMap((record) => dutyMoved('withdrawal', record, editions, today)),
      ...toPublish.flatMap((record) => dutyMoved('publicity', record, editions, today)),
    ],
    next: last ? `publicity_${last.publicationDueOn ?? last.decidedOn}_${last.id}` : `publication_${FIRST_ID}`,
  };
}

async function publicationsAfter(tx: Tx, editions: Editions, today: PlainDate, after: string): Promise<MovementPage> {
  const records = await listPublic(tx, today, after, AT_ONCE);
  const last = records.length === AT_ONCE ? records.at(-1)?.publication : undefined;
  return {
    looked: records.length,
    movements: records.flatMap((record) => endMoved(record, editions, today)),
    next: last ? `publication_${last.id}` : null,
  };
}

const told = ({ id, item, documentNumber, organName, organNameEn, decidedOn }: RecordInHand) => ({
  recordId: id,
  item,
  documentNumber,
  organName,
  organNameEn,
  decidedOn,
});

/** What already waits under the edition in use is no movement of the proposed one. */
function endMoved(record: RecordInHand, { inUse, proposed }: Editions, today: PlainDate): Movement[] {
  const { publication } = record;
  if (!publication) return [];
  const { outcome, lastDay: newDay } = recompute(record, publication, proposed, today);
  if (outcome === 'same' || newDay === recompute(record, publication, inUse, today).lastDay) return [];
  const favourable = outcome === 'earlier';
  const effect = favourable ? 'applied' : 'waits';
  return [{ ...told(record), kind: 'publication', oldDay: publication.lastDay, newDay, favourable, effect }];
}

const DUTIES = { publicity: publicityDuty, withdrawal: withdrawalDuty } as const;

function dutyMoved(
  kind: keyof typeof DUTIES,
  record: RecordInHand,
  { inUse, proposed }: Editions,
  today: PlainDate,
): Movement[] {
  const { due: oldDay } = DUTIES[kind](record, inUse, today).deadline;
  const next = DUTIES[kind](record, proposed, today).deadline;
  if (next.due === oldDay) return [];
  const favourable = isFavourable(next, oldDay);
  return [{ ...told(record), kind, oldDay, newDay: next.due, favourable, effect: 'counted_anew' }];
}

function isFavourable({ period, due }: Deadline, oldDay: PlainDate): boolean | null {
  if (period.kinder === 'none') return null;
  return period.kinder === 'shorter' ? due < oldDay : due > oldDay;
}
