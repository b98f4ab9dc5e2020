import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafHash, rootOf } from '../tlog/merkle.ts';
import { tileAt, tilePath, tileReader } from '../tlog/tile.ts';
import { edgeTiles, GrowingTree } from './growing-tree.ts';

const leaf = (at: number) => Buffer.from(`leaf number ${at}`);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => leaf(from + at));

test('however a tree grows, its tiles give its root, and its edge can be read again and grown on', async () => {
  const steps = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, async (sizes) => {
      const files = new Map<string, Buffer>();
      let tree = new GrowingTree();
      for (const more of sizes) {
        for (const file of tree.append(range(tree.size, tree.size + more))) files.set(file.path, file.bytes);
        for (const file of tree.edge()) files.set(file.path, file.bytes);
        const again = edgeTiles(tree.size).map((tile) => ({ tile, bytes: files.get(tilePath(tile))! }));
        const reread = GrowingTree.from(tree.size, again);
        expect(reread.root).toEqual(tree.root);
        tree = reread;
      }
      const read = tileReader(tree.size, async (tile) => files.get(tilePath(tile))!);
      expect(await rootOf(tree.size, read)).toEqual(tree.root);
      const leaves = range(0, tree.size).map(leafHash);
      const plain = await rootOf(tree.size, async ({ level, index }) =>
        level === 0 ? leaves[index]! : read({ level, index }),
      );
      expect(plain).toEqual(tree.root);
      for (const path of files.keys()) expect(tileAt(path)).toBeDefined();
    }),
    { numRuns: 30 },
  );
});

test('a tree of 70,000 leaves has the tiles of the specification', () => {
  const tree = new GrowingTree();
  const full = tree.append(Array.from({ length: 70_000 }, () => Buffer.alloc(32)));
  expect(full.filter(({ path }) => path.startsWith('tile/0/'))).toHaveLength(273);
  expect(full.filter(({ path }) => path.startsWith('tile/1/'))).toHaveLength(1);
  expect(tree.edge().map(({ path }) => path)).toEqual([
    'tile/entries/273.p/112',
    'tile/0/273.p/112',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ]);
});

test('a copy that grew leaves its original as it was', () => {
  const tree = new GrowingTree();
  tree.append(range(0, 300));
  const root = tree.root;
  tree.copy().append(range(300, 700));
  expect([tree.size, tree.root]).toEqual([300, root]);
});
