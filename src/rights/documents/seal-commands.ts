import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { openFile, type Vault } from '../../ground/vault/index.ts';
import { matterOf, type ProcedureDeps, type Runnable, sealText } from '../procedures/index.ts';
import { lockDocument, refuseWriter } from './document-commands.ts';
import { findBindingService, getDocument, type KeptDocument } from './document-queries.ts';
import { insertSeal, insertWithdrawal } from './document-store.ts';
import type { SealWay } from './document-tables.ts';
import { mediaTypeOf } from './file-kind.ts';
import { keepFile } from './paper-commands.ts';
import type { Sealed, SealService } from './seal-service.ts';

/** A seal that was set: by the service, or by hand on the paper, of which the scan is brought. */
export type SealGiven =
  | { readonly way: 'service' }
  | { readonly way: 'scan'; readonly seal: string; readonly file: Buffer };
export type SealSaved = { readonly id: string; readonly way: SealWay; readonly fileSha256: string };

/** All bytes of a kept file. */
export async function bytesOf(file: Awaited<ReturnType<typeof openFile>>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** @throws {Refusal} conflict `document.not_signed`, `document.another_paper`, `document.sealed_already`; rule; forbidden */
function refuseSeal(ctx: Context, kept: KeptDocument, paperSha256: string): void {
  const { signature, seal, needsSeal, kind } = kept;
  if (!needsSeal) throw new Refusal('rule', 'document.no_seal_needed', { kind });
  if (signature === null) throw new Refusal('conflict', 'document.not_signed', { id: kept.id });
  if (signature.paperSha256 !== paperSha256) {
    throw new Refusal('conflict', 'document.another_paper', { now: signature.paperSha256 });
  }
  if (seal !== null) throw new Refusal('conflict', 'document.sealed_already', { id: kept.id });
  if (signature.signedBy === ctx.actor.accountId) throw new Refusal('forbidden', 'document.signer_seals', { kind });
}

/** Has the service seal the paper, outside any transaction: it may take its time, and asking it twice changes nothing here. */
async function sealedElsewhere(
  ctx: Context,
  vault: Vault,
  service: SealService | undefined,
  given: { readonly id: string; readonly paperSha256: string },
): Promise<Sealed> {
  if (service === undefined) throw new Refusal('rule', 'document.no_seal_service');
  const { paper, title } = await inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const kept = await getDocument(tx, given.id);
    refuseSeal(ctx, kept, given.paperSha256);
    return { paper: await bytesOf(await openFile(tx, vault, kept.paper!.fileId)), title: kept.title };
  });
  return service.seal(paper, { title });
}

/**
 * Sets the seal of the organ on the signed paper, by somebody else than the one who signed. Without it nothing is served.
 * @throws {Refusal} conflict `document.not_signed`, `document.another_paper`, `document.sealed_already`; rule
 *   `document.no_seal_service`, `document.no_seal_needed`, `document.seal_of_another`; busy `document.seal_service_failed`;
 *   invalid `document.file_kind`; forbidden `document.signer_seals`, `access.denied`
 */
export async function sealDocument(
  ctx: Context,
  deps: ProcedureDeps & { readonly sealService?: SealService | undefined },
  runnables: readonly Runnable[],
  given: { readonly id: string; readonly paperSha256: string } & SealGiven,
): Promise<Acted<SealSaved>> {
  const { seal, file } = given.way === 'scan' ? given : await sealedElsewhere(ctx, deps.vault, deps.sealService, given);
  return act(ctx, async (tx) => {
    const { kept, inHand, runnable } = await lockDocument(tx, runnables, given.id);
    refuseWriter(ctx, runnable, inHand, kept.kind);
    refuseSeal(ctx, kept, given.paperSha256);
    const mediaType = mediaTypeOf(file);
    const today = chinaDate(ctx.now());
    const name = `${kept.title}（已用印）`;
    const { id: fileId, sha256: fileSha256 } = await keepFile(tx, deps, inHand, { name, bytes: file }, today);
    const { basis } = deps.law.parameter('signing.effect', today);
    const set = { documentId: kept.id, paperSha256: Buffer.from(given.paperSha256, 'hex'), way: given.way, fileId };
    const by = { accountId: ctx.actor.accountId, at: ctx.now() };
    await insertSeal(tx, { ...set, fileSha256, mediaType, seal, basis }, kept.organPath, by);
    const told = fileSha256.toString('hex');
    return {
      result: { id: kept.id, way: given.way, fileSha256: told },
      deed: 'document.seal',
      object: { kind: 'document', id: kept.id, version: kept.paper!.version },
      subjectId: inHand.partyId,
      basis,
      reasonCode: given.way,
      after: { paperSha256: given.paperSha256, fileSha256: told, seal },
    };
  });
}

/**
 * Withdraws a signed document: from now on it does not count, and its page of verification says so. By whoever signed it, or may sign
 * in its place, with a reason. What was decided and served is undone by another decision in the case alone.
 * @throws {Refusal} conflict `document.not_signed`, `document.withdrawn_already`; rule `document.served`; forbidden `access.denied`
 */
export function withdrawDocument(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: { readonly id: string; readonly reason: string },
): Promise<Acted<{ withdrawnOn: PlainDate }>> {
  return act(ctx, async (tx) => {
    const { kept, inHand, runnable } = await lockDocument(tx, runnables, given.id);
    if (kept.signature === null) throw new Refusal('conflict', 'document.not_signed', { id: kept.id });
    if (kept.withdrawnOn !== null) throw new Refusal('conflict', 'document.withdrawn_already', { id: kept.id });
    if (kept.signature.signedBy !== ctx.actor.accountId) {
      const deciding = Object.values(runnable.table.steps).find(({ hand }) => hand === 'decides')!;
      mayOrRefuse(ctx.actor, deciding.deed, matterOf(runnable.table, inHand.record, inHand.taken));
    }
    const servedOn = await findBindingService(tx, kept.id);
    if (servedOn !== undefined) throw new Refusal('rule', 'document.served', { servedOn });
    const today = chinaDate(ctx.now());
    const reasonId = await sealText(tx, deps, inHand, given.reason, today);
    const by = { accountId: ctx.actor.accountId, at: ctx.now() };
    await insertWithdrawal(tx, { documentId: kept.id, reasonId, on: today }, kept.organPath, by);
    return {
      result: { withdrawnOn: today },
      deed: 'document.withdraw',
      object: { kind: 'document', id: kept.id },
      subjectId: inHand.partyId,
      basis: runnable.table.basis,
      reason: given.reason,
      before: { paperSha256: kept.signature.paperSha256 },
    };
  });
}
