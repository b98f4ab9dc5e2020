import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Attempt } from './attempt.ts';

export type KeptService = Attempt & {
  readonly caseId: string;
  readonly begunAt: Date;
  readonly begunBy: string;
  readonly recipientId: string;
  readonly whyId: string | null;
  readonly organPath: string;
  readonly basis: readonly string[];
  readonly files: readonly string[];
  readonly outcome: { readonly servedOn: PlainDate; readonly receiptSha256: string } | null;
};

/** Services of a case in the order in which they were begun, or the one that is asked for. */
async function listBy(tx: Tx, by: { readonly caseId: string } | { readonly id: string }): Promise<KeptService[]> {
  const { rows } = await sql<KeptService>`
    select s.id, s.case_id as "caseId", s.channel, s.begun_on as "begunOn", s.lost, s.begun_at as "begunAt", s.begun_by as "begunBy",
      s.recipient_id as "recipientId", s.why_id as "whyId", s.organ_path as "organPath", s.basis,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.document_id, 'paperSha256', encode(d.paper_sha256, 'hex'))
        order by d.document_id) from service_documents as d where d.service_id = s.id), '[]') as documents,
      coalesce((select jsonb_agg(jsonb_build_object('what', e.what, 'on', e.happened_on, 'witnessed', e.witnessed,
        'fileSha256', encode(e.file_sha256, 'hex')) order by e.number) from service_events as e where e.service_id = s.id), '[]') as events,
      coalesce((select jsonb_agg(e.file_id order by e.number) from service_events as e
        where e.service_id = s.id and e.file_id is not null), '[]') as files,
      (select jsonb_build_object('servedOn', o.served_on, 'receiptSha256', encode(o.receipt_sha256, 'hex'))
        from service_outcomes as o where o.service_id = s.id) as outcome
    from services as s where ${'id' in by ? sql`s.id = ${by.id}` : sql`s.case_id = ${by.caseId}`}
    order by s.begun_at, s.id`.execute(tx);
  return rows;
}

export const listServices = (tx: Tx, caseId: string): Promise<KeptService[]> => listBy(tx, { caseId });

/** @throws {Refusal} absent `service.absent` */
export async function getService(tx: Tx, id: string): Promise<KeptService> {
  const [found] = await listBy(tx, { id });
  if (!found) throw new Refusal('absent', 'service.absent', { id });
  return found;
}

/** The consent of a party to electronic service that holds on that day. */
export async function findConsent(tx: Tx, subjectId: string, on: PlainDate): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select c.id from service_consents as c left join service_consent_ends as e on e.consent_id = c.id
    where c.subject_id = ${subjectId} and c.given_on <= ${on} and (e.ended_on is null or e.ended_on > ${on})
    order by c.given_on desc, c.id desc limit 1`.execute(tx);
  return rows[0]?.id;
}

/** @throws {Refusal} absent `service.consent_absent`; conflict `service.consent_ended` */
export async function getOpenConsent(tx: Tx, id: string): Promise<{ subjectId: string; organPath: string }> {
  const { rows } = await sql<{ subjectId: string; organPath: string; ended: boolean }>`
    select c.subject_id as "subjectId", c.organ_path as "organPath", e.consent_id is not null as ended
    from service_consents as c left join service_consent_ends as e on e.consent_id = c.id where c.id = ${id}`.execute(
    tx,
  );
  const [row] = rows;
  if (!row) throw new Refusal('absent', 'service.consent_absent', { id });
  if (row.ended) throw new Refusal('conflict', 'service.consent_ended', { id });
  return row;
}

/**
 * Whether somebody who speaks for the party has opened its mailbox and may on that day: what is sent there arrives. A letter of invitation
 * whose code nobody has used opens nothing.
 */
export async function hasMailbox(tx: Tx, subjectId: string, on: PlainDate): Promise<boolean> {
  const { rows } = await sql`
    select from party_accounts as p join accounts as a on a.id = p.account_id join auth.users as u on u.id = p.account_id
    where p.subject_id = ${subjectId} and a.state = 'active' and (p.until is null or p.until >= ${on})
      and not exists (select from party_account_ends as e where e.account_id = p.account_id) limit 1`.execute(tx);
  return rows.length > 0;
}
