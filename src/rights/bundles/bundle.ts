import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What the form of a bundle is called; another form is another name. */
export const BUNDLE_FORM = 'zhengming-bundle/1';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Documents = z.array(z.object({ kind: z.string(), sha256: z.string() }));

/** The list of a bundle: each file by its digest, and the entries of the log whose proofs lie in it. */
export const Manifest = z.object({
  form: z.literal(BUNDLE_FORM),
  caseId: z.uuid(),
  madeAt: z.string(),
  edition: z.string(),
  /** Public key of the log: to be compared with the one that one trusts, never trusted by itself. */
  logKey: z.string(),
  files: z.record(z.string(), Digest),
  entries: z.array(z.object({ id: z.uuid(), position: z.number().int().positive(), deed: z.string() })),
});
export type Manifest = z.output<typeof Manifest>;

/** Of `case.json`, what is compared with the log. */
export const CaseFile = z.looseObject({
  id: z.uuid(),
  steps: z.array(
    z.looseObject({
      number: z.number(),
      step: z.string(),
      to: z.string(),
      on: z.string(),
      by: z.string(),
      documents: Documents,
    }),
  ),
});
/** Of `documents/…/document.json`. */
export const DocumentFile = z.looseObject({
  id: z.uuid(),
  paperSha256: Digest.nullable(),
  textSha256: Digest,
  version: z.number(),
  signature: z.looseObject({ paperSha256: Digest, signedOn: z.string(), signedBy: z.uuid() }).nullable(),
  seal: z.looseObject({ paperSha256: Digest, fileSha256: Digest, seal: z.string() }).nullable(),
  withdrawnOn: z.string().nullable(),
});
/** Of `services/…/service.json`. */
export const ServiceFile = z.looseObject({
  id: z.uuid(),
  channel: z.enum(['direct', 'leaving', 'post', 'electronic', 'public_notice']),
  begunOn: z.string(),
  lost: z.boolean(),
  documents: z.array(z.object({ id: z.uuid(), paperSha256: Digest })),
  events: z.array(
    z.object({
      what: z.enum(['signed', 'refused', 'left', 'reached', 'returned']),
      on: z.string(),
      witnessed: z.boolean(),
      fileSha256: Digest.nullable(),
    }),
  ),
  outcome: z.object({ servedOn: z.string(), receiptSha256: Digest }).nullable(),
});

export const sha256Of = (bytes: Buffer | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const jsonFile = (content: unknown): Buffer => Buffer.from(`${JSON.stringify(content, null, 2)}\n`);

/** In which file of the bundle something differs, and what. */
export type Finding = {
  readonly file: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** Files that are not what the list says, that are missing, or that nobody listed. */
export function filesDiffer(files: ReadonlyMap<string, Buffer>, manifest: Manifest): Finding[] {
  const findings: Finding[] = [];
  const say = (file: string, code: string) => findings.push({ file, code, facts: {} });
  for (const [name, digest] of Object.entries(manifest.files)) {
    const bytes = files.get(name);
    if (bytes === undefined) say(name, 'bundle.file_missing');
    else if (sha256Of(bytes) !== digest) say(name, 'bundle.file_differs');
  }
  for (const name of files.keys()) {
    if (name !== 'manifest.json' && !Object.hasOwn(manifest.files, name)) say(name, 'bundle.file_unlisted');
  }
  return findings;
}
