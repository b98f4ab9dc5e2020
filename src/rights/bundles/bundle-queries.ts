import { sql } from 'kysely';
import type { Context } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { type LookReason, openFile, openSealedValue, recordLook, type Vault } from '../../ground/vault/index.ts';
import { bytesOf, listDocuments, namesFor, openWritten } from '../documents/index.ts';
import { type CaseInHand, listKeptTimers } from '../procedures/index.ts';
import { listServices } from '../service/index.ts';
import { jsonFile } from './bundle.ts';

export type EntryOfCase = { readonly id: string; readonly position: number; readonly deed: string };

const NUMBER_WIDTH = 2;
const numbered = (at: number, name: string) => `${String(at + 1).padStart(NUMBER_WIDTH, '0')}-${name}`;
const EXTENSION: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** Every look at what is sealed is written down before it leaves. */
function opener(tx: Tx, ctx: Context, vault: Vault, why: LookReason) {
  return {
    text: async (id: string) => {
      await recordLook(tx, ctx, { kind: 'value', id }, why);
      return openSealedValue(tx, vault, id);
    },
    file: async (id: string) => {
      await recordLook(tx, ctx, { kind: 'file', id }, why);
      return bytesOf(await openFile(tx, vault, id));
    },
  };
}

/** Everything that a case holds, as files of its bundle, and the ids of what the journal tells about it. */
export async function filesOfCase(
  tx: Tx,
  ctx: Context,
  vault: Vault,
  inHand: CaseInHand,
  why: LookReason,
): Promise<{ files: Map<string, Buffer>; objects: string[] }> {
  const open = opener(tx, ctx, vault, why);
  const files = new Map<string, Buffer>();
  const names = await namesFor(tx, inHand.partyId, inHand.record.organId);
  const points = [];
  for (const { number, kind, sha256, outcome, sealedId, reasonId } of inHand.points) {
    const answer = reasonId === null ? null : await open.text(reasonId);
    points.push({ number, kind, sha256, outcome, text: await open.text(sealedId), answer });
  }
  const steps = [];
  for (const { reasonId, at, ...step } of inHand.taken) {
    const said = reasonId === null ? null : await open.text(reasonId);
    steps.push({ ...step, at: at.toISOString(), reason: said });
  }
  const { id, procedure, channel, ground, record } = inHand;
  const about = { documentNumber: record.documentNumber, decidedOn: record.decidedOn, item: record.item };
  const head = { id, procedure, channel, ground, openedAt: inHand.openedAt.toISOString(), ...names, record: about };
  files.set('case.json', jsonFile({ ...head, points, steps, timers: await listKeptTimers(tx, id) }));
  const objects = [id];
  for (const [at, kept] of (await listDocuments(tx, id)).entries()) {
    objects.push(kept.id);
    await addDocument(tx, ctx, vault, inHand, files, `documents/${numbered(at, kept.kind)}`, kept, open.file);
  }
  for (const [at, kept] of (await listServices(tx, id)).entries()) {
    objects.push(kept.id);
    const folder = `services/${numbered(at, kept.channel)}`;
    const { recipientId, whyId, files: proofs, organPath: _place, begunAt, ...service } = kept;
    const told = { recipient: await open.text(recipientId), reason: whyId === null ? null : await open.text(whyId) };
    files.set(`${folder}/service.json`, jsonFile({ ...service, begunAt: begunAt.toISOString(), ...told }));
    const proven = kept.events.filter(({ fileSha256 }) => fileSha256 !== null);
    for (const [index, fileId] of proofs.entries()) {
      files.set(`${folder}/${numbered(index, proven[index]!.what)}.bin`, await open.file(fileId));
    }
  }
  return { files, objects };
}

async function addDocument(
  tx: Tx,
  ctx: Context,
  vault: Vault,
  inHand: CaseInHand,
  files: Map<string, Buffer>,
  folder: string,
  kept: Awaited<ReturnType<typeof listDocuments>>[number],
  open: (id: string) => Promise<Buffer>,
): Promise<void> {
  const { text, layout } = await openWritten(tx, ctx, vault, inHand, kept.contentId);
  const { id, kind, title, number, code, paper, seal, signature, withdrawnOn } = kept;
  const { version, textSha256 } = kept.versions.at(-1)!;
  const paperSha256 = paper?.paperSha256 ?? null;
  const told = { id, kind, title, number, code, version, textSha256, paperSha256, signature, withdrawnOn };
  const set = seal && { ...seal, fileId: undefined };
  files.set(`${folder}/document.json`, jsonFile({ ...told, seal: set, versions: kept.versions }));
  files.set(`${folder}/text.json`, jsonFile({ layout, ...text }));
  if (paper !== null) files.set(`${folder}/paper.pdf`, await open(paper.fileId));
  if (seal !== null) files.set(`${folder}/sealed.${EXTENSION[seal.mediaType]}`, await open(seal.fileId));
}

/**
 * What the journal tells of the case, its documents and services, in the order of the log.
 * @throws {Refusal} busy `log.not_yet`: the newest entry gets its place within a second
 */
export async function entriesOf(tx: Tx, objects: readonly string[]): Promise<EntryOfCase[]> {
  const { rows } = await sql<EntryOfCase & { position: number | null }>`
    select j.id, p.position, j.deed from journal as j left join journal_positions as p on p.entry_id = j.id
    where j.object_id = any(${[...objects]}::uuid[]) and j.deed <> 'bundle.make' order by p.position`.execute(tx);
  if (rows.some(({ position }) => position === null)) throw new Refusal('busy', 'log.not_yet');
  return rows;
}
