import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, TEST_NOW } from '../../../../test/support/actors.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { sequenceAll, testGrower, testLogHome, writeEntries } from '../../../../test/support/log.ts';
import type { Context } from '../../audit/index.ts';
import { type HttpApp, makeHttp } from '../../platform/http.ts';
import { Cosigning, readWitnesses } from '../log/cosigning-jobs.ts';
import { openCheckpoint, signedCheckpoint } from '../tlog/checkpoint.ts';
import { cosignedAt } from '../tlog/cosignature.ts';
import { consistencyProof, type Hash, type HashReader, joined, leafHash, nodeHash, rootOf } from '../tlog/merkle.ts';
import { COSIGNATURE, printKey, readKey, readNote, signerOf } from '../tlog/note.ts';
import { readAddCheckpoint } from './witness.ts';
import { addCheckpoint, type WitnessDeps } from './witness-commands.ts';
import { witnessRoutes } from './witness-routes.ts';
import { WitnessStore } from './witness-store.ts';

const { home, keys } = testLogHome();
const log = keys.signer;
const signer = signerOf('witness.invalid/w1', COSIGNATURE, Buffer.alloc(32, 5));
const freshWitness = (): WitnessDeps => ({
  signer,
  logs: [readKey(printKey(log))],
  store: new WitnessStore(path.join(home, `seen-${Math.trunc(performance.now() * 1000)}`)),
  now: () => TEST_NOW,
});

const leaves = (count: number, from = 'leaf') =>
  Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`${from} ${at}`)));
const readerOf =
  (all: readonly Hash[]): HashReader =>
  async ({ level, index }) => {
    let row = all.slice(index * 2 ** level, (index + 1) * 2 ** level);
    while (row.length > 1) row = row.flatMap((left, at) => (at % 2 === 0 ? [nodeHash(left, row[at + 1]!)] : []));
    return row[0] ?? joined([]);
  };

