import { completeHash, EMPTY_ROOT, type Hash, joined, leafHash, subtreesOf } from '../tlog/merkle.ts';
import { bundleOf, entriesOf, hashesAt, hashesOf, TILE_WIDTH, type Tile, tilePath } from '../tlog/tile.ts';

/** A file of the log: where it lies below the log's folder, and its bytes. */
export type TileFile = { readonly path: string; readonly bytes: Buffer };

const fileOf = (tile: Tile, parts: readonly Buffer[]): TileFile => ({
  path: tilePath(tile),
  bytes: tile.level === 'entries' ? bundleOf(parts) : Buffer.concat(parts),
});

/** The tiles at the right edge of a tree of `size` leaves: all that is needed to grow it. */
export function edgeTiles(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const width = hashesAt(level, size) % TILE_WIDTH;
    if (width === 0) continue;
    const index = Math.floor(hashesAt(level, size) / TILE_WIDTH);
    if (level === 0) tiles.push({ level: 'entries', index, width });
    tiles.push({ level, index, width });
  }
  return tiles;
}

/**
 * The right edge of the tree in memory, and what is written as it grows. A full tile is handed out once and forgotten;
 * memory holds less than 256 hashes a level.
 */
export class GrowingTree {
  #size = 0;
  #levels: Hash[][] = [];
  #entries: Buffer[] = [];

  /** The edge of a tree of `size` leaves from its own files. */
  static from(size: number, files: readonly { readonly tile: Tile; readonly bytes: Buffer }[]): GrowingTree {
    const tree = new GrowingTree();
    tree.#size = size;
    for (let level = 0; hashesAt(level, size) > 0; level += 1) tree.#levels.push([]);
    for (const { tile, bytes } of files) {
      if (tile.level === 'entries') tree.#entries = entriesOf(tile, bytes);
      else tree.#levels[tile.level] = hashesOf(tile, bytes);
    }
    return tree;
  }

  /** Another tree that is as this one and grows apart: kept when what grew is lasting, dropped when it is not. */
  copy(): GrowingTree {
    const other = new GrowingTree();
    other.#size = this.#size;
    other.#levels = this.#levels.map((level) => [...level]);
    other.#entries = [...this.#entries];
    return other;
  }

  get size(): number {
    return this.#size;
  }

  /** The root over all leaves. */
  get root(): Hash {
    if (this.#size === 0) return EMPTY_ROOT;
    const parts = this.#levels.flatMap((hashes) =>
      subtreesOf({ from: 0, to: hashes.length })
        .reverse()
        .map(({ level, index }) => completeHash(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level))),
    );
    return joined(parts.reverse());
  }

  /** Adds leaves behind the others. Answers the tiles that are full now. */
  append(leaves: readonly Buffer[]): TileFile[] {
    const full: TileFile[] = [];
    for (const leaf of leaves) {
      this.#entries.push(leaf);
      this.#size += 1;
      if (this.#entries.length === TILE_WIDTH) {
        full.push(fileOf({ level: 'entries', index: this.#size / TILE_WIDTH - 1, width: TILE_WIDTH }, this.#entries));
        this.#entries = [];
      }
      this.#push(0, leafHash(leaf), full);
    }
    return full;
  }

  #push(level: number, hash: Hash, full: TileFile[]): void {
    this.#levels[level] ??= [];
    const hashes = this.#levels[level];
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return;
    const index = hashesAt(level, this.#size) / TILE_WIDTH - 1;
    full.push(fileOf({ level, index, width: TILE_WIDTH }, hashes));
    this.#levels[level] = [];
    this.#push(level + 1, completeHash(hashes), full);
  }

  /** The partial tiles of the tree as it stands, which a checkpoint of this size needs. */
  edge(): TileFile[] {
    return edgeTiles(this.#size).map((tile) =>
      fileOf(tile, tile.level === 'entries' ? this.#entries : this.#levels[tile.level]!),
    );
  }
}
