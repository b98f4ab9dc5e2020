import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { refuseNoText } from '../../ground/platform/plain-text.ts';
import { MOST_FILE_BYTES, MOST_FILES, mediaTypeOf, typedText, type Upload } from './form-parts.ts';

/** What came with a form: its key, what was typed, the files. `problem`: a file that cannot be taken; what was typed is kept all the same. */
export type FormSent = {
  readonly key: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly files: readonly Upload[];
  readonly problem?: unknown;
};

const MOST_FIELDS = 40;
export const MULTIPART_LIMITS = {
  files: MOST_FILES,
  fileSize: MOST_FILE_BYTES,
  fields: MOST_FIELDS,
  fieldSize: 16_384,
  parts: MOST_FIELDS + MOST_FILES,
} as const;
const KEY = /^[\w-]{8,100}$/;

/** @throws {Refusal} invalid `http.request_key`: the form was not one of ours */
function keyIn(typed: Readonly<Record<string, string>>): string {
  const { key = '' } = typed;
  if (!KEY.test(key)) throw new Refusal('invalid', 'http.request_key');
  return key;
}

async function readParts(request: FastifyRequest): Promise<Omit<FormSent, 'key'>> {
  const typed: Record<string, string> = {};
  const files: Upload[] = [];
  let problem: unknown;
  const names: string[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') typed[part.fieldname] = typedText(part.value);
        continue;
      }
      const bytes = await part.toBuffer();
      // A field for files that was left empty comes as a file of no bytes.
      if (bytes.length === 0) continue;
      names.push(part.filename);
      try {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        files.push({ field: part.fieldname, name: part.filename, mediaType: mediaTypeOf(bytes), bytes, sha256 });
      } catch (error) {
        problem ??= error;
      }
    }
  } catch (error) {
    problem = tooMuch(error);
  }
  // Parts do not come by the edge that looks at each text of a request.
  try {
    refuseNoText({ body: { ...typed, files: names } });
  } catch (refusal) {
    problem ??= refusal;
  }
  return { typed, files, ...(problem === undefined ? {} : { problem }) };
}

/** The limits of a form in words that say what to do; whatever else goes wrong is not ours to explain. */
function tooMuch(error: unknown): unknown {
  const { code = '' } = error as { code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    return new Refusal('invalid', 'party.file_too_large', { mostMegabytes: MOST_FILE_BYTES / 1024 / 1024 });
  }
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT') {
    return new Refusal('invalid', 'party.too_many_files', { most: MOST_FILES });
  }
  throw error;
}

/** Reads a form, with files or without. @throws {Refusal} invalid `http.request_key` */
export async function formOf(request: FastifyRequest): Promise<FormSent> {
  if (request.isMultipart()) {
    const parts = await readParts(request);
    return { key: keyIn(parts.typed), ...parts };
  }
  const body = (request.body ?? {}) as Record<string, unknown>;
  const entries = Object.entries(body)
    .slice(0, MOST_FIELDS)
    .flatMap(([name, value]) => (typeof value === 'string' ? [[name, typedText(value, 40_000)] as const] : []));
  const typed = Object.fromEntries(entries);
  return { key: keyIn(typed), typed, files: [] };
}

/** What of a form makes it the same form again: what was typed and which files, without the key. */
export const digestedOf = ({ typed: { key: _key, ...typed }, files }: FormSent): unknown => [
  typed,
  files.map(({ field, sha256 }) => [field, sha256]),
];
