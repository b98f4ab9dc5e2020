import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Derivation } from '../../rules/law/index.ts';
import type { DocumentRef } from './procedure.ts';
import type { Taken } from './procedure-case.ts';
import type { Channel, Outcome, PointKind } from './procedure-tables.ts';

/** The record that a case is about, in its newest version. */
export type RecordOfCase = {
  readonly id: string;
  readonly subjectId: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly organId: string;
  readonly organPath: string;
  readonly decidedOn: PlainDate;
  readonly version: number;
  readonly action: 'add' | 'correct' | 'withdraw';
  readonly knownAt: Date;
  /** Who delivered that version. */
  readonly submittedBy: string;
};
/** A point with the newest disposition, where it has one. Texts stay sealed. */
export type Point = {
  readonly number: number;
  readonly kind: PointKind;
  readonly sealedId: string;
  readonly sha256: string | null;
  readonly outcome: Outcome | null;
  readonly reasonId: string | null;
  readonly disposedAt: Date | null;
  readonly version: number;
};
export type StepTaken = Taken & {
  readonly number: number;
  readonly to: string;
  readonly at: Date;
  readonly reasonId: string | null;
  readonly remedies: readonly string[];
  readonly basis: readonly string[];
};
export type CaseInHand = {
  readonly id: string;
  readonly procedure: string;
  readonly channel: Channel;
  readonly ground: string;
  readonly openedAt: Date;
  /** To whom it is addressed: the party of the record, unless the case is about a person beside it. */
  readonly partyId: string;
  readonly record: RecordOfCase;
  /** The version that the case is about; the record's own may be newer by now. */
  readonly recordVersion: number;
  readonly taken: readonly StepTaken[];
  readonly points: readonly Point[];
  readonly recused: readonly string[];
};

/** @throws {Refusal} absent `procedure.record_absent`: no such record at the own organ or below it */
export async function getRecordOfCase(tx: Tx, recordId: string): Promise<RecordOfCase> {
  const { rows } = await sql<RecordOfCase>`
    select r.id, r.subject_id as "subjectId", r.item, r.document_number as "documentNumber",
      r.organ_id as "organId", r.organ_path as "organPath",
      r.decided_on as "decidedOn", v.version, v.action, v.known_at as "knownAt", b.submitted_by as "submittedBy"
    from record_keys as k join records as r on r.subject_id = k.subject_id and r.id = k.record_id
    join lateral (select x.version, x.action, x.known_at, x.batch_id from record_versions as x
      where x.subject_id = r.subject_id and x.record_id = r.id order by x.version desc limit 1) as v on true
    join batches as b on b.id = v.batch_id
    where k.record_id = ${recordId}`.execute(tx);
  const [record] = rows;
  if (!record) throw new Refusal('absent', 'procedure.record_absent', { recordId });
  return record;
}

type CaseRow = {
  procedure: string;
  channel: Channel;
  ground: string;
  openedAt: Date;
  partyId: string;
  recordId: string;
  recordVersion: number;
};

/** @throws {Refusal} absent `procedure.absent` */
export async function getCase(tx: Tx, id: string): Promise<CaseInHand> {
  const { rows } = await sql<CaseRow>`
    select c.procedure, c.channel, c.ground, c.opened_at as "openedAt", c.record_id as "recordId",
      coalesce(c.party_id, c.subject_id) as "partyId",
      c.record_version as "recordVersion"
    from procedure_cases as c where c.id = ${id}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Refusal('absent', 'procedure.absent', { id });
  const { recordId, ...rest } = row;
  const recused = await tx
    .selectFrom('procedure_recusals as r')
    .select('r.account_id')
    .where('r.case_id', '=', id)
    .execute();
  return {
    id,
    ...rest,
    record: await getRecordOfCase(tx, recordId),
    taken: await listSteps(tx, id),
    points: await listPoints(tx, id),
    recused: recused.map(({ account_id }) => account_id),
  };
}

export async function listSteps(tx: Tx, id: string): Promise<StepTaken[]> {
  const rows = await tx
    .selectFrom('procedure_steps as s')
    .select(['s.number', 's.step', 's.to_state', 's.taken_on', 's.taken_at', 's.taken_by', 's.taken_kind', 's.cause'])
    .select(['s.reason_id', 's.documents', 's.remedies', 's.basis'])
    .where('s.case_id', '=', id)
    .orderBy('s.number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    step: row.step,
    to: row.to_state,
    on: row.taken_on,
    at: row.taken_at,
    by: row.taken_by,
    kind: row.taken_kind,
    ...(row.cause === null ? {} : { cause: row.cause }),
    documents: row.documents as unknown as readonly DocumentRef[],
    saysWhy: row.reason_id !== null,
    reasonId: row.reason_id,
    remedies: row.remedies,
    basis: row.basis,
  }));
}

async function listPoints(tx: Tx, id: string): Promise<Point[]> {
  const { rows } = await sql<Point>`
    select p.number, p.kind, p.sealed_id as "sealedId", encode(p.sha256, 'hex') as sha256, d.outcome,
      d.reason_id as "reasonId", d.disposed_at as "disposedAt", coalesce(d.version, 0) as version
    from procedure_points as p
    left join lateral (select x.outcome, x.reason_id, x.disposed_at, x.version from procedure_dispositions as x
      where x.case_id = p.case_id and x.number = p.number order by x.version desc limit 1) as d on true
    where p.case_id = ${id} order by p.number`.execute(tx);
  return rows;
}

export type KeptTimer = {
  readonly timer: string;
  readonly version: number;
  readonly period: string;
  readonly fromOn: PlainDate;
  readonly dueOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly provisional: boolean;
  readonly edition: string;
  readonly derivation: Derivation;
};

/** The clocks of a case as they were last written down. */
export async function listKeptTimers(tx: Tx, id: string): Promise<KeptTimer[]> {
  const { rows } = await sql<KeptTimer>`
    select distinct on (t.timer) t.timer, t.version, t.period, t.from_on as "fromOn", t.due_on as "dueOn",
      t.ended_on as "endedOn", t.provisional, t.edition, t.derivation
    from procedure_timers as t where t.case_id = ${id} order by t.timer, t.version desc`.execute(tx);
  return rows;
}

export type Receiver = { readonly organId: string; readonly organPath: string; readonly lastGotAt: Date };

/** Every organ that got the record, by the use log; whoever reads it in the portal sees its state there and then. */
export async function listReceivers(tx: Tx, record: RecordOfCase): Promise<Receiver[]> {
  const { rows } = await sql<Receiver>`
    select organ_id as "organId", organ_path as "organPath", last_got_at as "lastGotAt"
    from receivers_of_record(${record.subjectId}, ${record.id})`.execute(tx);
  return rows;
}
