import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../kernel/refusal.ts';
import { readCheckpoint } from '../tlog/checkpoint.ts';
import { HASH_BYTES } from '../tlog/merkle.ts';
import { bundleOf, entriesOf, TILE_WIDTH, type Tile, tileAt, tilePath } from '../tlog/tile.ts';
import type { TileFile } from './growing-tree.ts';

/** Files written at once: the disk is given enough to do, and memory little to hold. */
const AT_ONCE = 32;

/** What was read, or undefined where there is nothing by that name. */
function orUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
const read = (file: string) => orUndefined(readFile(file));

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

/** Writes beside and moves into place: whoever reads finds the whole file or none. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const half = `${file}.${process.pid}.half`;
  const handle = await open(half, 'w', 0o644);
  await handle.writeFile(bytes);
  await handle.datasync();
  await handle.close();
  await rename(half, file);
}

/** The first hashes or entries of a wider tile: what the narrower one was. */
function narrowed(tile: Tile, width: number, wider: Buffer): Buffer {
  if (tile.level !== 'entries') return wider.subarray(0, tile.width * HASH_BYTES);
  return bundleOf(entriesOf({ ...tile, width }, wider).slice(0, tile.width));
}

/** The files of a log below one folder: tiles, bundles of entries, the newest checkpoint. A web server can hand them out as they lie. */
export class TileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The bytes of a tile; a partial one is read out of a wider one where it is no longer there itself. */
  async findTile(tile: Tile): Promise<Buffer | undefined> {
    const found = await read(this.#fileOf(tile));
    if (found || tile.width === TILE_WIDTH) return found;
    for (const width of [TILE_WIDTH, ...(await this.#widths(tile))]) {
      const wider = width > tile.width ? await read(this.#fileOf({ ...tile, width })) : undefined;
      if (wider) return narrowed(tile, width, wider);
    }
    return undefined;
  }

  #fileOf(tile: Tile): string {
    return path.join(this.#folder, tilePath(tile));
  }

  /** How wide the partial tiles at a place are. */
  async #widths(tile: Tile): Promise<number[]> {
    const folder = path.dirname(this.#fileOf({ ...tile, width: 1 }));
    const names = await orUndefined(readdir(folder));
    return (names ?? []).filter((name) => /^\d+$/.test(name)).map(Number);
  }

  /** @throws {Refusal} absent `log.tile_absent` */
  async getTile(tile: Tile): Promise<Buffer> {
    const found = await this.findTile(tile);
    if (!found) throw new Refusal('absent', 'log.tile_absent', { tile: tilePath(tile) });
    return found;
  }

  /** Writes tiles so that they outlast a power cut. The same tile again writes the same bytes. */
  async write(files: readonly TileFile[]): Promise<void> {
    const folders = [...new Set(files.map((file) => path.dirname(path.join(this.#folder, file.path))))];
    for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o755 });
    for (let at = 0; at < files.length; at += AT_ONCE) {
      const some = files.slice(at, at + AT_ONCE);
      await Promise.all(some.map((file) => writeWhole(path.join(this.#folder, file.path), file.bytes)));
    }
    await Promise.all(folders.map(flush));
  }

  /** Partial tiles whose full one is there say nothing more. */
  async dropPartials(full: readonly TileFile[]): Promise<void> {
    for (const file of full) {
      if (tileAt(file.path)?.width !== TILE_WIDTH) continue;
      await rm(path.join(this.#folder, `${file.path}.p`), { recursive: true, force: true });
    }
  }

  /** The public key of the log as it is handed on, beside the checkpoint. */
  async publishKey(key: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o755 });
    await writeWhole(path.join(this.#folder, 'key'), Buffer.from(`${key}\n`));
  }

  async findKey(): Promise<string | undefined> {
    return (await read(path.join(this.#folder, 'key')))?.toString('utf8').trim();
  }

  async findCheckpoint(): Promise<string | undefined> {
    return (await read(path.join(this.#folder, 'checkpoint')))?.toString('utf8');
  }

  /** Publishes a checkpoint; one that is smaller than what is published already is left. */
  async publish(note: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o755 });
    const published = await this.findCheckpoint();
    if (published && readCheckpoint(published).size > readCheckpoint(note).size) return;
    await writeWhole(path.join(this.#folder, 'checkpoint'), Buffer.from(note));
    await flush(this.#folder);
  }

  /** Adds a witness's line under the published checkpoint, if that is still the one that it cosigned. */
  async addSignature(note: string, line: string): Promise<void> {
    const published = await this.findCheckpoint();
    if (!published?.startsWith(note) || published.includes(`${line}\n`)) return;
    await this.publish(`${published}${line}\n`);
  }
}
