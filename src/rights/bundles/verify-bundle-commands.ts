import { unzipSync } from 'fflate';
import type { z } from 'zod';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type CheckedReceipt, checkReceipt, type VerifierKey } from '../../ground/proof/index.ts';
import { canonical } from '../../rules/law/canonical.ts';
import { textDigest } from '../documents/index.ts';
import { type Attempt, receiptDigest } from '../service/index.ts';
import { CaseFile, DocumentFile, type Finding, filesDiffer, Manifest, ServiceFile, sha256Of } from './bundle.ts';
import { proofName } from './bundle-commands.ts';

/** More than any case holds: what is larger was made to fill a memory. */
const MOST_BYTES = 512 * 1024 * 1024;

type Files = ReadonlyMap<string, Buffer>;
type Row = Readonly<Record<string, unknown>>;
/** Rows that proofs have told in the open, by source and key. */
type Proven = ReadonlyMap<string, Row | readonly unknown[]>;
type Say = (file: string, code: string, facts?: Readonly<Record<string, unknown>>) => void;

/** @throws {Refusal} invalid `bundle.unreadable` */
function unzipped(zip: Buffer): Files {
  let size = 0;
  try {
    const parts = unzipSync(zip, {
      filter: ({ originalSize }) => {
        size += originalSize;
        if (size > MOST_BYTES) throw new Error('too large');
        return true;
      },
    });
    return new Map(Object.entries(parts).map(([name, bytes]) => [name, Buffer.from(bytes)]));
  } catch (error) {
    throw new Refusal('invalid', 'bundle.unreadable', { reason: error instanceof Error ? error.message : 'unknown' });
  }
}

function parsed<T>(files: Files, name: string, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.parse(JSON.parse(files.get(name)?.toString('utf8') ?? ''));
  } catch {
    return undefined; // whoever asked says which file cannot be read
  }
}

/** Checks each proof, and that it proves the entry that the list names. Answers the rows that the proofs tell. */
function provenBy(files: Files, { entries }: Manifest, key: VerifierKey, say: Say): Proven {
  const proven = new Map<string, Row | readonly unknown[]>();
  for (const { id, position } of entries) {
    const file = proofName(position);
    const text = files.get(file)?.toString('utf8');
    if (text === undefined) {
      say(file, 'bundle.proof_missing');
      continue;
    }
    let checked: CheckedReceipt;
    try {
      checked = checkReceipt(text, key, []);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      say(file, 'bundle.proof_fails', { why: error.code });
      continue;
    }
    const isOther = (checked.entry as { id?: unknown }).id !== id || checked.index + 1 !== position;
    if (isOther) say(file, 'bundle.proof_of_another');
    for (const { source, key: row, content } of checked.rows) proven.set(`${source} ${row}`, content as Row);
  }
  return proven;
}

/** Columns of a step as the log has it (`procedure_steps` in src/ground/proof/log/row-source-queries.ts). */
const STEP = { number: 1, step: 3, to: 5, on: 6, by: 8, documents: 12 } as const;

function checkCase(files: Files, proven: Proven, say: Say): void {
  const file = 'case.json';
  const told = parsed(files, file, CaseFile);
  if (told === undefined) {
    say(file, 'bundle.file_malformed');
    return;
  }
  for (const { number, step, to, on, by, documents } of told.steps) {
    const row = proven.get(`procedure_steps ${told.id}/${number}`) as readonly unknown[] | undefined;
    const here = { number, step, to, on, by, documents };
    const there = row && Object.fromEntries(Object.entries(STEP).map(([name, at]) => [name, row[at]]));
    if (there === undefined || canonical(here) !== canonical(there)) say(file, 'bundle.step_differs', { number });
  }
  for (const place of proven.keys()) {
    const number = Number(place.split('/')[1]);
    if (place.startsWith('procedure_steps ') && !told.steps.some((one) => one.number === number)) {
      say(file, 'bundle.steps_missing', { number });
    }
  }
}

