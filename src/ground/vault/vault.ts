import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { newId } from '../kernel/id.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Pools, type Tx } from '../platform/db.ts';
import { keyMark } from '../platform/key-mark.ts';
import type { ErasableKeyStore } from './erasable-key-store.ts';
import { decrypt, encrypt, KEY_BYTES, keyedHash, type Suite, scopeKey } from './suite.ts';
import { insertVaultKey, listVaultKeys, type VaultKeyRow } from './vault-key-store.ts';
import { type SealedKind, type SealedRow, saltOf } from './vault-store.ts';

/** As the platform's key object: bytes would be made into one on every use, which costs six times the hash. */
type DataKey = Omit<VaultKeyRow, 'wrapped'> & { readonly key: KeyObject };
/** Under what something is sealed: a person, a file, a value that stands alone. */
export type Scope = { readonly id: string; readonly salt: Buffer };

/** What is sealed and under what. Id and kind are bound to it: it opens only as what it was sealed as. */
export type Place = { readonly scope: Scope; readonly kind: string; readonly id: string };
/** Seals under one key, whose number is kept beside what was sealed. */
export type Sealer = { readonly keyId: number; sealWith(place: Place, plain: Buffer): Buffer };

/** What a new key is like: its suite, and the store of erasable keys, without which values can be deleted but not erased. */
export type VaultMakings = { readonly suite?: Suite; readonly erasable?: ErasableKeyStore };

/** How long a new key waits before it is used, so that every process has heard of it. */
export const KEY_NOTICE_MS = 10_000;

/** A new salt for a scope. */
export function freshSalt(): Buffer {
  return randomBytes(16);
}

/** What a wrapped key is bound to. */
export const boundOf = ({ id, purpose }: Pick<VaultKeyRow, 'id' | 'purpose'>) => `vault key ${id} ${purpose}`;

/** A new key, wrapped. */
export function makeKey(
  masterKey: Buffer,
  row: Pick<VaultKeyRow, 'id' | 'purpose' | 'suite' | 'erasable' | 'created_at'>,
): VaultKeyRow {
  const wrapped = encrypt(row.suite, masterKey, randomBytes(KEY_BYTES), boundOf(row));
  return { ...row, wrapped, retired_at: null, master: keyMark(masterKey) };
}

/** Before anything is opened: which key is wanted is told, and not that something does not open. @throws {Refusal} busy `start.other_master_key` */
function refuseOtherMaster(rows: readonly VaultKeyRow[], masterKey: Buffer): void {
  const given = keyMark(masterKey);
  const other = rows.find(({ master }) => master !== null && master !== given);
  if (other) throw new Refusal('busy', 'start.other_master_key', { needed: other.master, given, where: 'vault_keys' });
}

/**
 * Seals personal values and finds them by keyed hash. Holds the unwrapped keys in memory; the database has them wrapped only.
 * Sealing is synchronous where the salt is at hand, so that a million rows need no round trip each.
 */
export class Vault {
  readonly #pools: Pools;
  readonly #masterKey: Buffer;
  readonly #makings: VaultMakings;
  #keys: ReadonlyMap<number, DataKey> = new Map();
  #current!: DataKey;
  #lookup!: DataKey;

  private constructor(pools: Pools, masterKey: Buffer, makings: VaultMakings) {
    this.#pools = pools;
    this.#masterKey = masterKey;
    this.#makings = makings;
  }

  /**
   * Unwraps the keys of this installation; makes the first two, and one that can be erased where there is none yet.
   * @throws {Refusal} `vault.unreadable`: not the master key they were wrapped with; busy `start.erasable_keys_missing`, `start.other_master_key`
   */
  static async open(pools: Pools, masterKey: Buffer, now: Date, makings: VaultMakings = {}): Promise<Vault> {
    const vault = new Vault(pools, masterKey, makings);
    await inContext(pools.app, { purpose: 'system' }, async (tx) => {
      const { suite = 'aes-256-gcm', erasable } = makings;
      const rows = await listVaultKeys(tx);
      refuseOtherMaster(rows, masterKey);
      erasable?.open(rows.some((row) => row.erasable));
      const makes = (id: number, purpose: 'seal' | 'lookup') =>
        insertVaultKey(
          tx,
          makeKey(masterKey, { id, purpose, suite, erasable: erasable !== undefined, created_at: now }),
        );
      if (!rows.some(({ purpose }) => purpose === 'seal')) await makes(1, 'seal');
      if (!rows.some(({ purpose }) => purpose === 'lookup')) await makes(2, 'lookup');
      // An installation of before: its values can be erased once they are sealed anew, which the worker does.
      const newest = rows.findLast(({ purpose }) => purpose === 'seal');
      if (newest && !newest.erasable && erasable) await makes(rows.at(-1)!.id + 1, 'seal');
    });
    await vault.refresh(now);
    return vault;
  }

