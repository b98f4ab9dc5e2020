import { createHash } from 'node:crypto';
import { newId } from '../kernel/id.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import { freshSalt, type Scope, type Vault } from './vault.ts';
import { type FileKind, saltOf } from './vault-store.ts';

/** Plain bytes in one sealed chunk: large enough to be quick, small enough to be nothing in memory. */
const CHUNK_BYTES = 512 * 1024;

export type SealedFile = { readonly id: string; readonly sha256: Buffer; readonly sizeBytes: number };

async function* inChunks(body: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    held.push(piece);
    size += piece.length;
    if (size < CHUNK_BYTES) continue;
    const whole = Buffer.concat(held);
    let at = 0;
    for (; whole.length - at >= CHUNK_BYTES; at += CHUNK_BYTES) yield whole.subarray(at, at + CHUNK_BYTES);
    held = [whole.subarray(at)];
    size = whole.length - at;
  }
  if (size > 0) yield Buffer.concat(held);
}

/** Seals a file chunk by chunk as it comes in; memory does not grow with it. The file's own salt erases it alone. */
export async function storeFile(
  tx: Tx,
  vault: Vault,
  file: { organPath: string; kind: FileKind; name: string; body: AsyncIterable<Buffer>; retainUntil: PlainDate },
): Promise<SealedFile> {
  const id = newId();
  const scope = { id, salt: await saltOf(tx, id, freshSalt()) };
  const { keyId, sealWith } = vault.sealer();
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const row = {
    id,
    organ_path: file.organPath,
    kind: file.kind,
    key_id: keyId,
    sealed_name: sealWith({ scope, kind: 'file_name', id }, Buffer.from(file.name)),
    retain_until: file.retainUntil,
  };
  const chunks: { file_id: string; number: number; sealed: Buffer }[] = [];
  let number = 0;
  // The row comes last, when hash and size are known; its chunks refer to it, so they wait in a deferred constraint.
  for await (const chunk of inChunks(file.body)) {
    hash.update(chunk);
    sizeBytes += chunk.length;
    chunks.push({ file_id: id, number, sealed: sealWith({ scope, kind: 'file_chunk', id: `${id}/${number}` }, chunk) });
    number += 1;
    if (chunks.length === 8) await tx.insertInto('sealed_file_chunks').values(chunks.splice(0)).execute();
  }
  if (chunks.length > 0) await tx.insertInto('sealed_file_chunks').values(chunks).execute();
  const sha256 = hash.digest();
  await tx
    .insertInto('sealed_files')
    .values({ ...row, sha256, size_bytes: sizeBytes })
    .execute();
  return { id, sha256, sizeBytes };
}

/** The file's name and its bytes, chunk by chunk. @throws {Refusal} absent `vault.absent` */
export async function openFile(
  tx: Tx,
  vault: Vault,
  id: string,
): Promise<{ name: string; sizeBytes: number; body: AsyncIterable<Buffer> }> {
  const file = await tx
    .selectFrom('sealed_files as f')
    .innerJoin('vault_scopes as s', 's.id', 'f.id')
    .select(['f.key_id', 'f.sealed_name', 'f.size_bytes', 's.salt'])
    .where('f.id', '=', id)
    .executeTakeFirst();
  if (!file) throw new Refusal('absent', 'vault.absent', { id });
  await vault.hearOf(file.key_id);
  async function* body(scope: Scope, keyId: number): AsyncIterable<Buffer> {
    for (let number = 0; ; number += 1) {
      const chunk = await tx
        .selectFrom('sealed_file_chunks as c')
        .select('c.sealed')
        .where('c.file_id', '=', id)
        .where('c.number', '=', number)
        .executeTakeFirst();
      if (!chunk) return;
      yield vault.openWith({ scope, kind: 'file_chunk', id: `${id}/${number}` }, keyId, chunk.sealed);
    }
  }
  const scope = { id, salt: file.salt };
  const name = vault.openWith({ scope, kind: 'file_name', id }, file.key_id, file.sealed_name).toString();
  return { name, sizeBytes: file.size_bytes, body: body(scope, file.key_id) };
}
