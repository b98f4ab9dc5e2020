import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';
import { keyMark } from '../platform/key-mark.ts';
import { ErasableKeys, NODE_BYTES } from './erasable-keys.ts';
import { decrypt, encrypt, SUITES, type Suite } from './suite.ts';

const BOUND = 'zhengming erasable keys v1';
const Envelope = z.strictObject({ suite: z.enum(SUITES), sealed: z.base64() });
/** Each envelope holds the same keys, under the master key with that mark: two while the master key is changed. */
const KeysFile = z.strictObject({
  form: z.literal('zhengming erasable keys v2'),
  envelopes: z.array(Envelope.extend({ master: z.string() })).min(1),
});
/** As it was written before envelopes told under which key they are. */
const OldKeysFile = Envelope.extend({ form: z.literal(BOUND) });
const AnyKeysFile = z.discriminatedUnion('form', [KeysFile, OldKeysFile]);
const Nodes = z.array(z.tuple([z.string().regex(/^[0-9a-f]{0,12}$/), z.string()]));
const ChangeLine = z.strictObject({ from: z.string(), to: z.string(), at: z.iso.datetime() });
/** That the master key was changed: from the one with that mark to the other. */
export type MasterKeyChanged = { readonly from: string; readonly to: string; readonly at: Date };
const ErasedLine = z.strictObject({ scope: z.uuid(), at: z.iso.datetime() });