  /**
   * For whoever opens what is sealed and seals nothing, a verification say: no key is made. @throws {Refusal} as {@link Vault.open}
   */
  static async toRead(pools: Pools, masterKey: Buffer, erasable: ErasableKeyStore): Promise<Vault> {
    const rows = await inContext(pools.app, { purpose: 'system' }, listVaultKeys);
    refuseOtherMaster(rows, masterKey);
    const isErasable = rows.some((row) => row.erasable);
    if (isErasable) erasable.open(true);
    const vault = new Vault(pools, masterKey, isErasable ? { erasable } : {});
    await vault.#load();
    return vault;
  }

  /** Takes over keys that were made since, and what was erased. */
  async refresh(now: Date): Promise<void> {
    await this.#load();
    const inUse = (purpose: string) => {
      const usable = [...this.#keys.values()].filter((key) => key.purpose === purpose && key.retired_at === null);
      const noticed = usable.filter((key) => key.created_at.getTime() + KEY_NOTICE_MS <= now.getTime());
      const found = noticed.at(-1) ?? usable[0];
      if (!found) throw new Error(`the vault has no ${purpose} key in use`);
      return found;
    };
    this.#current = inUse('seal');
    this.#lookup = inUse('lookup');
  }

  async #load(): Promise<void> {
    const rows = await inContext(this.#pools.app, { purpose: 'system' }, listVaultKeys);
    refuseOtherMaster(rows, this.#masterKey);
    this.#makings.erasable?.refresh();
    if (rows.some(({ erasable }) => erasable) && !this.#makings.erasable) {
      throw new Refusal('busy', 'start.erasable_keys_missing', { folder: '–' });
    }
    this.#keys = new Map(rows.map(({ wrapped, ...row }) => [row.id, { ...row, key: this.#unwrapped(row, wrapped) }]));
  }

  /** Before something is opened: a process that was held up may not have heard of the key that another sealed it with. */
  async hearOf(keyId: number): Promise<void> {
    if (!this.#keys.has(keyId)) await this.#load();
  }

  #unwrapped(row: Omit<VaultKeyRow, 'wrapped'>, wrapped: Buffer): KeyObject {
    const known = this.#keys.get(row.id)?.key;
    return known ?? createSecretKey(decrypt(row.suite, this.#masterKey, wrapped, boundOf(row)));
  }

  /** The key that new values are sealed with. */
  get keyId(): number {
    return this.#current.id;
  }

  /** Where to find the subject or row of a value without storing the value. 32 bytes. */
  lookupHash(kind: string, value: string): Buffer {
    return keyedHash(this.#lookup.key, kind, value);
  }

  #scopeKey({ key, erasable }: DataKey, scope: Scope): Buffer {
    return scopeKey(key, scope.salt, erasable ? this.#makings.erasable?.keyOf(scope.id) : undefined);
  }

  /** Holds on to the key in use now, for what takes longer than a moment: another may be in use before it ends. */
  sealer(): Sealer {
    const current = this.#current;
    return {
      keyId: current.id,
      sealWith: ({ scope, kind, id }, plain) =>
        encrypt(current.suite, this.#scopeKey(current, scope), plain, `${kind}/${id}`),
    };
  }

  /** Seals under a salt made for it alone, to be kept beside it with the number of the key. */
  sealAlone(kind: string, id: string, plain: Buffer): { salt: Buffer; keyId: number; bytes: Buffer } {
    const salt = freshSalt();
    const { keyId, sealWith } = this.sealer();
    return { salt, keyId, bytes: sealWith({ scope: { id, salt }, kind, id }, plain) };
  }

  /** @throws {Refusal} conflict `vault.unreadable`, `vault.erased` */
  openWith({ scope, kind, id }: Place, keyId: number, sealed: Buffer): Buffer {
    const dataKey = this.#keys.get(keyId);
    if (!dataKey) throw new Error(`vault key ${keyId} is not loaded`);
    return decrypt(dataKey.suite, this.#scopeKey(dataKey, scope), sealed, `${kind}/${id}`);
  }

  /** Seals one value under a scope and stores it until its retention day. Answers its id. */
  async store(
    tx: Tx,
    value: { scopeId: string; organPath: string; kind: SealedKind; plain: string; retainUntil: PlainDate },
  ): Promise<string> {
    const salt = await saltOf(tx, value.scopeId, freshSalt());
    const id = newId();
    const { keyId, sealWith } = this.sealer();
    const place = { scope: { id: value.scopeId, salt }, kind: value.kind, id };
    await tx
      .insertInto('sealed_values')
      .values({
        id,
        scope_id: value.scopeId,
        organ_path: value.organPath,
        kind: value.kind,
        key_id: keyId,
        sealed: sealWith(place, Buffer.from(value.plain)),
        retain_until: value.retainUntil,
      })
      .execute();
    return id;
  }

  reveal(row: SealedRow): string {
    const place = { scope: { id: row.scope_id, salt: row.salt }, kind: row.kind, id: row.id };
    return this.openWith(place, row.key_id, row.sealed).toString();
  }
}
