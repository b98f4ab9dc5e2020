import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { type DocumentRef, draftedFor, type Procedure, SERVICE_PROOF, type StepRule } from './procedure.ts';
import type { Taken } from './procedure-case.ts';

type Drafted = { readonly kind: string; readonly sha256: string; readonly lacks: number };

/**
 * What the bureau itself makes a step takes only as drafted in this case, in its newest text, and complete. What comes from outside
 * is named by the digest of what was received.
 * @throws {Refusal} rule `procedure.document_not_drafted`, `procedure.document_incomplete`, `procedure.document_not_newest`
 */
export async function refuseOtherTexts(
  tx: Tx,
  table: Procedure,
  caseId: string,
  documents: readonly DocumentRef[],
): Promise<void> {
  if (documents.length === 0) return;
  const { rows } = await sql<Drafted>`
    select distinct on (d.kind) d.kind, encode(v.text_sha256, 'hex') as sha256, v.lacks
    from case_documents as d join document_versions as v on v.document_id = d.id
    where d.case_id = ${caseId} order by d.kind, d.made_at desc, d.id desc, v.version desc`.execute(tx);
  const procedure = table.code;
  const ours = draftedFor(
    table,
    documents.map(({ kind }) => kind),
  );
  for (const { kind, sha256 } of documents) {
    const drafted = rows.find((one) => one.kind === kind);
    if (drafted === undefined && ours.includes(kind))
      throw new Refusal('rule', 'procedure.document_not_drafted', { kind, procedure });
    if (drafted === undefined) continue;
    if (drafted.lacks > 0)
      throw new Refusal('rule', 'procedure.document_incomplete', { kind, lacks: drafted.lacks, procedure });
    if (drafted.sha256 !== sha256) throw new Refusal('rule', 'procedure.document_not_newest', { kind, procedure });
  }
}

type Served = { readonly sha256: string; readonly servedOn: PlainDate; readonly kind: string; readonly text: string };

/**
 * A step that rests on a service (送达) is taken on the day on which the party was served, names that service by its digest, and the
 * service was of the very texts that the step or the case names, none of them withdrawn: nothing that begins with a service begins before
 * it.
 * @throws {Refusal} rule `procedure.not_served`
 */
export async function refuseUnserved(
  tx: Tx,
  { documents: needed, serves = [] }: StepRule,
  caseId: string,
  taken: readonly Taken[],
  { on, documents = [] }: Pick<Taken, 'on' | 'documents'>,
): Promise<void> {
  if (!needed.includes(SERVICE_PROOF)) return;
  const receipt = documents.find(({ kind }) => kind === SERVICE_PROOF)?.sha256;
  const { rows } = await sql<Served>`
    select encode(o.receipt_sha256, 'hex') as sha256, o.served_on as "servedOn", c.kind, encode(g.text_sha256, 'hex') as text
    from services as s join service_outcomes as o on o.service_id = s.id join service_documents as d on d.service_id = s.id
    join case_documents as c on c.id = d.document_id join document_signatures as g on g.document_id = c.id
    where s.case_id = ${caseId} and not exists (select from service_documents as x
      join document_withdrawals as w on w.document_id = x.document_id where x.service_id = s.id)`.execute(tx);
  const named = [...taken.flatMap((one) => one.documents ?? []), ...documents];
  const served = rows.filter(({ sha256, servedOn }) => sha256 === receipt && servedOn === on);
  const lacking = serves.filter((kind) => {
    const text = named.findLast((one) => one.kind === kind)?.sha256;
    return !served.some((one) => one.kind === kind && one.text === text);
  });
  if (served.length > 0 && lacking.length === 0) return;
  const days = rows.flatMap(({ sha256, servedOn }) => (sha256 === receipt ? [servedOn] : []));
  throw new Refusal('rule', 'procedure.not_served', { on, servedOn: [...new Set(days)], lacking });
}
