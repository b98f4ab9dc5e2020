import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  consistencyProof,
  EMPTY_ROOT,
  type Hash,
  type HashReader,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
} from './merkle.ts';
import { extendsTree, includes } from './proof-check.ts';

const golden = (name: string) => readFileSync(new URL(`../../../../test/golden/tlog/${name}`, import.meta.url), 'utf8');
const lines = <Row>(name: string): Row[] =>
  golden(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
const bytes = (text: string) => Buffer.from(text, 'base64');

type Inclusion = {
  from: string;
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
};
test.each(lines<Inclusion>('inclusion_proofs.jsonl'))('inclusion vector $from', (vector) => {
  const tree = { size: vector.treeSize, root: bytes(vector.root) };
  const answer = includes(tree, vector.leafIdx, bytes(vector.leafHash), (vector.proof ?? []).map(bytes));
  expect(answer).toBe(!vector.wantErr);
});

type Consistency = {
  from: string;
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
};
test.each(lines<Consistency>('consistency_proofs.jsonl'))('consistency vector $from', (vector) => {
  const [old, now] = [
    { size: vector.size1, root: bytes(vector.root1) },
    { size: vector.size2, root: bytes(vector.root2) },
  ];
  expect(extendsTree(old, now, (vector.proof ?? []).map(bytes))).toBe(!vector.wantErr);
});

/** The definition of RFC 6962 section 2.1, word for word and slow. */
function naiveRoot(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}
const readerOf =
  (leaves: readonly Hash[]): HashReader =>
  async ({ level, index }) =>
    naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const leavesOf = (count: number) => Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));

test('the roots of the tree of RFC 6962 are those of the vectors', async () => {
  const vector = JSON.parse(golden('rfc6962_tree.json')) as {
    leaf_inputs_hex: string[];
    root_hash_hex_by_tree_size: string[];
  };
  const leaves = vector.leaf_inputs_hex.map((hex) => leafHash(Buffer.from(hex, 'hex')));
  for (const [size, root] of vector.root_hash_hex_by_tree_size.entries()) {
    expect((await rootOf(size, readerOf(leaves))).toString('hex')).toBe(root);
    expect(naiveRoot(leaves.slice(0, size)).toString('hex')).toBe(root);
  }
});

const NOTHING = Buffer.alloc(0);
test.each([
  ['the empty tree and its root', { size: 0, root: EMPTY_ROOT }, 0, EMPTY_ROOT],
  ['the empty tree and an empty leaf', { size: 0, root: EMPTY_ROOT }, 0, NOTHING],
  ['an empty root, of no leaf, and an empty leaf', { size: 0, root: NOTHING }, 0, NOTHING],
  ['an empty root, said to be of one leaf, and an empty leaf', { size: 1, root: NOTHING }, 0, NOTHING],
  ['a place before the first', { size: 0, root: EMPTY_ROOT }, -1, NOTHING],
  ['a root and a leaf of another length that are the same', { size: 1, root: Buffer.alloc(31) }, 0, Buffer.alloc(31)],
])('nothing is included: %s', (_what, tree, index, leaf) => {
  expect(includes(tree, index, leaf, [])).toBe(false);
});

test('a tree whose root is empty extends none, not even one that says the same', () => {
  expect(extendsTree({ size: 1, root: NOTHING }, { size: 1, root: NOTHING }, [])).toBe(false);
});

const sizes = fc.integer({ min: 1, max: 600 });

test('every leaf of every tree is proved, and at no other index, in no other tree', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, pick, other) => {
      const leaves = leavesOf(size);
      const index = pick % size;
      const proof = await inclusionProof(index, size, readerOf(leaves));
      const tree = { size, root: naiveRoot(leaves) };
      expect(includes(tree, index, leaves[index]!, proof)).toBe(true);
      if (other % size !== index) expect(includes(tree, other % size, leaves[index]!, proof)).toBe(false);
      expect(includes({ ...tree, root: leafHash(tree.root) }, index, leaves[index]!, proof)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('a grown tree extends the old one; one with a changed old leaf does not', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(200), fc.nat(), async (old, more, pick) => {
      const leaves = leavesOf(old + more);
      const before = { size: old, root: naiveRoot(leaves.slice(0, old)) };
      const proof = await consistencyProof(old, old + more, readerOf(leaves));
      expect(extendsTree(before, { size: old + more, root: naiveRoot(leaves) }, proof)).toBe(true);
      const forged = leaves.with(pick % old, leafHash(Buffer.from('another')));
      const forgedProof = await consistencyProof(old, old + more, readerOf(forged));
      expect(extendsTree(before, { size: old + more, root: naiveRoot(forged) }, forgedProof)).toBe(false);
    }),
    { numRuns: 60 },
  );
});
