import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../platform/db.ts';
import { GrowingTree, type TileFile } from '../log/growing-tree.ts';
import { commitment, leafSalt, leafText } from '../log/leaf.ts';
import type { LogKeys } from '../log/log-key-store.ts';
import { type Head, listJournalRows, listRowDigests } from '../log/log-queries.ts';
import type { TileStore } from '../log/tile-store.ts';
import { openCheckpoint } from '../tlog/checkpoint.ts';
import type { Hash } from '../tlog/merkle.ts';
import { entriesOf, TILE_WIDTH, type Tile, tileAt, tileOf, tilePath } from '../tlog/tile.ts';
import type { Finding } from './finding.ts';

export type Walked = { readonly findings: Finding[]; readonly tiles: number; readonly root: Hash };
/** Told of entries as they are done. */
export type Progress = (entries: number) => void;

/** A leaf that stands for an entry that is gone: it agrees with nothing. */
const GONE = Buffer.alloc(0);

/**
 * Walks the log from the first leaf to the newest checkpoint: what the journal says now, what the files hold, what was signed.
 * The files are borne out by the signature; where they are not, the journal is, and the files are named.
 */
export class LogWalk {
  readonly #tx: Tx;
  readonly #keys: LogKeys;
  readonly #tiles: TileStore;
  /** The tree as the journal gives it now, and as the bundles give it. */
  readonly #told = new GrowingTree();
  readonly #kept = new GrowingTree();
  readonly #findings: Finding[] = [];
  #checked = 0;

  constructor(tx: Tx, keys: LogKeys, tiles: TileStore) {
    this.#tx = tx;
    this.#keys = keys;
    this.#tiles = tiles;
  }

  /** Compares entry by entry up to the newest of `heads` (by size, ascending), and each head on the way. */
  async walk(heads: readonly Head[], progress: Progress): Promise<Walked> {
    const size = heads.at(-1)?.size ?? 0;
    let next = 0;
    for (let from = 0; from < size; from += TILE_WIDTH) {
      const width = Math.min(TILE_WIDTH, size - from);
      const told = await this.#journalLeaves(from, width);
      const kept = await this.#bundle({ level: 'entries', index: from / TILE_WIDTH, width });
      this.#compare(from, told, kept);
      let done = 0;
      for (; next < heads.length && heads[next]!.size <= from + width; next += 1) {
        const part = heads[next]!.size - from;
        await this.#add(told.slice(done, part), kept.slice(done, part));
        done = part;
        this.#checkHead(heads[next]!);
      }
      await this.#add(told.slice(done), kept.slice(done));
      progress(from + width);
    }
    for (const file of this.#kept.edge()) await this.#checkTile(file);
    return { findings: [...this.#findings, ...this.#settle()], tiles: this.#checked, root: this.#kept.root };
  }

  async #journalLeaves(from: number, width: number): Promise<Buffer[]> {
    const rows = await listJournalRows(this.#tx, from, width);
    const digests = await listRowDigests(this.#tx, from, from + width);
    const leaves = new Map(
      rows.map((row) => {
        const text = leafText(row, digests.get(row.position) ?? []);
        return [row.position, commitment(leafSalt(this.#keys.saltSecret, row.id), text)];
      }),
    );
    return Array.from({ length: width }, (_, at) => leaves.get(from + at + 1) ?? GONE);
  }

  async #bundle(tile: Tile): Promise<Buffer[]> {
    const key = tilePath(tile);
    this.#checked += 1;
    const bytes = await this.#tiles.findTile(tile);
    if (!bytes) this.#findings.push({ finding: 'removed', table: 'tile', key });
    try {
      if (bytes) return entriesOf(tile, bytes);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#findings.push({ finding: 'changed', table: 'tile', key });
    }
    return Array.from({ length: tile.width }, () => GONE);
  }

  /** Differences are kept until it is known which of the two sides the signature bears out. */
  readonly #differences: { readonly position: number; readonly told: Buffer; readonly kept: Buffer }[] = [];

  #compare(from: number, told: readonly Buffer[], kept: readonly Buffer[]): void {
    for (const [at, leaf] of told.entries()) {
      if (!leaf.equals(kept[at]!)) this.#differences.push({ position: from + at + 1, told: leaf, kept: kept[at]! });
    }
  }

  async #add(told: readonly Buffer[], kept: readonly Buffer[]): Promise<void> {
    this.#told.append(told);
    for (const file of this.#kept.append(kept)) await this.#checkTile(file);
  }

  /** A tile of hashes against the bundles below it. */
  async #checkTile(file: TileFile): Promise<void> {
    const tile = tileAt(file.path)!;
    if (tile.level === 'entries') return;
    this.#checked += 1;
    const bytes = await this.#tiles.findTile(tile);
    if (bytes?.equals(file.bytes)) return;
    this.#findings.push({ finding: bytes ? 'changed' : 'removed', table: 'tile', key: file.path });
  }

  #filesAreSigned = true;
  #journalIsSigned = true;
  /** The newest head that still held, for files or journal. */
  #held = 0;

  #checkHead({ size, root, note }: Head): void {
    if (!this.#isOurs(note, size, root)) {
      this.#findings.push({ finding: 'changed', table: 'log_checkpoints', key: String(size), position: size });
      return;
    }
    this.#filesAreSigned &&= root.equals(this.#kept.root);
    this.#journalIsSigned &&= root.equals(this.#told.root);
    if (this.#filesAreSigned || this.#journalIsSigned) this.#held = size;
  }

  #isOurs(note: string, size: number, root: Buffer): boolean {
    try {
      const opened = openCheckpoint(note, this.#keys.signer);
      return opened.size === size && opened.root.equals(root) && opened.origin === this.#keys.signer.name;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  /**
   * Says of each difference whose it is: the journal's, unless the journal is what was signed and the files are not. Where
   * neither is, both are named; where journal and files agree on what was never signed, the place after the last good head.
   */
  #settle(): Finding[] {
    const found: Finding[] = [];
    for (const { position, told } of this.#differences) {
      if (!this.#filesAreSigned) {
        const key = tilePath(bundleAt(position - 1, this.#kept.size));
        found.push({ finding: 'changed', table: 'tile', key, position });
      }
      if (!this.#journalIsSigned) {
        const finding = told === GONE ? 'removed' : 'changed';
        found.push({ finding, table: 'journal', key: String(position), position });
      }
    }
    if (found.length === 0 && !this.#filesAreSigned) {
      found.push({ finding: 'changed', table: 'journal', key: `> ${this.#held}`, position: this.#held + 1 });
    }
    return found;
  }
}

function bundleAt(index: number, size: number): Tile {
  return { ...tileOf(0, index, size), level: 'entries' };
}
