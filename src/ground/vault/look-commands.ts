import type { Context } from '../audit/index.ts';
import { newId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Tx } from '../platform/db.ts';
import { sealTransaction } from '../platform/seal-store.ts';
import type { Vault } from './vault.ts';
import { findSealedValue, type LookMatter } from './vault-store.ts';

export type LookReason = { readonly reason: string; readonly matter: LookMatter };

/** Writes down who looks at what, and why; the look itself comes after, in the same transaction. */
export async function recordLook(
  tx: Tx,
  ctx: Context,
  object: { kind: 'value' | 'file'; id: string },
  why: LookReason,
): Promise<void> {
  const { actor } = ctx;
  await tx
    .insertInto('sealed_looks')
    .values({
      id: newId(ctx.now().getTime()),
      at: ctx.now(),
      account_id: actor.accountId,
      post_id: actor.postId,
      organ_path: actor.organPath,
      object_kind: object.kind,
      object_id: object.id,
      reason: why.reason,
      matter: why.matter,
    })
    .execute();
  await sealTransaction(tx, ctx.pools.origin);
}

/**
 * Shows one sealed value to an officer who said why. The look is recorded before the value leaves, or there is no value.
 * @throws {Refusal} absent `vault.absent`: no such value, or not this organ's
 */
export async function lookAtValue(ctx: Context, vault: Vault, valueId: string, why: LookReason): Promise<string> {
  const { actor } = ctx;
  return inContext(
    ctx.pools.app,
    { purpose: 'work', accountId: actor.accountId, organPath: actor.organPath },
    async (tx) => {
      const row = await findSealedValue(tx, valueId);
      if (!row) throw new Refusal('absent', 'vault.absent', { id: valueId });
      await recordLook(tx, ctx, { kind: 'value', id: valueId }, why);
      await vault.hearOf(row.key_id);
      return vault.reveal(row);
    },
  );
}

/**
 * Opens one sealed value for a command that decides on it; what it decides is in the journal, and nobody sees the value.
 * @throws {Refusal} absent `vault.absent`
 */
export async function openSealedValue(tx: Tx, vault: Vault, valueId: string): Promise<string> {
  const row = await findSealedValue(tx, valueId);
  if (!row) throw new Refusal('absent', 'vault.absent', { id: valueId });
  await vault.hearOf(row.key_id);
  return vault.reveal(row);
}
