import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { sequenceAll, testGrower, testLogHome } from '../../../../test/support/log.ts';
import { penaltyRow } from '../../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../../test/support/publications.ts';
import { inContext } from '../../platform/db.ts';
import type { LogGrower } from '../log/log-jobs.ts';
import { findHead } from '../log/log-queries.ts';
import { insertCosignature } from '../log/log-store.ts';
import type { TileStore } from '../log/tile-store.ts';
import { checkpointText } from '../tlog/checkpoint.ts';
import { cosign } from '../tlog/cosignature.ts';
import { COSIGNATURE, printKey, readKey, signerOf, type VerifierKey } from '../tlog/note.ts';
import { printProof, readProof } from '../tlog/proof-file.ts';
import { checkReceipt, type Opening } from '../verify/receipt.ts';
import { receiptOf } from './receipt-queries.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
const witness = signerOf('witness.invalid/w1', COSIGNATURE, Buffer.alloc(32, 5));
const log = readKey(printKey(keys.signer));
let bureau: TestBureau;
let batchId: string;
let receipt: string;
let grower: LogGrower;
let tiles: TileStore;
const deps = () => ({ pools: database.pools, keys, tiles });

beforeAll(async () => {
  bureau = await testBureau(database);
  await bureau.send([penaltyRow(1), penaltyRow(2)]);
  const [batch] = await bureau.asOwner<{ id: string }>('select id from batches');
  batchId = batch!.id;
  await sequenceAll(database);
  ({ grower, tiles } = testGrower(database, keys, path.join(home, 'log')));
  await grower.grow();
  receipt = await receiptOf(bureau.clerk, deps(), { deed: 'batch.accept', objectId: batchId }, ['batches_accepted']);
});

test('the receipt of a batch proves file, counts and instant to whoever has it and the key, and nothing else', async () => {
  const [batch] = await bureau.asOwner<{ sha: string }>(`select encode(file_sha256, 'hex') as sha from batches`);
  const checked = checkReceipt(receipt, log, []);
  expect(checked).toMatchObject({
    log: keys.signer.name,
    entry: { deed: 'batch.accept', objectId: batchId, edition: bureau.law.edition },
    rows: [{ source: 'batches_accepted', content: { batch: batchId, fileSha256: batch!.sha, counts: { good: 2 } } }],
  });
});

test('a receipt holds on when the log has grown, and a later one holds as well', async () => {
  await bureau.send([penaltyRow(3)]);
  await sequenceAll(database);
  await grower.grow();
  expect(checkReceipt(receipt, log, []).size).toBeLessThan(
    checkReceipt(await receiptOf(bureau.clerk, deps(), { deed: 'batch.accept', objectId: batchId }, []), log, []).size,
  );
});

const opened = (change: (opening: Opening) => Opening): string => {
  const proof = readProof(receipt);
  const opening = change(JSON.parse(proof.extra!.toString()) as Opening);
  return printProof({ ...proof, extra: Buffer.from(JSON.stringify(opening)) });
};

test.each<[string, () => string, string]>([
  [
    'another count',
    () =>
      opened((o) => ({
        ...o,
        rows: o.rows.map((row) => ({ ...row, content: row.content.replace('"good": 2', '"good": 9') })),
      })),
    'proof.row_differs',
  ],
  [
    'another deed',
    () => opened((o) => ({ ...o, entry: o.entry.replace('batch.accept', 'batch.refuse') })),
    'proof.not_included',
  ],
  ['another salt', () => opened((o) => ({ ...o, salt: '00'.repeat(32) })), 'proof.not_included'],
  ['another index', () => receipt.replace(/index \d+/, 'index 0'), 'proof.not_included'],
  [
    'another checkpoint',
    () => receipt.replace(`\n${readProof(receipt).checkpoint.split('\n')[1]}\n`, '\n999\n'),
    'proof.not_signed',
  ],
  ['no opening', () => receipt.replace(/extra .*\n/, ''), 'proof.malformed'],
])('a receipt with %s is refused', (_, forged, code) => {
  expect(() => checkReceipt(forged(), log, [])).toThrow(code);
});

test('another log’s key opens nothing', () => {
  const other = signerOf(keys.signer.name, 1, Buffer.alloc(32, 1));
  expect(() => checkReceipt(receipt, other, [])).toThrow('proof.not_signed');
});