function checkDocument(files: Files, folder: string, proven: Proven, say: Say): void {
  const told = parsed(files, `${folder}/document.json`, DocumentFile);
  if (told === undefined) {
    say(`${folder}/document.json`, 'bundle.file_malformed');
    return;
  }
  const row = (source: string, key: string) => proven.get(`${source} ${key}`) as Row | undefined;
  const text = JSON.parse(files.get(`${folder}/text.json`)?.toString('utf8') ?? '{}') as { layout: string };
  const digest = textDigest(text as unknown as Parameters<typeof textDigest>[0], text.layout).toString('hex');
  const version = row('document_versions', `${told.id}/${told.version}`);
  if (digest !== told.textSha256 || version?.textSha256 !== digest) say(`${folder}/text.json`, 'bundle.text_differs');
  const paper = files.get(`${folder}/paper.pdf`);
  if (paper && sha256Of(paper) !== told.paperSha256) say(`${folder}/paper.pdf`, 'bundle.paper_differs');
  const signed = row('document_signatures', told.id);
  const { signature, seal } = told;
  const isSigned = signature !== null && signed !== undefined;
  if (
    (signature === null) !== (signed === undefined) ||
    (isSigned && (signed.by !== signature.signedBy || signed.signedOn !== signature.signedOn))
  ) {
    say(`${folder}/document.json`, 'bundle.signature_differs');
  }
  if (isSigned && (!paper || signed.paperSha256 !== sha256Of(paper)))
    say(`${folder}/paper.pdf`, 'bundle.paper_differs');
  const sealed = row('document_seals', told.id);
  const file = ['pdf', 'jpg', 'png'].map((end) => `${folder}/sealed.${end}`).find((name) => files.has(name));
  if ((seal === null) !== (sealed === undefined)) say(`${folder}/document.json`, 'bundle.seal_differs');
  else if (
    seal !== null &&
    (sealed!.seal !== seal.seal || file === undefined || sealed!.fileSha256 !== sha256Of(files.get(file)!))
  ) {
    say(file ?? `${folder}/document.json`, 'bundle.seal_differs');
  }
  const gone = row('document_withdrawals', told.id);
  if ((gone?.withdrawnOn ?? null) !== told.withdrawnOn) say(`${folder}/document.json`, 'bundle.signature_differs');
}

function checkService(files: Files, folder: string, proven: Proven, say: Say): void {
  const file = `${folder}/service.json`;
  const told = parsed(files, file, ServiceFile);
  if (told === undefined) {
    say(file, 'bundle.file_malformed');
    return;
  }
  const begun = proven.get(`services ${told.id}`) as Row | undefined;
  const papers = Object.fromEntries(told.documents.map(({ id, paperSha256 }) => [id, paperSha256]));
  const here = { channel: told.channel, begunOn: told.begunOn, lost: told.lost, papers };
  const there = begun && { channel: begun.channel, begunOn: begun.begunOn, lost: begun.lost, papers: begun.papers };
  let differs = there === undefined || canonical(here) !== canonical(there);
  for (const [at, { what, on, witnessed, fileSha256 }] of told.events.entries()) {
    const row = proven.get(`service_events ${told.id}/${at + 1}`) as Row | undefined;
    const noted = row && { what: row.what, on: row.on, witnessed: row.witnessed, fileSha256: row.fileSha256 };
    differs ||= noted === undefined || canonical(noted) !== canonical({ what, on, witnessed, fileSha256 });
  }
  const outcome = proven.get(`service_outcomes ${told.id}`) as Row | undefined;
  if (told.outcome === null) differs ||= outcome !== undefined;
  else {
    const { servedOn } = told.outcome;
    const digest = receiptDigest(told as unknown as Attempt, servedOn as Parameters<typeof receiptDigest>[1]);
    differs ||=
      digest !== told.outcome.receiptSha256 || outcome?.receiptSha256 !== digest || outcome?.servedOn !== servedOn;
  }
  if (differs) say(file, 'bundle.service_differs');
  const proofs = [...files].filter(([name]) => name.startsWith(`${folder}/`) && name.endsWith('.bin'));
  const known = told.events.map(({ fileSha256 }) => fileSha256);
  for (const [name, bytes] of proofs) if (!known.includes(sha256Of(bytes))) say(name, 'bundle.file_differs');
  if (proofs.length !== known.filter((one) => one !== null).length) say(file, 'bundle.service_differs');
}

const foldersIn = (files: Files, above: string): string[] => [
  ...new Set(
    [...files.keys()]
      .filter((name) => name.startsWith(`${above}/`))
      .map((name) => name.split('/').slice(0, 2).join('/')),
  ),
];

export type CheckedBundle = {
  readonly caseId: string;
  readonly files: number;
  readonly entries: number;
  readonly findings: readonly Finding[];
};

/**
 * Checks a bundle with nothing but the key of the log that one trusts: every file against the list, every entry against the log, and
 * steps, texts, papers, signatures, seals and services against what those entries tell.
 * @throws {Refusal} invalid `bundle.unreadable`
 */
export function verifyBundle(zip: Buffer, key: VerifierKey): CheckedBundle {
  const files = unzipped(zip);
  const manifest = parsed(files, 'manifest.json', Manifest);
  if (manifest === undefined) throw new Refusal('invalid', 'bundle.unreadable', { reason: 'manifest.json' });
  const findings: Finding[] = filesDiffer(files, manifest);
  const say: Say = (file, code, facts = {}) => {
    if (!findings.some((one) => one.file === file && one.code === code)) findings.push({ file, code, facts });
  };
  const proven = provenBy(files, manifest, key, say);
  checkCase(files, proven, say);
  for (const folder of foldersIn(files, 'documents')) checkDocument(files, folder, proven, say);
  for (const folder of foldersIn(files, 'services')) checkService(files, folder, proven, say);
  return { caseId: manifest.caseId, files: files.size, entries: manifest.entries.length, findings };
}
