import { z } from 'zod';
import type { KeptDocument } from './document-queries.ts';
import { SEAL_WAYS, SIGNERS } from './document-tables.ts';

const Sentence = z.object({ zh: z.string(), en: z.string() });
const Strings = z.array(z.string()).readonly();
export const Digest = z.string().regex(/^[0-9a-f]{64}$/);
/** The id of a case or of a document in an address. */
export const DocumentId = z.strictObject({ id: z.uuid() });

/** A document in a list: where it stands between first draft and seal. */
export const DocumentLineShape = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  kind: z.string(),
  title: z.string(),
  signedBy: z.enum(SIGNERS),
  needsSeal: z.boolean(),
  servedWith: Strings,
  number: z.string().nullable(),
  code: z.string(),
  madeAt: z.string(),
  version: z.number(),
  /** By which steps of the case name the newest text. */
  textSha256: Digest,
  /** How many things it lacks; with any, no paper is made and no step rests on it. */
  lacks: z.number(),
  paper: z.object({ paperSha256: Digest, version: z.number(), issuedOn: z.string(), pages: z.number() }).nullable(),
  signature: z
    .object({
      paperSha256: Digest,
      signedOn: z.string(),
      signedBy: z.uuid(),
      signedAt: z.string(),
      role: z.string(),
      post: Sentence,
      factor: z.enum(['totp', 'passkey']),
      basis: Strings,
    })
    .nullable(),
  seal: z
    .object({
      way: z.enum(SEAL_WAYS),
      seal: z.string(),
      fileSha256: Digest,
      mediaType: z.string(),
      sealedBy: z.uuid(),
      sealedAt: z.string(),
    })
    .nullable(),
  withdrawnOn: z.string().nullable(),
});

const Value = z.union([z.string(), z.array(z.array(z.string()).readonly()).readonly()]);
/** One document, opened: what the form asks for, what was said, what it lacks. */
export const DocumentShape = DocumentLineShape.extend({
  versions: z
    .array(
      z.object({
        version: z.number(),
        textSha256: Digest,
        lacks: z.number(),
        writtenBy: z.uuid(),
        writtenAt: z.string(),
      }),
    )
    .readonly(),
  facts: z
    .array(
      z.object({
        code: z.string(),
        name: Sentence,
        type: z.enum(['text', 'day', 'table']),
        from: z.enum(['case', 'officer']),
        /** Of a table, by which the rows are typed. */
        columns: z.array(Sentence).readonly().nullable(),
        value: Value.nullable(),
      }),
    )
    .readonly(),
  words: z
    .array(
      z.object({
        part: z.string(),
        heading: z.string().nullable(),
        hint: z.string(),
        value: z.string().nullable(),
        draft: z.string().nullable(),
      }),
    )
    .readonly(),
  missing: z.array(z.object({ part: z.string(), lacks: z.string(), articles: Strings })).readonly(),
  /** Law in it that nobody has read in the text: whoever signs is told. */
  unverified: z.array(z.object({ what: z.string(), mark: z.string() })).readonly(),
  basis: Strings,
});

export function shownLine(kept: KeptDocument): z.input<typeof DocumentLineShape> {
  const { id, caseId, kind, title, signedBy, needsSeal, servedWith, number, code, madeAt, withdrawnOn } = kept;
  const { paper, signature, seal } = kept;
  const { version, textSha256, lacks } = kept.versions.at(-1)!;
  return {
    ...{
      id,
      caseId,
      kind,
      title,
      signedBy,
      needsSeal,
      servedWith,
      number,
      code,
      withdrawnOn,
      version,
      textSha256,
      lacks,
    },
    madeAt: madeAt.toISOString(),
    paper: paper && {
      paperSha256: paper.paperSha256,
      version: paper.version,
      issuedOn: paper.issuedOn,
      pages: paper.pages,
    },
    signature: signature && {
      paperSha256: signature.paperSha256,
      signedOn: signature.signedOn,
      signedBy: signature.signedBy,
      signedAt: signature.signedAt.toISOString(),
      role: signature.role,
      post: { zh: signature.postTitle, en: signature.postTitleEn },
      factor: signature.factor,
      basis: signature.basis,
    },
    seal: seal && {
      way: seal.way,
      seal: seal.seal,
      fileSha256: seal.fileSha256,
      mediaType: seal.mediaType,
      sealedBy: seal.sealedBy,
      sealedAt: seal.sealedAt.toISOString(),
    },
  };
}
