import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { newId } from '../kernel/id.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../platform/db.ts';
import { decrypt, encrypt, KEY_BYTES, keyedHash, SUITE, scopeKey } from './suite.ts';
import { type SealedKind, type SealedRow, saltOf } from './vault-store.ts';

/** As the platform's key object: bytes would be made into one on every use, which costs six times the hash. */
type DataKey = { readonly id: number; readonly key: KeyObject };

/** A new salt for a scope. */
export function freshSalt(): Buffer {
  return randomBytes(16);
}

/**
 * Seals personal values and finds them by keyed hash. Holds the unwrapped keys in memory; the database has them wrapped only.
 * Sealing is synchronous where the salt is at hand, so that a million rows need no round trip each.
 */
export class Vault {
  readonly #sealKeys: ReadonlyMap<number, KeyObject>;
  readonly #current: DataKey;
  readonly #lookupKey: KeyObject;

  private constructor(sealKeys: ReadonlyMap<number, KeyObject>, current: DataKey, lookupKey: KeyObject) {
    this.#sealKeys = sealKeys;
    this.#current = current;
    this.#lookupKey = lookupKey;
  }

  /** Unwraps the keys of this installation; makes the first two. @throws {Refusal} `vault.unreadable`: not the master key they were wrapped with */
  static async open(pools: Pools, masterKey: Buffer, now: Date): Promise<Vault> {
    return inContext(pools.app, { purpose: 'system' }, async (tx) => {
      for (const [id, purpose] of [
        [1, 'seal'],
        [2, 'lookup'],
      ] as const) {
        const wrapped = encrypt(masterKey, randomBytes(KEY_BYTES), `vault key ${id} ${purpose}`);
        await tx
          .insertInto('vault_keys')
          .values({ id, purpose, suite: SUITE, wrapped, created_at: now, retired_at: null })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
      }
      const rows = await tx
        .selectFrom('vault_keys as k')
        .select(['k.id', 'k.purpose', 'k.wrapped', 'k.retired_at'])
        .orderBy('k.id')
        .execute();
      const keys = rows.map((row) => ({
        ...row,
        key: createSecretKey(decrypt(masterKey, row.wrapped, `vault key ${row.id} ${row.purpose}`)),
      }));
      const seal = keys.filter((key) => key.purpose === 'seal');
      const current = seal.filter((key) => key.retired_at === null).at(-1);
      const lookup = keys.find((key) => key.purpose === 'lookup' && key.retired_at === null);
      if (!current || !lookup) throw new Error('the vault has no key in use');
      return new Vault(new Map(seal.map((key) => [key.id, key.key])), current, lookup.key);
    });
  }

  get keyId(): number {
    return this.#current.id;
  }

  /** Where to find the subject or row of a value without storing the value. 32 bytes. */
  lookupHash(kind: string, value: string): Buffer {
    return keyedHash(this.#lookupKey, kind, value);
  }

  /** Seals under the key in use. The id and kind are bound: the value opens only as what it was sealed as. */
  sealWith(scopeSalt: Buffer, kind: string, id: string, plain: Buffer): Buffer {
    return encrypt(scopeKey(this.#current.key, scopeSalt), plain, `${kind}/${id}`);
  }

  /** Seals under a salt made for it alone, to be kept beside it. */
  sealAlone(kind: string, id: string, plain: Buffer): { salt: Buffer; bytes: Buffer } {
    const salt = freshSalt();
    return { salt, bytes: this.sealWith(salt, kind, id, plain) };
  }

  /** @throws {Refusal} `vault.unreadable` */
  openWith(scopeSalt: Buffer, keyId: number, kind: string, id: string, sealed: Buffer): Buffer {
    const dataKey = this.#sealKeys.get(keyId);
    if (!dataKey) throw new Error(`vault key ${keyId} is not loaded`);
    return decrypt(scopeKey(dataKey, scopeSalt), sealed, `${kind}/${id}`);
  }

  /** Seals one value under a scope and stores it until its retention day. Answers its id. */
  async store(
    tx: Tx,
    value: { scopeId: string; organPath: string; kind: SealedKind; plain: string; retainUntil: PlainDate },
  ): Promise<string> {
    const salt = await saltOf(tx, value.scopeId, freshSalt());
    const id = newId();
    await tx
      .insertInto('sealed_values')
      .values({
        id,
        scope_id: value.scopeId,
        organ_path: value.organPath,
        kind: value.kind,
        key_id: this.keyId,
        sealed: this.sealWith(salt, value.kind, id, Buffer.from(value.plain)),
        retain_until: value.retainUntil,
      })
      .execute();
    return id;
  }

  reveal(row: SealedRow): string {
    return this.openWith(row.salt, row.key_id, row.kind, row.id, row.sealed).toString();
  }
}
