import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { SealWay, Signer } from './document-tables.ts';
import type { MediaType } from './file-kind.ts';

export type By = { readonly accountId: string; readonly at: Date };
type Place = { readonly organId: string; readonly organPath: string };

export async function insertDocument(
  tx: Tx,
  made: {
    readonly id: string;
    readonly caseId: string;
    readonly kind: string;
    readonly template: string;
    readonly title: string;
    readonly signedBy: Signer;
    readonly needsSeal: boolean;
    readonly servedWith: readonly string[];
    readonly verified: string;
    readonly code: string;
  },
  { organId, organPath }: Place,
  by: By,
): Promise<void> {
  const { id, kind, template, title, verified, code } = made;
  await tx
    .insertInto('case_documents')
    .values({
      id,
      case_id: made.caseId,
      kind,
      template,
      title,
      signed_by: made.signedBy,
      needs_seal: made.needsSeal,
      served_with: [...made.servedWith],
      verified,
      code,
      made_by: by.accountId,
      made_kind: 'person',
      made_at: by.at,
      organ_id: organId,
      organ_path: organPath,
    })
    .execute();
}

export async function insertVersion(
  tx: Tx,
  written: {
    readonly documentId: string;
    readonly version: number;
    readonly textSha256: Buffer;
    readonly contentId: string;
    readonly lacks: number;
    readonly edition: string;
  },
  organPath: string,
  by: By,
): Promise<void> {
  const { documentId, version, textSha256, contentId, lacks, edition } = written;
  await tx
    .insertInto('document_versions')
    .values({
      document_id: documentId,
      version,
      text_sha256: textSha256,
      content_id: contentId,
      lacks,
      edition,
      written_by: by.accountId,
      written_kind: 'person',
      written_at: by.at,
      organ_path: organPath,
    })
    .execute();
}

/** First half of the advisory lock's key: the next number of one organ, sign and year at a time. */
const LOCK_CLASS = 7_301_030;

/** The document's number, taken once: the next of its organ, sign and year. */
export async function takeNumber(
  tx: Tx,
  of: { readonly documentId: string; readonly serial: string; readonly year: number },
  { organId, organPath }: Place,
): Promise<number> {
  const { documentId, serial, year } = of;
  const held = await tx
    .selectFrom('document_numbers as n')
    .select('n.number')
    .where('n.document_id', '=', documentId)
    .where('n.year', '=', year)
    .executeTakeFirst();
  if (held) return held.number;
  await sql`select pg_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${`${organId} ${serial} ${year}`}))`.execute(tx);
  const { rows } = await sql<{ next: number }>`select coalesce(max(n.number), 0)::int + 1 as next
    from document_numbers as n where n.organ_id = ${organId} and n.serial = ${serial} and n.year = ${year}`.execute(tx);
  const number = rows[0]!.next;
  await tx
    .insertInto('document_numbers')
    .values({ document_id: documentId, organ_id: organId, serial, year, number, organ_path: organPath })
    .execute();
  return number;
}

export async function insertPaper(
  tx: Tx,
  made: {
    readonly documentId: string;
    readonly paper: number;
    readonly version: number;
    readonly textSha256: Buffer;
    readonly issuedOn: PlainDate;
    readonly paperSha256: Buffer;
    readonly pages: number;
    readonly fileId: string;
    readonly edition: string;
  },
  organPath: string,
  by: By,
): Promise<void> {
  const { documentId, paper, version, textSha256, issuedOn, paperSha256, pages, fileId, edition } = made;
  await tx
    .insertInto('document_papers')
    .values({
      document_id: documentId,
      paper,
      version,
      text_sha256: textSha256,
      lacks: 0,
      issued_on: issuedOn,
      paper_sha256: paperSha256,
      pages,
      file_id: fileId,
      edition,
      made_by: by.accountId,
      made_at: by.at,
      organ_path: organPath,
    })
    .execute();
}

export async function insertSignature(
  tx: Tx,
  signed: {
    readonly documentId: string;
    readonly paper: number;
    readonly paperSha256: Buffer;
    readonly textSha256: Buffer;
    readonly signedOn: PlainDate;
    readonly postId: string;
    readonly role: string;
    readonly factor: 'totp' | 'passkey';
    readonly basis: readonly string[];
  },
  organPath: string,
  by: By,
): Promise<void> {
  const { documentId, paper, paperSha256, textSha256, signedOn, postId, role, factor, basis } = signed;
  await tx
    .insertInto('document_signatures')
    .values({
      document_id: documentId,
      paper,
      paper_sha256: paperSha256,
      text_sha256: textSha256,
      signed_on: signedOn,
      signed_by: by.accountId,
      signed_kind: 'person',
      post_id: postId,
      role,
      factor,
      signed_at: by.at,
      basis: [...basis],
      organ_path: organPath,
    })
    .execute();
}

export async function insertSeal(
  tx: Tx,
  set: {
    readonly documentId: string;
    readonly paperSha256: Buffer;
    readonly way: SealWay;
    readonly fileId: string;
    readonly fileSha256: Buffer;
    readonly mediaType: MediaType;
    readonly seal: string;
    readonly basis: readonly string[];
  },
  organPath: string,
  by: By,
): Promise<void> {
  const { documentId, paperSha256, way, fileId, fileSha256, mediaType, seal, basis } = set;
  await tx
    .insertInto('document_seals')
    .values({
      document_id: documentId,
      paper_sha256: paperSha256,
      way,
      file_id: fileId,
      file_sha256: fileSha256,
      media_type: mediaType,
      seal,
      sealed_by: by.accountId,
      sealed_kind: 'person',
      sealed_at: by.at,
      basis: [...basis],
      organ_path: organPath,
    })
    .execute();
}

export async function insertWithdrawal(
  tx: Tx,
  { documentId, reasonId, on }: { readonly documentId: string; readonly reasonId: string; readonly on: PlainDate },
  organPath: string,
  by: By,
): Promise<void> {
  await tx
    .insertInto('document_withdrawals')
    .values({
      document_id: documentId,
      reason_id: reasonId,
      withdrawn_on: on,
      withdrawn_by: by.accountId,
      withdrawn_kind: 'person',
      withdrawn_at: by.at,
      organ_path: organPath,
    })
    .execute();
}
