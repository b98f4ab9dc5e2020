import { sql } from 'kysely';
import type { ActorKind } from '../../ground/kernel/actor.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { DocumentRef } from './procedure.ts';
import { type CaseInHand, getCase, type KeptTimer, type RecordOfCase } from './procedure-queries.ts';
import type { Channel, Outcome, PointKind } from './procedure-tables.ts';
import type { Timer } from './procedure-timers.ts';

export type By = { readonly accountId: string; readonly kind: ActorKind; readonly at: Date };

/** First half of the advisory lock's key: one step of a case, and one opening about a record, at a time. */
const LOCK_CLASS = 7_301_010;

/** Nobody else opens a case about this record, or moves one that is locked, until the transaction ends. */
export async function lockKey(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${id}))`.execute(tx);
}

/** @throws {Refusal} absent `procedure.absent` */
export async function lockCase(tx: Tx, id: string): Promise<CaseInHand> {
  await lockKey(tx, id);
  return getCase(tx, id);
}

export async function insertCase(
  tx: Tx,
  record: RecordOfCase,
  made: {
    readonly id: string;
    readonly procedure: string;
    readonly channel: Channel;
    readonly ground: string;
    readonly partyId: string;
  },
  by: By,
): Promise<void> {
  await tx
    .insertInto('procedure_cases')
    .values({
      id: made.id,
      procedure: made.procedure,
      channel: made.channel,
      ground: made.ground,
      party_id: made.partyId,
      subject_id: record.subjectId,
      record_id: record.id,
      record_version: record.version,
      opened_at: by.at,
      opened_by: by.accountId,
      opened_kind: by.kind,
      organ_id: record.organId,
      organ_path: record.organPath,
    })
    .execute();
}

export type StepRow = {
  readonly caseId: string;
  readonly number: number;
  readonly procedure: string;
  readonly step: string;
  readonly from: string;
  readonly to: string;
  readonly decides: boolean;
  readonly on: PlainDate;
  readonly cause: string | undefined;
  readonly reasonId: string | undefined;
  readonly documents: readonly DocumentRef[];
  readonly remedies: readonly string[];
  readonly basis: readonly string[];
  readonly edition: string;
  readonly organPath: string;
};

export async function insertStep(tx: Tx, row: StepRow, by: By): Promise<void> {
  await tx
    .insertInto('procedure_steps')
    .values({
      case_id: row.caseId,
      number: row.number,
      procedure: row.procedure,
      step: row.step,
      from_state: row.from,
      to_state: row.to,
      decides: row.decides,
      taken_on: row.on,
      taken_at: by.at,
      taken_by: by.accountId,
      taken_kind: by.kind,
      cause: row.cause ?? null,
      reason_id: row.reasonId ?? null,
      documents: JSON.stringify(row.documents),
      remedies: [...row.remedies],
      basis: [...row.basis],
      edition: row.edition,
      organ_path: row.organPath,
    })
    .execute();
}

export async function insertPoint(
  tx: Tx,
  point: { caseId: string; number: number; kind: PointKind; sealedId: string; sha256: string | undefined },
  organPath: string,
  at: Date,
): Promise<void> {
  const { caseId: case_id, number, kind, sealedId: sealed_id, sha256 } = point;
  const digest = sha256 === undefined ? null : Buffer.from(sha256, 'hex');
  await tx
    .insertInto('procedure_points')
    .values({ case_id, number, kind, sealed_id, sha256: digest, raised_at: at, organ_path: organPath })
    .execute();
}

export async function insertDisposition(
  tx: Tx,
  given: { caseId: string; number: number; version: number; outcome: Outcome; reasonId: string },
  organPath: string,
  by: By,
): Promise<void> {
  const { caseId: case_id, number, version, outcome, reasonId: reason_id } = given;
  await tx
    .insertInto('procedure_dispositions')
    .values({
      case_id,
      number,
      version,
      outcome,
      reason_id,
      disposed_by: by.accountId,
      disposed_kind: 'person',
      disposed_at: by.at,
      organ_path: organPath,
    })
    .execute();
}

const isSame = (kept: KeptTimer | undefined, timer: Timer, edition: string): boolean =>
  kept !== undefined &&
  kept.fromOn === timer.from &&
  kept.dueOn === shownDue(timer) &&
  kept.endedOn === (timer.endedOn ?? null) &&
  kept.edition === edition;

const shownDue = ({ stoppedOn, deadline }: Timer): PlainDate | null => (stoppedOn === undefined ? deadline.due : null);

/** Whether a clock stands otherwise than when last written down, or was counted by another edition. */
export const hasMoved = (timers: readonly Timer[], kept: readonly KeptTimer[], edition: string): boolean =>
  timers.some((timer) => !isSame(keptOf(kept, timer), timer, edition));

const keptOf = (kept: readonly KeptTimer[], { code }: Timer) => kept.find(({ timer }) => timer === code);

/** Writes down the clocks that stand otherwise than when last written, each as a version more. Answers how many. */
export async function insertTimers(
  tx: Tx,
  at: { readonly caseId: string; readonly organPath: string; readonly edition: string; readonly now: Date },
  timers: readonly Timer[],
  kept: readonly KeptTimer[],
): Promise<number> {
  const rows = timers.flatMap((timer) => {
    const before = keptOf(kept, timer);
    if (isSame(before, timer, at.edition)) return [];
    const { code, period, from, deadline, endedOn } = timer;
    return {
      case_id: at.caseId,
      timer: code,
      version: (before?.version ?? 0) + 1,
      period,
      from_on: from,
      due_on: shownDue(timer),
      ended_on: endedOn ?? null,
      provisional: deadline.provisional,
      derivation: JSON.stringify(deadline.derivation),
      edition: at.edition,
      known_at: at.now,
      organ_path: at.organPath,
    };
  });
  if (rows.length > 0) await tx.insertInto('procedure_timers').values(rows).execute();
  return rows.length;
}

export async function insertRecusal(
  tx: Tx,
  given: { caseId: string; accountId: string; reasonId: string; organPath: string },
  by: By,
): Promise<void> {
  await tx
    .insertInto('procedure_recusals')
    .values({
      case_id: given.caseId,
      account_id: given.accountId,
      reason_id: given.reasonId,
      entered_by: by.accountId,
      entered_kind: 'person',
      entered_at: by.at,
      organ_path: given.organPath,
    })
    .execute();
}