async function asked(all: readonly Hash[], old: number, size: number, by = log): Promise<string> {
  const read = readerOf(all);
  const root = await rootOf(size, read);
  const proof = old < size ? await consistencyProof(old, size, read) : [];
  const checkpoint = signedCheckpoint({ origin: by.name, size, root }, by);
  return [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', checkpoint].join('\n');
}

test('a log that grows is cosigned step by step, and the cosignature holds', async () => {
  const witness = freshWitness();
  const all = leaves(9);
  for (const [old, size] of [
    [0, 3],
    [3, 3],
    [3, 9],
  ] as const) {
    const request = await asked(all, old, size);
    const answer = await addCheckpoint(witness, request);
    expect(answer).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
    const note = readNote(`${readAddCheckpoint(request).checkpoint.note.text}\n${answer.body}`);
    expect(cosignedAt(note, readKey(printKey(signer)))).toBe(TEST_NOW.getTime() / 1000);
  }
});

test('whoever does not know what the witness saw is told its size', async () => {
  const witness = freshWitness();
  await addCheckpoint(witness, await asked(leaves(9), 0, 5));
  expect(await addCheckpoint(witness, await asked(leaves(9), 0, 9))).toEqual({
    status: 409,
    body: '5\n',
    type: 'text/x.tlog.size',
  });
});

test('a log that shows another face, or goes back, is not cosigned', async () => {
  const witness = freshWitness();
  const [true_, forged] = [leaves(9), leaves(9, 'forged')];
  await addCheckpoint(witness, await asked(true_, 0, 5));
  expect(await addCheckpoint(witness, await asked(forged, 5, 9))).toMatchObject({ status: 422 });
  expect(await addCheckpoint(witness, await asked(forged, 5, 5))).toMatchObject({ status: 409 });
  expect(await addCheckpoint(witness, await asked(true_, 4, 4))).toMatchObject({ status: 409, body: '5\n' });
  expect(await addCheckpoint(witness, await asked(true_, 5, 9))).toMatchObject({ status: 200 });
});

test.each<[string, () => Promise<string>, number]>([
  [
    'of a log that it does not watch',
    () => asked(leaves(3), 0, 3, signerOf('other.invalid/log', 1, Buffer.alloc(32, 1))),
    404,
  ],
  [
    'signed by somebody else in the log’s name',
    () => asked(leaves(3), 0, 3, signerOf(log.name, 1, Buffer.alloc(32, 1))),
    403,
  ],
  ['with an old size beyond the new', () => asked(leaves(3), 7, 3), 400],
  [
    'with a proof where none may be',
    async () => (await asked(leaves(3), 0, 3)).replace('old 0\n', `old 0\n${'A'.repeat(43)}=\n`),
    422,
  ],
  ['that is no request', async () => 'old 0\n', 400],
  ['with a leading zero', async () => (await asked(leaves(3), 0, 3)).replace('old 0', 'old 00'), 400],
])('a checkpoint %s is answered %#', async (_, request, status) => {
  expect(await addCheckpoint(freshWitness(), await request())).toMatchObject({ status });
});

test('of two requests at the same time one finds that the other was before it', async () => {
  const witness = freshWitness();
  const all = leaves(20);
  const requests = await Promise.all([5, 9, 13, 20].map((size) => asked(all, 0, size)));
  const answers = await Promise.all(requests.map((request) => addCheckpoint(witness, request)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
});

test('what was seen outlasts the process', async () => {
  const first = freshWitness();
  const folder = path.join(home, 'lasting');
  const again = () => ({ ...first, store: new WitnessStore(folder) });
  await addCheckpoint(again(), await asked(leaves(9), 0, 5));
  expect(await addCheckpoint(again(), await asked(leaves(9), 0, 9))).toMatchObject({ status: 409, body: '5\n' });
});

const database = testDatabase();
let clerk: Context;
let http: HttpApp;
beforeAll(async () => {
  const actor = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
  clerk = contextFor(actor, database.pools);
  ({ http } = await makeHttp(new Map(), () => undefined, 'test'));
  witnessRoutes(http, freshWitness());
});

/** `fetch`, to a witness in this process. */
const toWitness: typeof fetch = async (url, init) => {
  const answer = await http.inject({ method: 'POST', url: new URL(String(url)).pathname, payload: String(init?.body) });
  return new Response(answer.body, { status: answer.statusCode });
};

test('the log asks its witness and publishes the cosignature under its checkpoint', async () => {
  const { grower, tiles } = testGrower(database, keys, path.join(home, 'log'));
  const [address] = readWitnesses(`${printKey(signer)} https://witness.invalid/`);
  const cosigning = () =>
    new Cosigning({ db: database.pools.app, tiles, now: () => TEST_NOW, fetch: toWitness }, address!);
  const kept = cosigning();
  for (const asking of [kept, kept, cosigning()]) {
    await writeEntries(clerk, 300);
    await sequenceAll(database);
    await grower.grow();
    expect(await asking.ask()).toBe(1);
    expect(await asking.ask()).toBe(0);
    const published = openCheckpoint((await tiles.findCheckpoint())!, log);
    expect(cosignedAt(published.note, signer)).toBe(TEST_NOW.getTime() / 1000);
  }
  expect(
    readFileSync(path.join(home, 'log/checkpoint'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('— ')),
  ).toHaveLength(2);
});

test.each([500, 404])(
  'a witness that answers %i costs the log a line in its journal and nothing else',
  async (status) => {
    const { tiles } = testGrower(database, keys, path.join(home, 'log'));
    const [address] = readWitnesses(`${printKey(signer)} https://witness.invalid/`);
    const away: typeof fetch = async () => new Response('no', { status });
    const cosigning = new Cosigning({ db: database.pools.app, tiles, now: () => TEST_NOW, fetch: away }, address!);
    await expect(cosigning.ask()).rejects.toThrow('log.witness_refused');
  },
);
