import type pg from 'pg';
import { type Rekeyed, rekeyFactors } from '../access/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { keyMark } from '../platform/key-mark.ts';
import { Origin } from '../platform/origin.ts';
import { sealAnew } from '../platform/seal-anew-store.ts';
import { ErasableKeyStore } from './erasable-key-store.ts';
import { findChangeAsOwner, lockOutPrograms, noteChanged, saveWrapped, wrappedKeys } from './master-key-store.ts';
import { decrypt, encrypt, type Suite } from './suite.ts';
import { boundOf } from './vault.ts';

export type MasterKeys = { readonly from: Buffer; readonly to: Buffer };
/** Between which steps a kill may fall; a test breaks off at each. */
export type Step = 'folder holds both' | 'wrapped anew' | 'committed';
export type Changed = Rekeyed & { readonly keys: number };

/** The erasable keys by whichever of the two opens them: a change that was broken off, or an older database, may have left either. */
function openedFolder(folder: string, { from, to }: MasterKeys): ErasableKeyStore {
  try {
    const store = new ErasableKeyStore(folder, from);
    store.open(true);
    return store;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'start.other_master_key') throw error;
    const store = new ErasableKeyStore(folder, to);
    store.open(true);
    return store;
  }
}

/**
 * Was it decided: in this database, or, where an older one was restored, in the one that it is a copy of? The register beside the erasable
 * keys outlives both. Answers the change to be noted as done. @throws {Refusal} rule `key.not_decided`
 */
async function decidedChange(owner: pg.ClientBase, store: ErasableKeyStore, marks: { from: string; to: string }) {
  const change = await findChangeAsOwner(owner);
  if (change?.outcome === 'change' && change.fromMark === marks.from && change.toMark === marks.to) return change;
  if (store.masterChanges().some(({ from, to }) => from === marks.from && to === marks.to)) return undefined;
  throw new Refusal('rule', 'key.not_decided', marks);
}

/** @throws {Refusal} conflict `vault.unreadable`: wrapped under neither of the two */
async function wrapAnew(owner: pg.ClientBase, { from, to }: MasterKeys): Promise<number> {
  const mark = keyMark(to);
  const rows = (await wrappedKeys(owner)).filter(({ master }) => master !== mark);
  for (const row of rows) {
    const suite = row.suite as Suite;
    const key = decrypt(suite, from, row.wrapped, boundOf(row));
    await saveWrapped(owner, row.id, encrypt(suite, to, key, boundOf(row)), mark);
    key.fill(0);
  }
  return rows.length;
}

/**
 * Wraps everything that lies under the old master key under the new one. The database changes in one transaction; the folder of erasable
 * keys holds both envelopes from before that until after it. Whenever this is broken off, the key that the database is under opens all;
 * carried out again, it ends what was begun. No program may be serving.
 * @throws {Refusal} busy `key.program_running`; rule `key.not_decided`; conflict `vault.unreadable`, `key.same`
 */
export async function changeMasterKey(
  owner: pg.ClientBase,
  vaultFolder: string,
  keys: MasterKeys,
  at: Date,
  reached: (step: Step) => void = () => undefined,
): Promise<Changed> {
  const marks = { from: keyMark(keys.from), to: keyMark(keys.to) };
  if (marks.from === marks.to) throw new Refusal('conflict', 'key.same', { mark: marks.to });
  await owner.query('begin');
  let store: ErasableKeyStore;
  let changed: Changed;
  try {
    const connections = await lockOutPrograms(owner);
    if (connections > 0) throw new Refusal('busy', 'key.program_running', { connections });
    store = openedFolder(vaultFolder, keys);
    const change = await decidedChange(owner, store, marks);
    store.sealForBoth(keys.from, keys.to);
    store.noteMasterChange({ ...marks, at });
    reached('folder holds both');
    changed = { keys: await wrapAnew(owner, keys), ...(await rekeyFactors(owner, keys.from, keys.to)) };
    await sealAnew(owner, Origin.of(keys.from), Origin.of(keys.to));
    if (change) await noteChanged(owner, change.id, at);
    reached('wrapped anew');
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
  reached('committed');
  store.sealFor(keys.to);
  return changed;
}
