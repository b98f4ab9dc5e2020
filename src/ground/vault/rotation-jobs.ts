import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Pools, type Tx } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import {
  findChunk,
  findRotation,
  insertRotationDone,
  lockOldFile,
  lockOldValues,
  lockRotation,
  type OldFile,
  retireEmptyKeys,
  saveChunk,
  saveFileKey,
  saveValues,
} from './rotation-store.ts';
import { makeKey, type Place, type Sealer, type Vault } from './vault.ts';
import { insertVaultKey, listVaultKeys } from './vault-key-store.ts';

export type RotationDeps = {
  readonly pools: Pools;
  readonly vault: Vault;
  readonly masterKey: Buffer;
  readonly now: () => Date;
  readonly log: Log;
};

/** Values sealed anew in one transaction: short enough that nobody waits for it. */
const VALUES_AT_ONCE = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Makes the keys that somebody asked for. Every process hears of a new key before one of them uses it. Answers how many. */
export async function makeAskedKeys({ pools, masterKey, now }: RotationDeps, isErasable: boolean): Promise<number> {
  return inContext(pools.app, { purpose: 'system' }, async (tx) => {
    await lockRotation(tx);
    const asked = await findRotation(tx);
    if (!asked) return 0;
    const id = (await listVaultKeys(tx)).at(-1)!.id + 1;
    const { purpose, suite } = asked;
    await insertVaultKey(tx, makeKey(masterKey, { id, purpose, suite, erasable: isErasable, created_at: now() }));
    await insertRotationDone(tx, asked.id, id, now());
    return 1;
  });
}

/** Seals anew, under the key in use, what lies under an older one; value by value, from where the last pass stopped. */
export class Resealing {
  readonly #deps: RotationDeps;
  #afterValue = FIRST;
  #afterFile = FIRST;

  constructor(deps: RotationDeps) {
    this.#deps = deps;
  }

  /** Some values and one file. Answers how many were looked at; 0 when the end is reached, and the next pass begins anew. */
  async pass(): Promise<number> {
    const { pools, vault, now, log } = this.#deps;
    const sealer = vault.sealer();
    const { keyId } = sealer;
    const values = await inContext(pools.intake, { purpose: 'system' }, (tx) => this.#values(tx, sealer));
    const files = await inContext(pools.intake, { purpose: 'system' }, (tx) => this.#file(tx, sealer));
    if (values + files > 0) return values + files;
    this.#afterValue = FIRST;
    this.#afterFile = FIRST;
    const retired = await inContext(pools.intake, { purpose: 'system' }, (tx) => retireEmptyKeys(tx, keyId, now()));
    for (const key of retired) log('a key of the vault was retired: nothing lies under it any more', { key });
    return 0;
  }

  async #values(tx: Tx, { keyId, sealWith }: Sealer): Promise<number> {
    const { vault, log } = this.#deps;
    const old = await lockOldValues(tx, keyId, this.#afterValue, VALUES_AT_ONCE);
    const anew: { id: string; sealed: Buffer }[] = [];
    for (const { id, scopeId, salt, kind, keyId: under, sealed } of old) {
      const place = { scope: { id: scopeId, salt }, kind, id };
      try {
        anew.push({ id, sealed: sealWith(place, vault.openWith(place, under, sealed)) });
      } catch (error) {
        // What cannot be opened now cannot be opened ever: it stays as it is, and its old key with it.
        if (!(error instanceof Refusal)) throw error;
        log('a sealed value could not be sealed anew', { id, code: error.code });
      }
    }
    if (anew.length > 0) await saveValues(tx, keyId, anew);
    this.#afterValue = old.at(-1)?.id ?? this.#afterValue;
    return old.length;
  }

  async #file(tx: Tx, sealer: Sealer): Promise<number> {
    const file = await lockOldFile(tx, sealer.keyId, this.#afterFile);
    if (!file) return 0;
    try {
      await this.#sealFile(tx, sealer, file);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#deps.log('a sealed file could not be sealed anew', { id: file.id, code: error.code });
    }
    this.#afterFile = file.id;
    return 1;
  }

  /** Chunk by chunk in one transaction: whoever opens the file meanwhile sees all of it under one key. */
  async #sealFile(tx: Tx, { keyId, sealWith }: Sealer, { id, salt, keyId: under, sealedName }: OldFile): Promise<void> {
    const { vault } = this.#deps;
    const again = (place: Place, sealed: Buffer) => sealWith(place, vault.openWith(place, under, sealed));
    const scope = { id, salt };
    for (let number = 0; ; number += 1) {
      const chunk = await findChunk(tx, id, number);
      if (!chunk) break;
      await saveChunk(tx, id, number, again({ scope, kind: 'file_chunk', id: `${id}/${number}` }, chunk));
    }
    await saveFileKey(tx, id, keyId, again({ scope, kind: 'file_name', id }, sealedName));
  }
}
