import { HASH_BYTES, type Hash, nodeHash } from './merkle.ts';

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;
/** A hash of another length proves nothing: an empty leaf would else be the root of a tree whose root is empty. */
const areHashes = (...hashes: readonly Hash[]) => hashes.every((one) => one.length === HASH_BYTES);
const isOdd = (value: number) => value % 2 === 1;
const half = (value: number) => Math.floor(value / 2);

/** Does `leaf` stand at `index` in the tree of `size` leaves with `root`? RFC 9162 section 2.1.3.2. In the empty tree nothing does. */
export function includes(
  tree: { readonly size: number; readonly root: Hash },
  index: number,
  leaf: Hash,
  proof: readonly Hash[],
): boolean {
  if (!isCount(index) || !isCount(tree.size) || index >= tree.size) return false;
  if (!areHashes(tree.root, leaf, ...proof)) return false;
  let [at, last, made] = [index, tree.size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      made = nodeHash(sibling, made);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else made = nodeHash(made, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && made.equals(tree.root);
}

/**
 * Is the tree `now` the tree `old` with leaves added behind, and nothing else? RFC 9162 section 2.1.4.2. A tree without
 * leaves is consistent with every other and there is nothing to prove: that case is the caller's, and false here.
 */
export function extendsTree(
  old: { readonly size: number; readonly root: Hash },
  now: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!isCount(old.size) || !isCount(now.size) || old.size === 0 || old.size > now.size) return false;
  if (!areHashes(old.root, now.root, ...proof)) return false;
  if (old.size === now.size) return proof.length === 0 && old.root.equals(now.root);
  if (proof.length === 0) return false;
  let [at, last] = [old.size - 1, now.size - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  // The old tree is itself a complete subtree: its root opens the path and is not sent.
  const [first, ...rest] = at === 0 ? [old.root, ...proof] : proof;
  let [before, after] = [first!, first!];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      [before, after] = [nodeHash(sibling, before), nodeHash(sibling, after)];
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else after = nodeHash(after, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && before.equals(old.root) && after.equals(now.root);
}
