import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';

export type ClosedCase = {
  readonly id: string;
  readonly procedure: string;
  readonly documentNumber: string;
  readonly organ: string;
  readonly openedOn: PlainDate;
  readonly closedOn: PlainDate;
  /** In a package already, acknowledged or not. */
  readonly handedOver: boolean;
};

/** Closed cases of the own organ and below, the longest closed first; those asked for, or all that no package holds. */
export async function listClosed(tx: Tx, limit: number, ids: readonly string[] | null = null): Promise<ClosedCase[]> {
  const { rows } = await sql<ClosedCase>`
    select c.id, c.procedure, r.document_number as "documentNumber", o.name as organ,
      (c.opened_at at time zone 'Asia/Shanghai')::date as "openedOn", s.taken_on as "closedOn", h.case_id is not null as "handedOver"
    from procedure_cases as c
    join organs as o on o.id = c.organ_id
    join lateral (select t.taken_on, t.to_state from procedure_steps as t where t.case_id = c.id order by t.number desc limit 1) as s on true
    join procedure_states as f on f.procedure = c.procedure and f.state = s.to_state and f.is_final
    join records as r on r.subject_id = c.subject_id and r.id = c.record_id
    left join archive_handover_cases as h on h.case_id = c.id
    where (${ids}::uuid[] is null and h.case_id is null) or c.id = any(${ids}::uuid[])
    order by s.taken_on, c.id limit ${limit}`.execute(tx);
  return rows;
}

export type Handover = {
  readonly id: string;
  readonly receiver: string;
  readonly sha256: string;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly madeById: string;
  readonly organPath: string;
  readonly cases: number;
  readonly number: string | null;
  readonly receivedOn: PlainDate | null;
};

/** Packages of the own organ and below with their receipts, the newest first. */
export async function listHandovers(tx: Tx, limit: number): Promise<Handover[]> {
  const { rows } = await sql<Handover>`
    select h.id, h.receiver, encode(h.sha256, 'hex') as sha256, h.made_at as "madeAt", a.display_name as "madeBy",
      h.made_by as "madeById", h.organ_path as "organPath",
      (select count(*) from archive_handover_cases as c where c.handover_id = h.id) as cases, r.number, r.received_on as "receivedOn"
    from archive_handovers as h join accounts as a on a.id = h.made_by
    left join archive_receipts as r on r.handover_id = h.id order by h.made_at desc, h.id desc limit ${limit}`.execute(
    tx,
  );
  return rows;
}
