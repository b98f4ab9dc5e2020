import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { LOG_ORIGIN, sequenceAll, testGrower, testLogHome } from '../../../test/support/log.ts';
import { PartnerCopy } from '../../../test/support/partner-copy.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { agreedKey } from '../../../test/support/program-keys.ts';
import { OPEN_TERMS } from '../../../test/support/programs.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { inPortal, listPublicFacts, withdrawPublication } from '../../facts/publication/index.ts';
import { accessRoutes, programHooks } from '../../ground/access/index.ts';
import { sequenceNow, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { printKey, readKey } from '../../ground/proof/index.ts';
import { checkAnswer } from '../../ground/proof/verify/answer-receipt.ts';
import { Vault } from '../../ground/vault/index.ts';
import { enterObjection } from '../../rights/objections/index.ts';
import { listReaders } from './feed-queries.ts';
import { type FeedDeps, feedRoutes, followPublic, tellPublicEnds } from './index.ts';

const PERSON = '440524188001010014';
const database = testDatabase();
const { home, keys } = testLogHome();
let bureau: TestBureau;
let deps: FeedDeps;
let http: HttpApp;
let vault: Vault;
let serial = 0;

beforeAll(async () => {
  bureau = await testBureau(database, '1.1.');
  const { law, masterKey, clock } = bureau;
  const now = () => clock.now;
  vault = await Vault.open(database.pools, masterKey, clock.now);
  deps = { pools: database.pools, now, law: () => law, log: () => undefined };
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const config = { demonstration: true, logKeyFile: undefined, logOrigin: LOG_ORIGIN, logSm2KeyFile: undefined };
  const all = { ...deps, masterKey, home, config } as never;
  programHooks(http, all);
  await http.register((scope) => accessRoutes(scope as HttpApp, all));
  await http.register(async (scope) => feedRoutes(scope as HttpApp, all));
}, 60_000);

const at = (instant: string) => {
  bureau.clock.now = new Date(`${instant}T02:00:00Z`);
};
/** As the workers do: positions, what became different, what merely ended. */
const write = async () => {
  await sequenceNow(database.pools, bureau.clock.now);
  while ((await followPublic(deps)) > 0);
  while ((await tellPublicEnds(deps)) > 0);
};
async function published(change = {}): Promise<{ recordId: string; id: string; address: string; number: string }> {
  const row = penaltyRow(++serial, change);
  const recordId = [...(await bureau.send([row])).values()][0]!;
  return { recordId, ...(await bureau.publish(recordId)), number: row.CF_WSH! };
}
/** A partner at an organ of its own, with a key. */
async function partner(place: string, terms: Partial<typeof OPEN_TERMS> = {}, limit = 2): Promise<PartnerCopy> {
  const organ = await makeOrgan(database.urls.owner, place, 'partner');
  const { accountId, postId } = await makeActor(database.urls.owner, organ, 'counter', 'program');
  await bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [organ.id, accountId]);
  const wish = { accountId, postId, label: '副本', expiresOn: '2026-12-31' };
  const key = await agreedKey(database, organ, wish, { ...OPEN_TERMS, ...terms });
  return new PartnerCopy(http, { key, limit });
}
/** What the public sees of penalties on organisations now, read past the feed. */
async function publicState(): Promise<Map<string, unknown>> {
  const today = chinaDate(bureau.clock.now);
  const rows = await bureau.asOwner<{ id: string }>('select id from publications');
  const publications = rows.map(({ id }) => id);
  const facts = await inPortal(database.pools, today, (tx) => listPublicFacts(tx, { publications }, bureau.law, today));
  return new Map(facts.map(({ fact }) => [fact.reference, fact]));
}
const withdraw = (publicationId: string) =>
  withdrawPublication(bureau.publisher, bureau.law, {
    publicationId,
    ground: 'own_error',
    publicReason: '公示内容有误。',
  });

