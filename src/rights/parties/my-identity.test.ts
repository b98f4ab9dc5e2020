import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { CLIENT, testOidcProvider, walkThrough } from '../../../test/support/oidc-provider.ts';
import { cookieOf, HOST, PARTY_PASSWORD, type PartyPortal, partyPortal } from '../../../test/support/party-portal.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { inviteAgain } from './index.ts';

const HOME = HOST.origin;
const database = testDatabase();
const { issuer, server } = await testOidcProvider(`${HOME}/my/provider/return`);
let bureau: TestBureau;
let portal: PartyPortal;

beforeAll(async () => {
  bureau = await testBureau(database);
  await bureau.send([1, 2, 3].map((serial) => penaltyRow(serial)));
  portal = await partyPortal(database, bureau, [], { issuer, name: '虚构统一认证', ...CLIENT });
  await portal.http.ready();
}, 60_000);
afterAll(() => new Promise((resolve) => server.close(resolve)));

type Answer = { readonly headers: Record<string, unknown>; readonly body: string; readonly statusCode: number };
const setBy = (answer: Answer) => [answer.headers['set-cookie']].flat().map(String);
/** The cookie by which the browser will know its errand again. */
const errandOf = (answer: Answer) =>
  setBy(answer)
    .find((one) => one.startsWith('zhengming-party.errand='))!
    .split(';')[0]!;

/** Signs in at the provider as `login` and comes back with the errand; the session's Strict cookie stays behind, as in a browser. */
async function back(away: string, login: string, errand: string): Promise<Answer> {
  const arrived = new URL(await walkThrough(away, login, HOME));
  return portal.get(`${arrived.pathname}${arrived.search}`, errand);
}
async function signInBy(login: string): Promise<Answer> {
  const left = await portal.get('/my/provider');
  return back(String(left.headers.location), login, errandOf(left));
}
const foundIn = ({ body }: Answer) => /name="found" value="([^"]+)"/.exec(body)?.[1];
/** What was found for the party that is signed in, sealed. */
async function find(cookie: string, login: string): Promise<string> {
  const asked = await portal.post('/my/identity', { password: PARTY_PASSWORD }, cookie);
  const away = /href="(http:[^"]+)"/
    .exec(asked.body)![1]!
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  return foundIn(await back(away, login, errandOf(asked)))!;
}
const link = async (cookie: string, login: string) =>
  portal.post('/my/identity/link', { found: await find(cookie, login) }, cookie);

test('a party that came in by its letter links the provider itself, with its password, and from then on comes in by it', async () => {
  const { cookie, accountId } = await portal.party(1);
  expect((await portal.get('/my/sign-in')).body).toContain('用虚构统一认证登录');
  expect((await portal.get('/my/identity', cookie)).body).toContain('尚未关联虚构统一认证');
  const wrong = await portal.post('/my/identity', { password: 'not this sentence at all' }, cookie);
  expect([wrong.statusCode, setBy(wrong).join().includes('errand')]).toEqual([422, false]);
  expect((await link(cookie, 'citizen-1')).statusCode).toBe(303);
  expect((await portal.get('/my/identity', cookie)).body).toContain('已于2026年3月9日关联虚构统一认证');
  const arrived = await signInBy('citizen-1');
  expect(arrived.statusCode).toBe(200);
  // From another site the Strict cookie does not go along: the page of ours goes on by itself.
  expect(arrived.body).toMatch(/http-equiv="refresh" content="0;url=\/my"/);
  const session = setBy(arrived).find((one) => one.startsWith('zhengming-party.session_token='))!;
  expect(session).toMatch(/HttpOnly; SameSite=Strict$/);
  expect((await portal.get('/my', session.split(';')[0]!)).statusCode).toBe(200);
  const entries = await bureau.asOwner<{ deed: string }>(
    "select deed from journal where object_id = $1 and deed like 'party.%identity'",
    [accountId],
  );
  expect(entries.map(({ deed }) => deed)).toEqual(['party.link_identity']);
});

test('nobody comes in whom no party has linked: no account is made, and neither a name nor an address of mail finds one', async () => {
  const { username } = await portal.party(2);
  const before = await bureau.asOwner('select count(*) from accounts');
  for (const login of [username, 'somebody@example.invalid', 'citizen-9']) {
    const arrived = await signInBy(login);
    expect([arrived.statusCode, arrived.body.includes('没有关联')]).toEqual([401, true]);
    expect(setBy(arrived).join()).not.toContain('session_token=');
  }
  expect(await bureau.asOwner('select count(*) from accounts')).toEqual(before);
});