/** Writes beside, makes it last, moves it into place: whoever reads finds the old file or the new one. */
function writeLasting(file: string, text: string): void {
  const half = `${file}.half`;
  const handle = openSync(half, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(half, file);
  flushFolder(path.dirname(file));
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/**
 * What must never lie in a backup of the data: the erasable keys of all scopes, sealed under the master key, and the register of
 * what was erased (抹除登记), which outlives every backup. Two files in a folder of their own; processes on several machines share
 * the folder, and the changes of each are made under a lock of the database (`eraseScopes`).
 */
export class ErasableKeyStore {
  readonly #folder: string;
  #masterKey: Buffer;
  #keys: ErasableKeys | undefined;
  #readAs = '';

  constructor(folder: string, masterKey: Buffer) {
    this.#folder = folder;
    this.#masterKey = masterKey;
  }

  get #file(): string {
    return path.join(this.#folder, 'erasable-keys');
  }
  get #register(): string {
    return path.join(this.#folder, 'erasures');
  }
  get #changes(): string {
    return path.join(this.#folder, 'master-keys');
  }

  /**
   * Reads the keys; makes them where nothing rests on them yet.
   * @throws {Refusal} busy `start.erasable_keys_missing`, `start.other_master_key`; conflict `vault.unreadable`: another master key
   */
  open(inUse: boolean): void {
    if (!existsSync(this.#file)) {
      if (inUse) throw new Refusal('busy', 'start.erasable_keys_missing', { folder: this.#folder });
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      this.#keys = ErasableKeys.fromSecret(randomBytes(NODE_BYTES));
      this.#save('aes-256-gcm');
    }
    const envelopes = this.#read();
    // Left by a change of the master key that was broken off: the database is under this one.
    if (envelopes > 1) this.#save();
    // A key file of an older date may have come back with a backup: what the register says is erased again.
    this.erase([]);
  }

  /** Answers how many envelopes there are. */
  #read(): number {
    // Before the reading: what is written meanwhile is read again.
    const standing = this.#standing();
    const { envelope, count } = this.#envelope();
    const plain = decrypt(envelope.suite, this.#masterKey, Buffer.from(envelope.sealed, 'base64'), BOUND);
    const nodes = Nodes.parse(JSON.parse(plain.toString()));
    plain.fill(0);
    this.#keys = new ErasableKeys(nodes.map(([at, node]) => [at, Buffer.from(node, 'base64')] as const));
    this.#readAs = standing;
    return count;
  }

  /** The one that our master key opens. @throws {Refusal} busy `start.other_master_key` */
  #envelope(): { envelope: z.infer<typeof Envelope>; count: number } {
    const file = AnyKeysFile.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    if (file.form === BOUND) return { envelope: file, count: 1 };
    const given = keyMark(this.#masterKey);
    const envelope = file.envelopes.find(({ master }) => master === given);
    if (envelope) return { envelope, count: file.envelopes.length };
    const needed = file.envelopes.map(({ master }) => master).join(', ');
    throw new Refusal('busy', 'start.other_master_key', { needed, given, where: this.#folder });
  }

  #save(suite: Suite = this.#envelope().envelope.suite, masterKeys: readonly Buffer[] = [this.#masterKey]): void {
    const nodes = [...this.#opened.nodes()].map(([at, node]) => [at, node.toString('base64')]);
    const plain = Buffer.from(JSON.stringify(nodes));
    const envelopes = masterKeys.map((key) => ({
      master: keyMark(key),
      suite,
      sealed: encrypt(suite, key, plain, BOUND).toString('base64'),
    }));
    plain.fill(0);
    const file: z.infer<typeof KeysFile> = { form: 'zhengming erasable keys v2', envelopes };
    writeLasting(this.#file, `${JSON.stringify(file)}\n`);
    this.#readAs = this.#standing();
  }

  get #opened(): ErasableKeys {
    if (!this.#keys) throw new Error('the erasable keys were not opened');
    return this.#keys;
  }

  /** The key of a scope. @throws {Refusal} conflict `vault.erased` */
  keyOf(scopeId: string): Buffer {
    const key = this.#opened.keyOf(scopeId);
    if (!key) throw new Refusal('conflict', 'vault.erased', { id: scopeId });
    return key;
  }

  /**
   * Tells two states of the folder apart. Times alone do not: two writings may fall into one tick of the clock. The register only grows,
   * and each writing of the keys is another file.
   */
  #standing(): string {
    const { ino, mtimeNs } = statSync(this.#file, { bigint: true });
    const register = statSync(this.#register, { throwIfNoEntry: false });
    return `${ino}/${mtimeNs}/${register?.size ?? 0}`;
  }

  /** Takes over what another process erased. */
  refresh(): void {
    if (this.#standing() !== this.#readAs) this.#read();
  }

  /** What was ever erased here, in the order of erasing. */
  erased(): string[] {
    if (!existsSync(this.#register)) return [];
    const lines = readFileSync(this.#register, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => ErasedLine.parse(JSON.parse(line)).scope);
  }

  /**
   * Destroys the keys of scopes. The register is written first: whatever happens after, they are erased at the next start.
   * Answers how many keys were there to destroy.
   */
  erase(scopeIds: readonly string[], at = new Date()): number {
    const known = new Set(this.erased());
    const fresh = scopeIds.filter((scope) => !known.has(scope));
    if (fresh.length > 0) {
      const lines = fresh.map((scope) => JSON.stringify({ scope, at: at.toISOString() }));
      appendFileSync(this.#register, lines.map((line) => `${line}\n`).join(''), { mode: 0o600, flush: true });
      flushFolder(this.#folder);
    }
    this.refresh();
    let destroyed = 0;
    for (const scope of [...known, ...fresh]) if (this.#opened.erase(scope)) destroyed += 1;
    if (destroyed > 0) this.#save();
    return destroyed;
  }

  /** While the master key is changed: whichever of the two the database is under in the end opens them. No program may be serving. */
  sealForBoth(from: Buffer, to: Buffer): void {
    this.#save(undefined, [from, to]);
  }

  /** When it is changed: the old one opens nothing here any more. */
  sealFor(masterKey: Buffer): void {
    const { suite } = this.#envelope().envelope;
    this.#masterKey = masterKey;
    this.#save(suite);
  }

  /** Changes of the master key that were decided and begun here; they outlive a database that is restored from before them. */
  masterChanges(): MasterKeyChanged[] {
    if (!existsSync(this.#changes)) return [];
    const lines = readFileSync(this.#changes, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => {
      const { at, ...marks } = ChangeLine.parse(JSON.parse(line));
      return { ...marks, at: new Date(at) };
    });
  }

  noteMasterChange({ from, to, at }: MasterKeyChanged): void {
    if (this.masterChanges().some((known) => known.from === from && known.to === to)) return;
    const line = `${JSON.stringify({ from, to, at: at.toISOString() })}\n`;
    appendFileSync(this.#changes, line, { mode: 0o600, flush: true });
    flushFolder(this.#folder);
  }
}