test('a partner that follows the feed ends with exactly what is public, whenever it began and however often it stops', async () => {
  const [first, second] = [await published(), await published()];
  await write();
  const [early, slow] = [await partner('1.8.1.'), await partner('1.8.2.', {}, 1)];
  expect(await early.follow()).toEqual(['begun', 'begun']);
  expect([await slow.step(), slow.held.size]).toEqual([{ changes: ['begun'], more: true }, 1]);

  await published();
  await withdraw(first.id);
  await enterObjection(
    bureau.clerk,
    { law: bureau.law, vault },
    {
      recordId: second.recordId,
      receivedOn: day('2026-03-09'),
      channel: 'paper',
      points: ['金额有误。'],
      exhibits: [],
    },
  );
  await write();
  expect((await early.follow()).sort()).toEqual(['begun', 'changed', 'ended']);
  await slow.follow();
  const late = await partner('1.8.3.');
  expect(await late.follow()).toEqual(['begun', 'begun']);

  const state = await publicState();
  expect([state.has(first.address), state.size]).toEqual([false, 2]);
  expect(state.get(second.address)).toMatchObject({ underObjection: true, documentNumber: second.number });
  for (const copy of [early, slow, late]) expect(new Map(JSON.parse(JSON.stringify([...copy.held])))).toEqual(state);
});

test('whoever starts anew hears nothing of what is over: not its content, not its number, not its reference', async () => {
  const gone = await published();
  await write();
  await withdraw(gone.id);
  await write();
  const late = await partner('1.8.4.');
  await late.follow();
  expect(late.heard.join()).not.toContain(gone.number);
  expect(late.heard.join()).not.toContain(gone.address);
});

test('what is over is in no page from that moment, though nothing has been written about its end yet', async () => {
  const going = await published();
  await write();
  const [told, fresh] = [await partner('1.8.5.'), await partner('1.8.6.')];
  await told.follow();
  await withdraw(going.id);
  await fresh.follow();
  expect(fresh.heard.join()).not.toContain(going.number);
  await write();
  expect(await told.follow()).toEqual(['ended']);
  const last = JSON.parse(told.heard.at(-1)!);
  expect(last.entries).toEqual([
    { position: expect.any(Number), reference: going.address, change: 'ended', instruction: 'take_down' },
  ]);
});

test('a natural person is in no page, however public the decision', async () => {
  const recordId = [...(await bureau.send([personRow(900, PERSON, { minor: 'false' })])).values()][0]!;
  const { address } = await bureau.publish(recordId, { influenceFinding: '在全市范围内造成较大社会影响。' });
  await write();
  const copy = await partner('1.8.8.');
  await copy.follow();
  expect(copy.heard.join()).not.toContain(address);
  expect(await bureau.asOwner('select from feed_entries where reference = $1', [address])).toEqual([]);
});

test('a page that has not changed is answered 304 and costs nothing of the day; one that tells more than is left is refused whole', async () => {
  const copy = await partner('1.9.1.', { subjectsADay: 1 }, 1);
  expect((await copy.step()).changes).toEqual(['begun']);
  const refused = await copy.ask();
  expect([refused.statusCode, refused.json().code]).toEqual([429, 'access.key_quota_spent']);
  const open = await partner('1.9.2.');
  const tag = (await open.ask()).headers.etag as string;
  const again = await open.ask('', { 'if-none-match': tag });
  expect([again.statusCode, again.payload, again.headers.etag]).toEqual([304, '', tag]);
});

test('a key for other items gets no page, and each use stands in the use log of its key, with how many it was told about', async () => {
  const narrow = await partner('1.9.3.', { items: ['licence'] });
  expect((await narrow.ask()).json()).toMatchObject({ status: 403, code: 'access.key_scope' });
  const open = await partner('1.9.4.', {}, 500);
  await open.follow();
  await vi.waitFor(async () => {
    const uses = await bureau.asOwner(
      `select organ_path, item, subjects, status from program_uses where organ_path in ('1.9.3.', '1.9.4.') order by organ_path`,
    );
    expect(uses).toEqual([
      { organ_path: '1.9.3.', item: 'penalty', subjects: 0, status: 403 },
      { organ_path: '1.9.4.', item: 'penalty', subjects: open.held.size, status: 200 },
    ]);
  }, 20_000);
});

