import { hash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Buffer;
/** Leaves `from` (counted) to `to` (not counted) of a tree. */
export type Range = { readonly from: number; readonly to: number };
/** A complete subtree: leaves `index · 2^level` and the `2^level - 1` after it. */
export type Subtree = { readonly level: number; readonly index: number };

export const HASH_BYTES = 32;
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const sha256 = (bytes: Buffer): Hash => hash('sha256', bytes, 'buffer');
/** RFC 6962 section 2.1: leaves and nodes are hashed apart, so that no node can pass for a leaf. */
export const leafHash = (leaf: Buffer): Hash => sha256(Buffer.concat([LEAF, leaf]));
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(Buffer.concat([NODE, left, right]));
/** The root of the tree without leaves. */
export const EMPTY_ROOT: Hash = sha256(Buffer.alloc(0));

/** The largest power of two below `count`, which is more than one. No bit operators: a log may outgrow 2^31. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** The complete subtrees that make up a range of the tree, from left to right, the larger first. */
export function subtreesOf({ from, to }: Range): Subtree[] {
  const found: Subtree[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (2 ** (level + 1) <= to - at) level += 1;
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** The hash of neighbouring subtrees together, as {@link subtreesOf} orders them. */
export function joined(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Hashes of a whole number of neighbours, to the one above them all. `hashes` is a power of two of them. */
export function completeHash(hashes: readonly Hash[]): Hash {
  let row = hashes;
  while (row.length > 1) row = row.flatMap((left, at) => (at % 2 === 0 ? [nodeHash(left, row[at + 1]!)] : []));
  return row[0]!;
}

/** What an inclusion proof is made of (RFC 6962 section 2.1.1), the leaf's sibling first. */
export function inclusionRanges(index: number, size: number): Range[] {
  const found: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      found.unshift({ from: middle, to });
      to = middle;
    } else {
      found.unshift({ from, to: middle });
      from = middle;
    }
  }
  return found;
}

/** What a consistency proof is made of (RFC 6962 section 2.1.2), for 0 < `old` <= `size`. */
export function consistencyRanges(old: number, size: number): Range[] {
  const found: Range[] = [];
  let [from, to] = [0, size];
  while (old !== to) {
    const middle = from + splitOf(to - from);
    if (old <= middle) {
      found.unshift({ from: middle, to });
      to = middle;
    } else {
      found.unshift({ from, to: middle });
      from = middle;
    }
  }
  // The old root itself is known to whoever asks; a part of it is not.
  return from === 0 ? found : [{ from, to }, ...found];
}

/** Where the hashes of complete subtrees come from: tiles on disk, a list in memory. */
export type HashReader = (subtree: Subtree) => Promise<Hash>;

export async function rangeHash(range: Range, read: HashReader): Promise<Hash> {
  return joined(await Promise.all(subtreesOf(range).map(read)));
}
export const rootOf = (size: number, read: HashReader): Promise<Hash> => rangeHash({ from: 0, to: size }, read);

export function inclusionProof(index: number, size: number, read: HashReader): Promise<Hash[]> {
  return Promise.all(inclusionRanges(index, size).map((range) => rangeHash(range, read)));
}
/** Empty where the sizes are equal or the old tree had no leaf. */
export async function consistencyProof(old: number, size: number, read: HashReader): Promise<Hash[]> {
  return old === 0 ? [] : Promise.all(consistencyRanges(old, size).map((range) => rangeHash(range, read)));
}
