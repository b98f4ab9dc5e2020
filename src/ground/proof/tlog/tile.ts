import { Refusal } from '../../kernel/refusal.ts';
import { completeHash, HASH_BYTES, type Hash, type HashReader } from './merkle.ts';

/** Hashes in a full tile (c2sp.org/tlog-tiles): eight levels of the tree. */
export const TILE_WIDTH = 256;
const LEVELS = 8;

/** A tile of hashes, or with level `entries` a bundle of the entries themselves. Width 256: full; fewer: partial. */
export type Tile = { readonly level: number | 'entries'; readonly index: number; readonly width: number };

/** `tile/0/x001/x234/067`, `tile/entries/000.p/15`: the path below the log's prefix. */
export function tilePath({ level, index, width }: Tile): string {
  let name = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    name = `x${String(rest % 1000).padStart(3, '0')}/${name}`;
  }
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const PATH = /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The tile that a path names; undefined where it names none, or names it in another spelling than the one. */
export function tileAt(path: string): Tile | undefined {
  const found = PATH.exec(path);
  if (!found) return undefined;
  const [, level, name, width] = found;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(name!.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  return tilePath(tile) === path && tile.width <= TILE_WIDTH ? tile : undefined;
}

/** How many hashes stand at `level` in all tiles of a tree of `size` leaves. */
export const hashesAt = (level: number, size: number) => Math.floor(size / TILE_WIDTH ** level);

/** The tile of a level that holds its `at`-th hash, as wide as it is in a tree of `size` leaves. */
export function tileOf(level: number, at: number, size: number): Tile {
  const index = Math.floor(at / TILE_WIDTH);
  return { level, index, width: Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH) };
}

/** The hashes of a tile's bytes. @throws {Refusal} invalid `proof.malformed` */
export function hashesOf(tile: Tile, bytes: Buffer): Hash[] {
  if (bytes.length !== tile.width * HASH_BYTES) throw new Refusal('invalid', 'proof.malformed', { what: 'tile' });
  return Array.from({ length: tile.width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** Reads hashes of a tree of `size` leaves out of its tiles. Tiles read once are kept as long as the reader. */
export function tileReader(size: number, readTile: (tile: Tile) => Promise<Buffer>): HashReader {
  const kept = new Map<string, Promise<Hash[]>>();
  const hashesIn = (tile: Tile) => {
    const path = tilePath(tile);
    const read = kept.get(path) ?? readTile(tile).then((bytes) => hashesOf(tile, bytes));
    kept.set(path, read);
    return read;
  };
  return async ({ level, index }) => {
    const first = index * 2 ** (level % LEVELS);
    const tile = tileOf(Math.floor(level / LEVELS), first, size);
    const at = first - tile.index * TILE_WIDTH;
    return completeHash((await hashesIn(tile)).slice(at, at + 2 ** (level % LEVELS)));
  };
}

/** Entries as a bundle holds them: each after its length in two bytes, big-endian. */
export function bundleOf(entries: readonly Buffer[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** @throws {Refusal} invalid `proof.malformed`: a bundle that ends in the middle of an entry, or holds another number of them */
export function entriesOf(tile: Tile, bundle: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + (at + 2 <= bundle.length ? bundle.readUInt16BE(at) : bundle.length);
    if (end > bundle.length) throw new Refusal('invalid', 'proof.malformed', { what: 'entries' });
    found.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (found.length !== tile.width) throw new Refusal('invalid', 'proof.malformed', { what: 'entries' });
  return found;
}