test('a cursor that a restored feed does not know is refused, beyond its end or at another entry, so that nobody misses an end', async () => {
  const copy = await partner('1.9.5.');
  await copy.follow();
  const known = copy.cursor!;
  for (const [cursor, status] of [
    ['999999.00000000.1', 400],
    // The same position with another entry at it.
    [`${known.split('.')[0]}.00000001.1`, 400],
    [known, 200],
    ['0.00000000.0', 200],
  ] as const) {
    copy.cursor = cursor;
    const answer = await copy.ask();
    expect([cursor, answer.statusCode]).toEqual([cursor, status]);
    if (status === 400) expect(answer.json()).toMatchObject({ code: 'feed.cursor_unknown' });
  }
});

test('the bureau sees who has not been past an end, and from when that is late; asking for what comes next acknowledges', async () => {
  const going = await published();
  await write();
  const copy = await partner('1.9.6.', {}, 500);
  await copy.follow();
  // A copy says that it has acted by asking for what comes after.
  await copy.follow();
  await withdraw(going.id);
  await write();
  const readers = async (organPath: string) =>
    inContext(database.pools.app, { ...workContext(bureau.decider), organPath }, listReaders);
  expect((await readers('1.9.6.')).map(({ ends }) => ends)).toEqual([1]);
  await copy.follow();
  expect((await readers('1.9.6.')).map(({ ends }) => ends)).toEqual([1]);
  await copy.follow();
  expect((await readers('1.9.6.')).map(({ ends }) => ends)).toEqual([0]);
  expect((await readers('1.1.')).length).toBeGreaterThan(5);
});

const hasTools = ['python3', 'openssl'].every((tool) => spawnSync(tool, ['--version']).status === 0);

test('a page can be had as a signed receipt, the empty one included, that anybody checks offline with the key of the log', async () => {
  await sequenceAll(database);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
  const log = readKey(printKey(keys.signer));
  const copy = await partner('1.9.7.', {}, 500);
  const page = (await copy.ask()).json();
  const full = (await copy.ask('/receipt')).payload;
  const answer = { ...page, givenTo: expect.any(String), givenAt: bureau.clock.now.toISOString() };
  expect(checkAnswer(full, log)).toMatchObject({ kind: 'feed', size: expect.any(Number), answer });
  await copy.follow();
  const empty = (await copy.ask('/receipt')).payload;
  expect(checkAnswer(empty, log).answer).toMatchObject({ entries: [], more: false, edition: bureau.law.edition });
  const forged = full.replace(/content .*/, /content .*/.exec(empty)![0]);
  expect(() => checkAnswer(forged, log)).toThrow('proof.answer_differs');
  if (!hasTools) return;
  const outsider = (text: string) => {
    const file = path.join(home, 'page.zhengming-answer');
    writeFileSync(file, text);
    const program = path.join(import.meta.dirname, '../../../verifier/check.py');
    return spawnSync('python3', [program, file, printKey(keys.signer)], { encoding: 'utf8' });
  };
  expect(outsider(empty)).toMatchObject({ status: 0, stdout: expect.stringContaining('"entries":[]') });
  expect(outsider(forged).status).toBe(2);
});

test('an end that merely comes is told on the day after the last, and that last day is in every copy from the beginning', async () => {
  const ending = await published();
  await write();
  const copy = await partner('1.8.7.');
  await copy.follow();
  const { until } = copy.held.get(ending.address) as { until: string };
  at(until);
  await write();
  await copy.follow();
  expect(copy.held.has(ending.address)).toBe(true);
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 86_400_000);
  await write();
  await copy.follow();
  expect(copy.held.has(ending.address)).toBe(false);
  expect(new Map(JSON.parse(JSON.stringify([...copy.held])))).toEqual(await publicState());
});
