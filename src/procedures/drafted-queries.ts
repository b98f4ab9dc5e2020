import { sql } from 'kysely';
import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import { type DocumentRef, SERVICE_PROOF } from './procedure.ts';

type Drafted = { readonly kind: string; readonly sha256: string; readonly lacks: number };

/**
 * A step that rests on a document which was drafted in this case names its newest text, and that text is complete. What came from
 * outside is named by the digest of what was received.
 * @throws {Refusal} rule `procedure.document_incomplete`, `procedure.document_not_newest`
 */
export async function refuseOtherTexts(tx: Tx, caseId: string, documents: readonly DocumentRef[]): Promise<void> {
  if (documents.length === 0) return;
  const { rows } = await sql<Drafted>`
    select distinct on (d.kind) d.kind, encode(v.text_sha256, 'hex') as sha256, v.lacks
    from case_documents as d join document_versions as v on v.document_id = d.id
    where d.case_id = ${caseId} order by d.kind, d.made_at desc, d.id desc, v.version desc`.execute(tx);
  for (const { kind, sha256 } of documents) {
    const drafted = rows.find((one) => one.kind === kind);
    if (drafted === undefined) continue;
    if (drafted.lacks > 0) throw new Refusal('rule', 'procedure.document_incomplete', { kind, lacks: drafted.lacks });
    if (drafted.sha256 !== sha256) throw new Refusal('rule', 'procedure.document_not_newest', { kind });
  }
}

/**
 * A step that rests on a service (送达) of this case is taken on the day on which the party was served, and names that service by its
 * digest: nothing that begins with a service begins before it.
 * @throws {Refusal} rule `procedure.not_served`
 */
export async function refuseUnserved(
  tx: Tx,
  caseId: string,
  on: PlainDate,
  documents: readonly DocumentRef[],
): Promise<void> {
  const proofs = documents.filter(({ kind }) => kind === SERVICE_PROOF);
  if (proofs.length === 0) return;
  const { rows } = await sql<{ sha256: string | null; servedOn: PlainDate | null }>`
    select encode(o.receipt_sha256, 'hex') as sha256, o.served_on as "servedOn"
    from services as s left join service_outcomes as o on o.service_id = s.id where s.case_id = ${caseId}`.execute(tx);
  if (rows.length === 0) return;
  const found = proofs.map(({ sha256 }) => rows.find((one) => one.sha256 === sha256));
  if (found.some((one) => one?.servedOn !== on)) {
    throw new Refusal('rule', 'procedure.not_served', { on, servedOn: found.map((one) => one?.servedOn ?? null) });
  }
}
