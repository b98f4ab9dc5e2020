import { inContext, type Pools } from '../platform/db.ts';
import type { ErasableKeyStore } from './erasable-key-store.ts';
import {
  decidedErasures,
  eraseInDatabase,
  insertErasureDone,
  lockErasing,
  notYetErased,
  scopesOf,
} from './erasing-store.ts';

export type ErasingDeps = { readonly pools: Pools; readonly erasable: ErasableKeyStore; readonly now: () => Date };

/** Erasures in one pass: each may be thousands of values. */
const AT_ONCE = 20;
/** Scopes of the register that are asked for in one statement. */
const ASKED_AT_ONCE = 5_000;

/**
 * Carries out what persons decided. Keys first, outside the database and for good; then salts and values. Broken off between the
 * two, the next pass finds the decision not done and goes on; nothing is readable any more by then. Answers how many.
 */
export async function eraseDecided({ pools, erasable, now }: ErasingDeps): Promise<number> {
  return inContext(pools.intake, { purpose: 'system' }, async (tx) => {
    await lockErasing(tx);
    const due = await decidedErasures(tx, AT_ONCE);
    for (const erasure of due) {
      const scopes = await scopesOf(tx, erasure);
      erasable.erase(scopes, now());
      await eraseInDatabase(tx, scopes, { erasureId: erasure.id, at: now() });
      await insertErasureDone(tx, erasure.id, scopes.length, now());
    }
    return due.length;
  });
}

/**
 * Erases again what the register says was erased: a database that was restored from an older backup has it back. Done before
 * anything is served. Answers how many scopes had come back.
 */
export async function applyErasureRegister({ pools, erasable, now }: ErasingDeps): Promise<number> {
  const register = erasable.erased();
  let again = 0;
  for (let at = 0; at < register.length; at += ASKED_AT_ONCE) {
    again += await inContext(pools.intake, { purpose: 'system' }, async (tx) => {
      await lockErasing(tx);
      const back = await notYetErased(tx, register.slice(at, at + ASKED_AT_ONCE));
      if (back.length > 0) await eraseInDatabase(tx, back, { erasureId: null, at: now() });
      return back.length;
    });
  }
  return again;
}