test('a witness that was asked for must have cosigned, and then stands on the receipt with its time', async () => {
  expect(() => checkReceipt(receipt, log, [witness])).toThrow('proof.not_witnessed');
  await inContext(database.pools.app, { purpose: 'system' }, async (tx) => {
    const head = (await findHead(tx))!;
    const line = cosign(checkpointText({ ...head, origin: keys.signer.name }), witness, 1_790_000_000);
    await insertCosignature(tx, { size: head.size, witness: witness.name, line, at: new Date(0) });
  });
  const cosigned = await receiptOf(bureau.clerk, deps(), { deed: 'batch.accept', objectId: batchId }, []);
  expect(checkReceipt(cosigned, log, [witness]).witnesses).toEqual([
    { name: witness.name, at: '2026-09-21T14:13:20.000Z' },
  ]);
});

const hasTools = ['python3', 'openssl'].every((tool) => spawnSync(tool, ['--version']).status === 0);
/** What the verifier that shares no code with the product says: its exit code and its words. */
function outsider(text: string, ...others: VerifierKey[]): { code: number | null; said: string } {
  const file = path.join(home, 'outside.tlog-proof');
  writeFileSync(file, text);
  const program = path.join(import.meta.dirname, '../../../../verifier/check.py');
  const { status, stdout } = spawnSync('python3', [program, file, ...[log, ...others].map(printKey)], {
    encoding: 'utf8',
  });
  return { code: status, said: stdout };
}

test.skipIf(!hasTools)('a verifier in another language, with openssl, comes to the same answers', async () => {
  expect(outsider(receipt)).toMatchObject({ code: 0, said: expect.stringContaining(batchId) });
  const cosigned = await receiptOf(bureau.clerk, deps(), { deed: 'batch.accept', objectId: batchId }, []);
  expect(outsider(cosigned, witness)).toMatchObject({ code: 0, said: expect.stringContaining(witness.name) });
  expect(outsider(receipt, witness).code).toBe(2);
  const forgeries = [
    opened((o) => ({ ...o, entry: o.entry.replace('batch.accept', 'batch.refuse') })),
    opened((o) => ({
      ...o,
      rows: o.rows.map((row) => ({ ...row, content: row.content.replace('"good": 2', '"good": 9') })),
    })),
    receipt.replace(/index \d+/, 'index 0'),
    receipt.replace(`\n${readProof(receipt).checkpoint.split('\n')[1]}\n`, '\n999\n'),
  ];
  for (const forged of forgeries) expect(outsider(forged).code).toBe(2);
});

/** What the rule of inclusion of that verifier says, asked by itself: the root that it comes to, or its refusal. */
function rootByOutsider(leaf: string, index: number, size: number, siblings: readonly string[] = []): string {
  const ask =
    'import sys, json; sys.path.insert(0, sys.argv[1]); import check; leaf, index, size, path = json.loads(sys.argv[2]); ' +
    'print(check.root_of(bytes.fromhex(leaf), index, size, [bytes.fromhex(one) for one in path]).hex())';
  const folder = path.join(import.meta.dirname, '../../../../verifier');
  const asked = JSON.stringify([leaf, index, size, siblings]);
  return spawnSync('python3', ['-B', '-c', ask, folder, asked], { encoding: 'utf8' }).stdout.trim();
}

test.skipIf(!hasTools)(
  'the verifier in another language finds nothing in the empty tree, nor before the first leaf',
  () => {
    const leaf = 'ab'.repeat(32);
    expect(rootByOutsider(leaf, 0, 1)).toBe(leaf);
    const nowhere = 'DOES NOT HOLD: no entry is there, or something is no hash';
    expect(rootByOutsider('', 0, 1)).toBe(nowhere);
    expect(rootByOutsider(leaf, 1, 2, [''])).toBe(nowhere);
    expect(rootByOutsider('', 0, 0)).toBe(nowhere);
    expect(rootByOutsider(leaf, 0, 0)).toBe(nowhere);
    // The place before the first leads as far up to the left as the last one of two does.
    expect(rootByOutsider(leaf, -1, 2, [leaf])).toBe(nowhere);
  },
);

test('another organ gets no receipt', async () => {
  const actor = { ...bureau.clerk.actor, organPath: '7.' };
  await expect(
    receiptOf({ ...bureau.clerk, actor }, deps(), { deed: 'batch.accept', objectId: batchId }, []),
  ).rejects.toThrow('journal.entry_absent');
});

test('an entry that is not in the log yet is told so', async () => {
  await bureau.send([penaltyRow(4)]);
  const [batch] = await bureau.asOwner<{ id: string }>(
    `select j.object_id as id from journal j where j.deed = 'batch.accept'
      and not exists (select from journal_positions p where p.entry_id = j.id)`,
  );
  await expect(receiptOf(bureau.clerk, deps(), { deed: 'batch.accept', objectId: batch!.id }, [])).rejects.toThrow(
    'log.not_yet',
  );
});
