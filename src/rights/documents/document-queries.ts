import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Named } from './case-facts.ts';
import type { SealWay, Signer } from './document-tables.ts';

export type KeptVersion = {
  readonly version: number;
  readonly textSha256: string;
  readonly lacks: number;
  readonly writtenBy: string;
  readonly writtenAt: Date;
};
export type KeptPaper = {
  readonly paper: number;
  readonly version: number;
  readonly textSha256: string;
  readonly paperSha256: string;
  readonly issuedOn: PlainDate;
  readonly pages: number;
  readonly fileId: string;
};
export type KeptSignature = {
  readonly paperSha256: string;
  readonly signedOn: PlainDate;
  readonly signedBy: string;
  readonly signedAt: Date;
  readonly role: string;
  readonly postTitle: string;
  readonly postTitleEn: string;
  readonly factor: 'totp' | 'passkey';
  readonly basis: readonly string[];
};
export type KeptSeal = {
  readonly paperSha256: string;
  readonly way: SealWay;
  readonly seal: string;
  readonly fileId: string;
  readonly fileSha256: string;
  readonly mediaType: string;
  readonly sealedBy: string;
  readonly sealedAt: Date;
};
/** A document as it stands: what was written, made, signed, sealed; the newest version and paper count. */
export type KeptDocument = {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly template: string;
  readonly title: string;
  readonly signedBy: Signer;
  readonly needsSeal: boolean;
  readonly servedWith: readonly string[];
  readonly code: string;
  readonly organId: string;
  readonly organPath: string;
  readonly madeAt: Date;
  readonly contentId: string;
  readonly number: string | null;
  readonly versions: readonly KeptVersion[];
  readonly paper: KeptPaper | null;
  readonly signature: KeptSignature | null;
  readonly seal: KeptSeal | null;
  readonly withdrawnOn: PlainDate | null;
};

type Row = Omit<KeptDocument, 'versions' | 'paper' | 'signature' | 'seal'> & {
  readonly paper: KeptPaper | null;
  readonly signature: (Omit<KeptSignature, 'signedAt'> & { signedAt: string }) | null;
  readonly seal: (Omit<KeptSeal, 'sealedAt'> & { sealedAt: string }) | null;
  readonly versions: readonly (Omit<KeptVersion, 'writtenAt'> & { writtenAt: string })[];
};

/** Documents of a case in the order in which they were begun, or the one that is asked for. */
async function listBy(tx: Tx, by: { readonly caseId: string } | { readonly id: string }): Promise<KeptDocument[]> {
  const { rows } = await sql<Row>`
    select d.id, d.case_id as "caseId", d.kind, d.template, d.title, d.signed_by as "signedBy", d.needs_seal as "needsSeal",
      d.served_with as "servedWith", d.code, d.organ_id as "organId", d.organ_path as "organPath", d.made_at as "madeAt",
      (select v.content_id from document_versions as v where v.document_id = d.id order by v.version desc limit 1) as "contentId",
      (select n.serial || '〔' || n.year || '〕' || n.number || '号' from document_numbers as n where n.document_id = d.id
        order by n.year desc limit 1) as number,
      (select jsonb_agg(jsonb_build_object('version', v.version, 'textSha256', encode(v.text_sha256, 'hex'), 'lacks', v.lacks,
        'writtenBy', v.written_by, 'writtenAt', v.written_at) order by v.version)
        from document_versions as v where v.document_id = d.id) as versions,
      (select jsonb_build_object('paper', p.paper, 'version', p.version, 'textSha256', encode(p.text_sha256, 'hex'),
        'paperSha256', encode(p.paper_sha256, 'hex'), 'issuedOn', p.issued_on, 'pages', p.pages, 'fileId', p.file_id)
        from document_papers as p where p.document_id = d.id order by p.paper desc limit 1) as paper,
      (select jsonb_build_object('paperSha256', encode(s.paper_sha256, 'hex'), 'signedOn', s.signed_on, 'signedBy', s.signed_by,
        'signedAt', s.signed_at, 'role', s.role, 'postTitle', t.title, 'postTitleEn', t.title_en, 'factor', s.factor,
        'basis', s.basis) from document_signatures as s join posts as t on t.id = s.post_id where s.document_id = d.id) as signature,
      (select jsonb_build_object('paperSha256', encode(s.paper_sha256, 'hex'), 'way', s.way, 'seal', s.seal, 'fileId', s.file_id,
        'fileSha256', encode(s.file_sha256, 'hex'), 'mediaType', s.media_type, 'sealedBy', s.sealed_by, 'sealedAt', s.sealed_at)
        from document_seals as s where s.document_id = d.id) as seal,
      (select w.withdrawn_on from document_withdrawals as w where w.document_id = d.id) as "withdrawnOn"
    from case_documents as d where ${'id' in by ? sql`d.id = ${by.id}` : sql`d.case_id = ${by.caseId}`}
    order by d.made_at, d.id`.execute(tx);
  return rows.map(({ versions, signature, seal, ...row }) => ({
    ...row,
    versions: versions.map((one) => ({ ...one, writtenAt: new Date(one.writtenAt) })),
    signature: signature === null ? null : { ...signature, signedAt: new Date(signature.signedAt) },
    seal: seal === null ? null : { ...seal, sealedAt: new Date(seal.sealedAt) },
  }));
}

export const listDocuments = (tx: Tx, caseId: string): Promise<KeptDocument[]> => listBy(tx, { caseId });

/** The day on which a document was served that is not taken back any more: a decision, or what a step of its case rests on by its service. */
export async function findBindingService(tx: Tx, id: string): Promise<PlainDate | undefined> {
  const { rows } = await sql<{ servedOn: PlainDate }>`
    select o.served_on as "servedOn" from case_documents as d join service_documents as s on s.document_id = d.id
    join service_outcomes as o on o.service_id = s.service_id
    where d.id = ${id} and (d.signed_by = 'decider' or exists (select from procedure_steps as p, jsonb_array_elements(p.documents) as n
      where p.case_id = d.case_id and n->>'kind' = 'delivery_receipt' and n->>'sha256' = encode(o.receipt_sha256, 'hex')))`.execute(
    tx,
  );
  return rows[0]?.servedOn;
}

/** @throws {Refusal} absent `document.absent` */
export async function getDocument(tx: Tx, id: string): Promise<KeptDocument> {
  const [found] = await listBy(tx, { id });
  if (!found) throw new Refusal('absent', 'document.absent', { id });
  return found;
}

/** What the party and the organ are called, for the head of a document. */
export async function namesFor(tx: Tx, partyId: string, organId: string): Promise<Named> {
  const { rows } = await sql<Named>`
    select (select n.name from subject_names as n where n.subject_id = ${partyId}
        order by n.known_at desc, n.folded limit 1) as party,
      (select s.kind = 'person' from subjects as s where s.id = ${partyId}) as "isMasked",
      (select k.key from subject_keys as k where k.subject_id = ${partyId} and k.kind = 'uscc'
        order by k.known_at desc limit 1) as "partyCode",
      o.name as organ, o.division_code as division,
      case when o.kind in ('province_department', 'city_bureau', 'county_bureau', 'section') then 'justice' end as branch
    from organs as o where o.id = ${organId}`.execute(tx);
  return rows[0]!;
}
