import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointText, openCheckpoint, readCheckpoint, signedCheckpoint } from './checkpoint.ts';
import { cosign, cosignedAt } from './cosignature.ts';
import { completeHash, type HashReader, leafHash, rootOf } from './merkle.ts';
import { COSIGNATURE, ED25519, printKey, readKey, readNote, signerOf } from './note.ts';
import { printProof, readProof } from './proof-file.ts';
import { bundleOf, entriesOf, hashesOf, type Tile, tileAt, tilePath, tileReader } from './tile.ts';

const golden = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../test/golden/tlog/${name}`, import.meta.url), 'utf8'));
const small = golden('checkpoints_small_log.json') as {
  verifier_key: string;
  entries_in_order: string[];
  checkpoints: { size: number; checkpoint: string }[];
};
const tiles = golden('tiles_small_log_base64.json') as Record<string, string>;
const examples = golden('specification_examples.json') as { from: string; text: string }[];
const example = (from: string) => examples.find((one) => one.from === from)!.text;

test.each(small.checkpoints)(
  'the small log’s checkpoint of size $size opens with its key and gives its root',
  async ({ size, checkpoint }) => {
    const key = readKey(small.verifier_key);
    const opened = openCheckpoint(checkpoint, key);
    expect(opened).toMatchObject({ origin: 'example.com/log/testdata', size });
    const leaves = small.entries_in_order.slice(0, size).map((entry) => leafHash(Buffer.from(entry)));
    const read: HashReader = async ({ level, index }) =>
      completeHash(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
    expect(await rootOf(size, read)).toEqual(opened.root);
    expect(() => openCheckpoint(checkpoint.replace(`\n${size}\n`, `\n${size + 1}\n`), key)).toThrow('proof.not_signed');
  },
);

test.each(Object.keys(tiles))('%s of the small log is a tile of its entries', (path) => {
  const tile = tileAt(path)!;
  expect(tilePath(tile)).toBe(path);
  const bytes = Buffer.from(tiles[path]!, 'base64');
  const entries = small.entries_in_order
    .slice(tile.index * 256, tile.index * 256 + tile.width)
    .map((entry) => Buffer.from(entry));
  if (tile.level === 'entries') {
    expect(entriesOf(tile, bytes)).toEqual(entries);
    expect(bundleOf(entries)).toEqual(bytes);
  } else expect(hashesOf(tile, bytes)).toEqual(entries.map(leafHash));
});

test('the root over tiles is the root that the small log signed', async () => {
  const { checkpoint } = small.checkpoints.find(({ size }) => size === 8)!;
  const read = tileReader(8, async (tile: Tile) => Buffer.from(tiles[tilePath(tile)]!, 'base64'));
  expect(await rootOf(8, read)).toEqual(readCheckpoint(checkpoint).root);
});

test.each([
  [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
  [{ level: 'entries', index: 273, width: 112 }, 'tile/entries/273.p/112'],
  [{ level: 63, index: 0, width: 1 }, 'tile/63/000.p/1'],
] as const)('tile %j lies at %s', (tile, path) => {
  expect(tilePath(tile)).toBe(path);
  expect(tileAt(path)).toEqual(tile);
});

test.each([
  'tile/0/0',
  'tile/00/000',
  'tile/64/000',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/x000/001',
  'tile/0/../../checkpoint',
  'tile/0/000/',
])('%s names no tile', (path) => {
  expect(tileAt(path)).toBeUndefined();
});

test('every tile is found under its path', () => {
  const levels = fc.oneof(fc.nat(63), fc.constant('entries' as const));
  const any = fc.record({ level: levels, index: fc.nat(2 ** 31 - 1), width: fc.integer({ min: 1, max: 256 }) });
  fc.assert(
    fc.property(any, (tile) => {
      expect(tileAt(tilePath(tile))).toEqual(tile);
    }),
  );
});

test('the notes of the specifications are read as they stand', () => {
  const poem = readNote(example('signed-note.md'));
  expect(poem.text.endsWith('sera.\n')).toBe(true);
  expect(poem.signatures.map(({ name }) => name)).toEqual(['quasimodo.example/salvatore']);
  const cosigned = readNote(example('tlog-cosignature.md'));
  expect(cosigned.signatures[1]!.bytes.readBigUInt64BE(0)).toBe(1_679_315_147n);
  expect(readCheckpoint(example('tlog-cosignature.md'))).toMatchObject({
    size: 20_852_163,
    origin: 'example.com/behind-the-sofa',
  });
  const proof = readProof(example('tlog-proof.md'));
  expect([proof.index, proof.path.length]).toEqual([73_894, 5]);
  expect(printProof(proof)).toBe(example('tlog-proof.md'));
});

const log = signerOf('zhengming.example/log', ED25519, Buffer.alloc(32, 7));
const witness = signerOf('witness.example/w1', COSIGNATURE, Buffer.alloc(32, 9));

test('a key goes from hand to hand as one line, and a line that was tampered with is no key', () => {
  expect(readKey(printKey(log)).raw).toEqual(log.raw);
  expect(() => readKey(printKey(log).replace('zhengming', 'zhengminq'))).toThrow('proof.malformed');
});

test('what was signed opens; one changed character does not', () => {
  const note = signedCheckpoint({ origin: 'zhengming.example/log', size: 3, root: leafHash(Buffer.of(1)) }, log);
  expect(openCheckpoint(note, readKey(printKey(log)))).toMatchObject({ size: 3 });
  const body = note.indexOf('\n\n');
  fc.assert(
    fc.property(fc.nat(body - 1), (at) => {
      const changed = `${note.slice(0, at)}${note[at] === 'A' ? 'B' : 'A'}${note.slice(at + 1)}`;
      expect(() => openCheckpoint(changed, log)).toThrow(/proof[.](not_signed|malformed)/);
    }),
  );
});

test('a cosignature tells its time, and neither time nor text can be changed under it', () => {
  const text = checkpointText({ origin: 'zhengming.example/log', size: 3, root: leafHash(Buffer.of(1)) });
  const line = cosign(text, witness, 1_800_000_000);
  expect(cosignedAt(readNote(`${text}\n${line}\n`), witness)).toBe(1_800_000_000);
  expect(cosignedAt(readNote(`${text.replace('3', '4')}\n${line}\n`), witness)).toBeUndefined();
  const [mark, name, base64] = line.split(' ');
  const bytes = Buffer.from(base64!, 'base64');
  bytes.writeBigUInt64BE(1_800_000_001n, 4);
  expect(cosignedAt(readNote(`${text}\n${mark} ${name} ${bytes.toString('base64')}\n`), witness)).toBeUndefined();
  // The log's own key says nothing about time.
  expect(cosignedAt(readNote(`${text}\n${line}\n`), log)).toBeUndefined();
});

test('a proof file says again what it was made of', () => {
  const hashes = fc.array(
    fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
    { maxLength: 63 },
  );
  const any = fc.record({ index: fc.nat(), path: hashes, checkpoint: fc.constant('a\n1\nb\n\n— a b\n') });
  fc.assert(
    fc.property(any, (proof) => {
      expect(readProof(printProof(proof))).toEqual(proof);
    }),
  );
});

test.each([
  '',
  'c2sp.org/tlog-proof@v1\n\n',
  'c2sp.org/tlog-proof@v1\nindex 01\n\nx',
  'c2sp.org/tlog-proof@v1\nindex 1\nAA\n\nx',
])('no proof: %j', (text) => {
  expect(() => readProof(text)).toThrow('proof.malformed');
});