test('what was found for one account links no other, and the database says so too', async () => {
  const second = await portal.party(2);
  const third = await portal.party(3);
  const found = await find(second.cookie, 'citizen-2');
  const stolen = await portal.post('/my/identity/link', { found }, third.cookie);
  expect([stolen.statusCode, stolen.body.includes('没有完成')]).toEqual([422, true]);
  expect((await portal.post('/my/identity/link', { found: 'guessed' }, third.cookie)).statusCode).toBe(422);
  expect((await portal.post('/my/identity/link', { found }, second.cookie)).statusCode).toBe(303);
  const twice = await link(second.cookie, 'citizen-8');
  expect([twice.statusCode, twice.body.includes('已经关联')]).toEqual([422, true]);
  const client = await database.pools.appPool.connect();
  const insert = (accountId: string, as: string) =>
    client.query(
      `with c as (select set_config('zhengming.purpose', 'party', false), set_config('zhengming.account', $2, false))
      insert into auth.party_identities (id, account_id, issuer, subject, linked_at)
      select gen_random_uuid(), $1::uuid, 'http://elsewhere.test', 'somebody', now() from c`,
      [accountId, as],
    );
  await expect(insert(third.accountId, second.accountId)).rejects.toMatchObject({
    constraint: 'party_identities_own',
  });
  const officer = bureau.clerk.actor.accountId;
  await expect(insert(officer, officer)).rejects.toMatchObject({ constraint: 'party_identities_own' });
  client.release(true);
});

test('whoever acts for several parties says for which one now, enters that file alone, and never one that is not linked', async () => {
  const [first, second, stranger] = [await portal.party(1), await portal.party(2), await portal.party(3)];
  for (const { cookie } of [first, second]) expect((await link(cookie, 'citizen-6')).statusCode).toBe(303);
  const asked = await signInBy('citizen-6');
  expect(asked.body).toContain('您现在为谁办理？');
  expect(setBy(asked).join()).not.toContain('session_token=');
  const offered = [...asked.body.matchAll(/name="account" value="([^"]+)"/g)].map(([, id]) => id);
  expect(offered.toSorted()).toEqual([first.accountId, second.accountId].toSorted());
  const who = /name="who" value="([^"]+)"/.exec(asked.body)![1]!;
  const choose = (account: string, word = who) => portal.post('/my/provider/choice', { who: word, account });
  const chosen = await choose(second.accountId);
  expect([chosen.statusCode, chosen.headers.location]).toEqual([303, '/my']);
  const own = (await portal.get('/my', cookieOf(chosen))).body;
  expect(own).toContain('第2号');
  expect(own).not.toContain('第1号');
  for (const refused of [await choose(stranger.accountId), await choose(first.accountId, 'guessed')]) {
    expect(refused.statusCode).toBe(401);
    expect(setBy(refused).join()).not.toContain('session_token=');
  }
  // What was found to be linked chooses no file, and the word of a choice links none.
  expect((await choose(first.accountId, await find(stranger.cookie, 'citizen-6'))).statusCode).toBe(401);
  expect((await portal.post('/my/identity/link', { found: who }, stranger.cookie)).statusCode).toBe(422);
  // One that has ended its link is asked no more, and the other opens at once.
  expect((await portal.post('/my/identity/end', {}, second.cookie)).statusCode).toBe(303);
  expect((await choose(second.accountId)).statusCode).toBe(401);
  expect((await signInBy('citizen-6')).body).toContain('登录成功');
});

test('the end of the link, a new letter and a foreign errand close this way', async () => {
  const { cookie } = await portal.party(1);
  expect((await link(cookie, 'citizen-3')).statusCode).toBe(303);
  const left = await portal.get('/my/provider');
  const other = errandOf(await portal.get('/my/provider'));
  const foreign = await back(String(left.headers.location), 'citizen-3', other);
  expect([foreign.statusCode, foreign.body.includes('没有完成')]).toEqual([401, true]);
  expect((await portal.post('/my/identity/end', {}, cookie)).statusCode).toBe(303);
  expect((await signInBy('citizen-3')).statusCode).toBe(401);
  expect((await portal.post('/my/identity/end', {}, cookie)).statusCode).toBe(422);

  const invited = await portal.invite(2);
  await portal.join(invited.code);
  const own = cookieOf(await portal.signIn(invited.username));
  expect((await link(own, 'citizen-4')).statusCode).toBe(303);
  expect((await signInBy('citizen-4')).statusCode).toBe(200);
  const again = await inviteAgain(portal.counter, invited.accountId);
  expect((await signInBy('citizen-4')).statusCode).toBe(200);
  expect((await portal.join(again.code)).statusCode).toBe(200);
  expect((await signInBy('citizen-4')).statusCode).toBe(401);
});
