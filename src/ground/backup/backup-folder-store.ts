import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';
import { keyMark } from '../platform/key-mark.ts';
import { decrypt, encrypt, SUITES, type Suite } from '../vault/index.ts';
import { type BackupKeys, backupKeys, blockName } from './backup-key.ts';
import { Manifest } from './manifest.ts';

const HEAD = 'backup.json';
const CHECKPOINT = 'checkpoint';
const Head = z.strictObject({
  form: z.literal('zhengming backup v1'),
  suite: z.enum(SUITES),
  salt: z.base64(),
  keyMark: z.string(),
});

/** Two files may have the same block at the same moment: each is written under a name of its own. */
let written = 0;

/** Writes beside, makes it last, moves it into place: a backup that broke off has whole files only. */
async function writeWhole(file: string, bytes: Buffer | string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  written += 1;
  const half = `${file}.${process.pid}-${written}.half`;
  const handle = await open(half, 'w', 0o600);
  await handle.writeFile(bytes);
  await handle.datasync();
  await handle.close();
  await rename(half, file);
}

/**
 * A folder of backups: blocks of files under names made of their content, so that what did not change is kept once; segments of
 * the log ahead; a sealed list for each base. Nothing in it is readable without the master key, which never lies in it.
 */
export class BackupFolder {
  readonly folder: string;
  readonly #suite: Suite;
  readonly #keys: BackupKeys;

  private constructor(folder: string, suite: Suite, keys: BackupKeys) {
    this.folder = folder;
    this.#suite = suite;
    this.#keys = keys;
  }

  /** Makes the folder where there is none yet. @throws {Refusal} busy `backup.other_key`, `backup.not_a_backup` */
  static async openOrMake(folder: string, masterKey: Buffer, suite: Suite): Promise<BackupFolder> {
    if (!existsSync(path.join(folder, HEAD))) {
      if (existsSync(folder) && readdirSync(folder).length > 0)
        throw new Refusal('busy', 'backup.not_a_backup', { folder });
      const salt = randomBytes(16).toString('base64');
      const head = { form: 'zhengming backup v1', suite, salt, keyMark: keyMark(masterKey) };
      await writeWhole(path.join(folder, HEAD), `${JSON.stringify(head)}\n`);
    }
    return BackupFolder.open(folder, masterKey);
  }

  /** @throws {Refusal} busy `backup.other_key`, `backup.not_a_backup` */
  static open(folder: string, masterKey: Buffer): BackupFolder {
    const file = path.join(folder, HEAD);
    if (!existsSync(file)) throw new Refusal('busy', 'backup.not_a_backup', { folder });
    const head = Head.parse(JSON.parse(readFileSync(file, 'utf8')));
    const given = keyMark(masterKey);
    if (head.keyMark !== given) throw new Refusal('busy', 'backup.other_key', { needed: head.keyMark, given });
    return new BackupFolder(folder, head.suite, backupKeys(masterKey, Buffer.from(head.salt, 'base64')));
  }

  #file(kind: 'blocks' | 'bases' | 'wal', name: string): string {
    return path.join(this.folder, kind, ...(kind === 'blocks' ? [name.slice(0, 2), name] : [name]));
  }

  async #write(kind: 'blocks' | 'bases' | 'wal', name: string, plain: Buffer): Promise<void> {
    const sealed = encrypt(this.#suite, this.#keys.sealing, zstdCompressSync(plain), `${kind}/${name}`);
    await writeWhole(this.#file(kind, name), sealed);
  }

  /** @throws {Refusal} busy `backup.part_missing`; conflict `vault.unreadable`: changed, or another's */
  #read(kind: 'blocks' | 'bases' | 'wal', name: string): Buffer {
    const file = this.#file(kind, name);
    if (!existsSync(file)) throw new Refusal('busy', 'backup.part_missing', { part: `${kind}/${name}` });
    return zstdDecompressSync(decrypt(this.#suite, this.#keys.sealing, readFileSync(file), `${kind}/${name}`));
  }

  #names(kind: 'bases' | 'wal'): string[] {
    const folder = path.join(this.folder, kind);
    return existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => !name.endsWith('.half'))
          .sort()
      : [];
  }

  /** Keeps a block; answers its name, and whether it was not there yet. */
  async keepBlock(bytes: Buffer): Promise<{ name: string; fresh: boolean }> {
    const name = blockName(this.#keys, bytes);
    const fresh = !existsSync(this.#file('blocks', name));
    if (fresh) await this.#write('blocks', name, bytes);
    return { name, fresh };
  }

  readBlock(name: string): Buffer {
    return this.#read('blocks', name);
  }

  /** A complete segment; one never changes. */
  async keepSegment(name: string, bytes: Buffer): Promise<void> {
    await this.#write('wal', name, bytes);
  }

  readSegment(name: string): Buffer {
    return this.#read('wal', name);
  }

  segments(): ReadonlySet<string> {
    return new Set(this.#names('wal'));
  }

  async keepBase(manifest: Manifest): Promise<void> {
    await this.#write('bases', manifest.id, Buffer.from(JSON.stringify(manifest)));
  }

  /** All bases, the oldest first. */
  bases(): Manifest[] {
    return this.#names('bases').map((id) => Manifest.parse(JSON.parse(this.#read('bases', id).toString())));
  }

  /** The newest checkpoint that was published when something was last kept here: public, and so in the open. */
  async keepCheckpoint(note: string): Promise<void> {
    await writeWhole(path.join(this.folder, CHECKPOINT), note);
  }

  findCheckpoint(): string | undefined {
    const file = path.join(this.folder, CHECKPOINT);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  /** Forgets all but the newest `keep` bases, the blocks of no base, and the segments before the oldest base. */
  prune(keep: number): { bases: number; blocks: number; segments: number } {
    const all = this.bases();
    const kept = all.slice(-keep);
    for (const { id } of all.slice(0, -keep)) rmSync(this.#file('bases', id));
    const needed = new Set(kept.flatMap(({ files }) => files.flatMap(({ blocks }) => blocks)));
    const folder = path.join(this.folder, 'blocks');
    const blocks = readdirSync(folder).flatMap((two) => readdirSync(path.join(folder, two)));
    const idle = blocks.filter((name) => !needed.has(name));
    for (const name of idle) rmSync(path.join(folder, name.slice(0, 2), name));
    const first = kept[0]?.firstSegment ?? '';
    // Of an earlier timeline nothing is needed either: a base is restored along its own.
    const early = this.#names('wal').filter((name) => name < first);
    for (const name of early) rmSync(this.#file('wal', name));
    return { bases: all.length - kept.length, blocks: idle.length, segments: early.length };
  }
}
