import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, TEST_EDITION, TEST_NOW, type TestOrgan } from '../../test/support/actors.ts';
import { testDatabase } from '../../test/support/database.ts';
import type { Actor } from '../kernel/actor.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { type HttpApp, makeHttp } from '../platform/http.ts';
import { ACCESS_MESSAGES } from './access-messages.ts';
import { accessRoutes } from './access-routes.ts';
import {
  assignPost,
  createPost,
  createProgram,
  inviteAccount,
  inviteAgain,
  issueKey,
  lockAccount,
  revokeKey,
  unlockAccount,
} from './account-commands.ts';
import { actorOf } from './doorkeeper.ts';
import { giveDemonstrationPassword } from './joining-commands.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { programKeyHash } from './secret-code.ts';

const database = testDatabase();
const masterKey = randomBytes(32);
const PASSWORD = '正名 a long sentence 42';
const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const TODAY = '2026-03-09' as PlainDate;

let http: HttpApp;
let organ: TestOrgan;
let administrator: Actor;
let clock = TEST_NOW;
let demonstration = false;

function serve() {
  const deps = {
    config: {
      get demonstration() {
        return demonstration;
      },
    },
    pools: database.pools,
    now: () => clock,
    masterKey,
    law: () => ({ edition: TEST_EDITION }),
  };
  return {
    deps,
    routes: async (app: HttpApp) => {
      await accessRoutes(app, deps);
      app.get('/who', (request) => actorOf(request, deps));
      app.post('/who', (request) => actorOf(request, deps));
    },
  };
}

beforeAll(async () => {
  organ = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  administrator = await makeActor(database.urls.owner, organ, 'administrator');
  await asOwner('update accounts set keeper_id = $1', [organ.id]);
  const messages = new Map(Object.entries(ACCESS_MESSAGES));
  http = (await makeHttp(messages, () => undefined, 'test')).http;
  await serve().routes(http);
  await http.ready();
});

const asOwner = async (text: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
};
const post = (url: string, payload: object, headers: object = {}) =>
  http.inject({ method: 'POST', url, payload, headers: { ...HOST, ...headers } });
const cookiesOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ');
const signIn = (username: string, password = PASSWORD) => post('/api/v1/session', { username, password });
const who = (cookie: string) => http.inject({ method: 'GET', url: '/who', headers: { ...HOST, cookie } });

/** Longer than the process remembers a session. */
const forgotten = () => new Promise((resolve) => setTimeout(resolve, 3_100));

let number = 0;
/** A person who came the whole way: invited on paper, given posts, password set. */
async function person(...roles: Actor['role'][]) {
  const ctx = contextFor(administrator, database.pools, clock);
  const username = `officer.${++number}`;
  const { accountId, code } = await inviteAccount(ctx, { organId: organ.id, displayName: '某员', username });
  const postIds: string[] = [];
  for (const role of roles) {
    const { result } = await createPost(ctx, { organId: organ.id, role, title: '岗位', titleEn: 'Post' });
    await assignPost(ctx, { accountId, postId: result.id, since: '2026-01-01' as PlainDate });
    postIds.push(result.id);
  }
  const answer = await post('/api/v1/invitations/redemptions', { code, password: PASSWORD });
  return { accountId, username, code, postIds, answer };
}

test('an invited person sets a password of their own, signs in and acts in their post', async () => {
  const { accountId, username, answer, postIds } = await person('clerk');
  expect([answer.statusCode, answer.json()]).toEqual([201, { username }]);
  const signedIn = await signIn(username);
  expect(signedIn.statusCode).toBe(204);
  const found = await who(cookiesOf(signedIn));
  expect(found.json()).toEqual({
    accountId,
    kind: 'person',
    postId: postIds[0],
    role: 'clerk',
    organId: organ.id,
    organPath: '1.',
    organKind: 'city_bureau',
  });
  const [{ password }] = await asOwner('select password from auth.credentials where user_id = $1', [accountId]);
  expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const deeds = await asOwner('select deed from journal where object_id = $1 order by at, deed', [accountId]);
  expect(deeds.map(({ deed }) => deed).sort()).toEqual(['account.invite', 'account.join', 'post.assign']);
});

test('the session cookie is for this site only, unreadable to scripts, and secure where the page came by https', async () => {
  const { username } = await person('clerk');
  const [cookie] = [(await signIn(username)).headers['set-cookie']].flat();
  expect(cookie).toMatch(/^zhengming\.session_token=/);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Strict/);
  const https = await post('/api/v1/session', { username, password: PASSWORD }, { 'x-forwarded-proto': 'https' });
  expect([https.headers['set-cookie']].flat()[0]).toMatch(/; Secure$/);
});

test('without a session or key nobody is let in, and neither is a token without our signature', async () => {
  const { username } = await person('clerk');
  const cookie = cookiesOf(await signIn(username));
  expect((await who('')).json().code).toBe('access.sign_in_first');
  const forged = cookie.replace(/(session_token=[^.%]+)[.].*?(;|$)/, '$1.AAAA$2');
  expect(forged).not.toBe(cookie);
  expect((await who(forged)).json().code).toBe('access.sign_in_first');
  expect((await who(cookie)).statusCode).toBe(200);
});

test('a wrong password and an unknown name get the same answer', async () => {
  const { username } = await person('clerk');
  const wrong = await signIn(username, 'not the right one');
  const unknown = await signIn('nobody.here', 'not the right one');
  expect([wrong.statusCode, wrong.json()]).toEqual([401, unknown.json()]);
  expect(wrong.json().code).toBe('access.sign_in_failed');
});

test('the sixth attempt on a name is refused for half an hour, the right password included', async () => {
  const { username } = await person('clerk');
  const codes: string[] = [];
  for (let n = 0; n < 6; n += 1) codes.push((await signIn(username, 'not the right one')).json().code);
  expect(codes).toEqual([...Array(5).fill('access.sign_in_failed'), 'access.sign_in_locked']);
  expect((await signIn(username)).json().code).toBe('access.sign_in_locked');
  clock = new Date(TEST_NOW.getTime() + 30 * 60_000);
  expect((await signIn(username)).statusCode).toBe(204);
  clock = TEST_NOW;
});

test('many attempts at once are counted one by one', async () => {
  const { username } = await person('clerk');
  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(username, 'not the right one')));
  expect(answers.filter((answer) => answer.json().code === 'access.sign_in_failed').length).toBe(5);
});

test('the journal tells who worked in which post since when', async () => {
  const { username, accountId, postIds } = await person('clerk', 'reviewer');
  const cookie = cookiesOf(await signIn(username));
  for (const postId of postIds) await post('/api/v1/me/post', { postId }, { cookie });
  await http.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...HOST, cookie } });
  const rows = await asOwner(
    `select deed, post_id from journal where account_id = $1 and object_kind = 'session' order by tx`,
    [accountId],
  );
  expect(rows).toEqual([
    { deed: 'session.begin', post_id: postIds[0] },
    { deed: 'session.begin', post_id: postIds[1] },
    { deed: 'session.end', post_id: postIds[1] },
  ]);
});

test('signing out ends the session at once', async () => {
  const { username } = await person('clerk');
  const cookie = cookiesOf(await signIn(username));
  expect((await who(cookie)).statusCode).toBe(200);
  const out = await http.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...HOST, cookie } });
  expect(out.statusCode).toBe(204);
  expect((await who(cookie)).json().code).toBe('access.sign_in_first');
});

test('a session that nobody uses ends after fifteen minutes; use moves the end on', async () => {
  const { accountId, username } = await person('clerk');
  const cookie = cookiesOf(await signIn(username));
  const minutesLeft = async () =>
    Number(
      (
        await asOwner(`select extract(epoch from expires_at - now()) / 60 as m from auth.sessions where user_id = $1`, [
          accountId,
        ])
      )[0].m,
    );
  expect(await minutesLeft()).toBeGreaterThan(14);
  expect(await minutesLeft()).toBeLessThanOrEqual(15);
  await asOwner(
    `update auth.sessions set updated_at = now() - interval '10 minutes', expires_at = now() + interval '5 minutes' where user_id = $1`,
    [accountId],
  );
  await forgotten();
  expect((await who(cookie)).statusCode).toBe(200);
  expect(await minutesLeft()).toBeGreaterThan(14);
  await asOwner(`update auth.sessions set expires_at = now() - interval '1 second' where user_id = $1`, [accountId]);
  await forgotten();
  expect((await who(cookie)).json().code).toBe('access.sign_in_first');
});

test('a change that rests on the cookie and comes from a foreign page is refused', async () => {
  const { username } = await person('clerk');
  const cookie = cookiesOf(await signIn(username));
  const change = (headers: object) =>
    http.inject({ method: 'POST', url: '/who', headers: { host: HOST.host, cookie, ...headers } });
  expect((await change({ origin: 'http://zhengming.test' })).statusCode).toBe(200);
  expect((await change({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
  for (const headers of [
    { origin: 'http://elsewhere.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ]) {
    expect((await change(headers)).json().code).toBe('access.foreign_origin');
  }
});

test('who holds several posts chooses one, and only one that they hold', async () => {
  const { username, postIds } = await person('clerk', 'reviewer');
  const cookie = cookiesOf(await signIn(username));
  expect((await who(cookie)).json().code).toBe('access.choose_post');
  const me = await http.inject({ method: 'GET', url: '/api/v1/me', headers: { ...HOST, cookie } });
  expect(me.json()).toMatchObject({ currentPostId: null, rights: [] });
  expect(
    me
      .json()
      .posts.map(({ id }: { id: string }) => id)
      .sort(),
  ).toEqual([...postIds].sort());
  const foreign = await post('/api/v1/me/post', { postId: administrator.postId }, { cookie });
  expect(foreign.json().code).toBe('access.post_not_held');
  expect((await post('/api/v1/me/post', { postId: postIds[1] }, { cookie })).statusCode).toBe(201);
  expect((await who(cookie)).json().role).toBe('reviewer');
  const after = await http.inject({ method: 'GET', url: '/api/v1/me', headers: { ...HOST, cookie } });
  expect(after.json().rights).toContain('publication.review');
  expect(after.json().rights).not.toContain('batch.submit');
});

test('a locked account loses its sessions and cannot sign in until it is unlocked', async () => {
  const { accountId, username } = await person('clerk');
  await signIn(username);
  const ctx = contextFor(administrator, database.pools);
  await lockAccount(ctx, accountId);
  expect(await asOwner('select id from auth.sessions where user_id = $1', [accountId])).toEqual([]);
  expect((await signIn(username)).json().code).toBe('access.sign_in_failed');
  await unlockAccount(ctx, accountId);
  expect((await signIn(username)).statusCode).toBe(204);
});

test('a post that has ended gives no rights', async () => {
  const { username, accountId } = await person('clerk');
  await asOwner('update post_holdings set until = $2 where account_id = $1', [accountId, '2026-03-08']);
  const cookie = cookiesOf(await signIn(username));
  expect((await who(cookie)).json().code).toBe('access.choose_post');
});

test('an invitation code works once, not after seven days, and not once there is a newer one', async () => {
  const { code, accountId, username } = await person('clerk');
  const again = await post('/api/v1/invitations/redemptions', { code, password: PASSWORD });
  expect([again.statusCode, again.json().code]).toEqual([401, 'access.invitation_refused']);
  const ctx = contextFor(administrator, database.pools);
  const first = await inviteAgain(ctx, accountId, username);
  const second = await inviteAgain(ctx, accountId, username);
  expect((await post('/api/v1/invitations/redemptions', { code: first.code, password: PASSWORD })).statusCode).toBe(
    401,
  );
  clock = new Date(TEST_NOW.getTime() + 7 * 86_400_000);
  expect((await post('/api/v1/invitations/redemptions', { code: second.code, password: PASSWORD })).statusCode).toBe(
    401,
  );
  clock = TEST_NOW;
  const typed = second.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect((await post('/api/v1/invitations/redemptions', { code: typed, password: PASSWORD })).statusCode).toBe(201);
});

test.each([
  ['short', 'too short'],
  ['aaaaaaaaaaaaaaaa', 'one sign'],
  ['123412341234', 'four signs'],
])('the password %s is refused: %s', async (password) => {
  const ctx = contextFor(administrator, database.pools);
  const { accountId, username } = await person('clerk');
  const { code } = await inviteAgain(ctx, accountId, username);
  const answer = await post('/api/v1/invitations/redemptions', { code, password });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'access.password_weak']);
});

test('there is no way to sign oneself up', async () => {
  for (const url of ['/api/auth/sign-up/email', '/sign-up/email', '/api/v1/accounts']) {
    expect((await post(url, { email: 'a@b.cn', password: PASSWORD, name: 'x' })).statusCode).toBe(404);
  }
});

test('a program acts by its key until the key is revoked, expired, or its account locked', async () => {
  const ctx = contextFor(administrator, database.pools);
  const { result: program } = await createProgram(ctx, { organId: organ.id, name: '虚构系统' });
  const { result: held } = await createPost(ctx, {
    organId: organ.id,
    role: 'counter',
    title: '窗口',
    titleEn: 'Counter',
  });
  await assignPost(ctx, { accountId: program.id, postId: held.id, since: TODAY });
  const wish = { accountId: program.id, postId: held.id, label: '窗口系统', expiresOn: '2026-04-01' as PlainDate };
  const ask = (key: string) =>
    http.inject({ method: 'POST', url: '/who', headers: { authorization: `Bearer ${key}` } });
  const { key } = await issueKey(ctx, wish);
  expect((await ask(key)).json()).toMatchObject({
    accountId: program.id,
    kind: 'program',
    role: 'counter',
    organPath: '1.',
  });
  expect(JSON.stringify(await asOwner('select * from program_keys'))).not.toContain(key);
  for (const bad of ['zm_nothing', `zm_${'A'.repeat(43)}`, ''])
    expect((await ask(bad)).json().code).toBe('access.key_refused');

  const { key: brief } = await issueKey(ctx, { ...wish, expiresOn: TODAY });
  clock = new Date('2026-03-10T02:00:00Z');
  expect((await ask(brief)).json().code).toBe('access.key_refused');
  clock = TEST_NOW;
  const { key: revoked } = await issueKey(ctx, wish);
  await revokeKey(ctx, programKeyHash(revoked)!);
  expect((await ask(revoked)).json().code).toBe('access.key_refused');
  const { key: third } = await issueKey(ctx, wish);
  await lockAccount(ctx, program.id);
  expect((await ask(third)).json().code).toBe('access.key_refused');
});

test('a secret is shown once: the same request again gets a refusal, not the secret', async () => {
  const request = { key: 'the-same-request', digest: Buffer.alloc(32) };
  const ctx = { ...contextFor(administrator, database.pools), request };
  const wish = { organId: organ.id, displayName: '某员', username: 'asked.twice' };
  await inviteAccount(ctx, wish);
  await expect(inviteAccount(ctx, wish)).rejects.toMatchObject({ code: 'access.secret_shown_already' });
  expect((await asOwner(`select 1 from auth.invitations where username = 'asked.twice'`)).length).toBe(1);
});

test('administration, audit and business never come into one hand', async () => {
  const ctx = contextFor(administrator, database.pools);
  const { accountId } = await person('clerk');
  for (const role of ['administrator', 'auditor'] as const) {
    const { result } = await createPost(ctx, { organId: organ.id, role, title: '岗位', titleEn: 'Post' });
    const holding = { accountId, postId: result.id, since: TODAY };
    await expect(assignPost(ctx, holding)).rejects.toMatchObject({ code: 'access.posts_apart' });
  }
});

test('nobody administers themselves, and nobody but an administrator anybody', async () => {
  const ctx = contextFor(administrator, database.pools);
  const { result } = await createPost(ctx, { organId: organ.id, role: 'clerk', title: '岗位', titleEn: 'Post' });
  const own = { accountId: administrator.accountId, postId: result.id, since: TODAY };
  await expect(assignPost(ctx, own)).rejects.toMatchObject({ facts: { policy: 'not-own-account' } });
  const clerk = await makeActor(database.urls.owner, organ, 'clerk');
  const invite = inviteAccount(contextFor(clerk, database.pools), {
    organId: organ.id,
    displayName: '某员',
    username: 'friend',
  });
  await expect(invite).rejects.toMatchObject({ code: 'access.denied', facts: { policy: 'no-right' } });
  expect(await asOwner(`select 1 from auth.invitations where username = 'friend'`)).toEqual([]);
});

test('a demonstration password opens nothing outside the demonstration', async () => {
  const actor = await makeActor(database.urls.owner, organ, 'clerk');
  const { deps } = serve();
  const account = { accountId: actor.accountId, username: 'demo.clerk', password: 'demonstration' };
  await expect(giveDemonstrationPassword(deps, account)).rejects.toMatchObject({ code: 'access.only_demonstration' });
  demonstration = true;
  await giveDemonstrationPassword(deps, account);
  expect((await signIn('demo.clerk', 'demonstration')).statusCode).toBe(204);
  demonstration = false;
  expect((await signIn('demo.clerk', 'demonstration')).json().code).toBe('access.sign_in_failed');
});

test('a password is verified with the numbers of its hash, and another password is not', async () => {
  const hash = await hashPassword(PASSWORD);
  expect(await verifyPassword({ hash, password: PASSWORD })).toBe(true);
  expect(await verifyPassword({ hash, password: `${PASSWORD} ` })).toBe(false);
  expect(await verifyPassword({ hash: 'plain', password: 'plain' })).toBe(false);
  expect(await hashPassword(PASSWORD)).not.toBe(hash);
});

test('an administrator brings a program to work through the interface alone', async () => {
  const { username } = await person('administrator');
  const cookie = cookiesOf(await signIn(username));
  let request = 0;
  const change = (url: string, payload: object) =>
    post(url, payload, { cookie, 'idempotency-key': `request-${++request}` });
  const made = async (url: string, payload: object) => {
    const answer = await change(url, payload);
    expect([url, answer.statusCode, answer.body]).toEqual([url, 201, expect.any(String)]);
    return answer.json();
  };
  const place = {
    kind: 'partner',
    name: '虚构市不存在局',
    nameEn: 'Bureau that does not exist',
    divisionCode: '411199',
  };
  const { id: organId } = await made('/api/v1/organs', { parentId: organ.id, ...place });
  const { id: postId } = await made('/api/v1/posts', { organId, role: 'counter', title: '窗口', titleEn: 'Counter' });
  const { id: accountId } = await made('/api/v1/programs', { organId, name: '虚构系统' });
  await made(`/api/v1/accounts/${accountId}/posts`, { postId, since: TODAY });
  const { key } = await made('/api/v1/keys', { accountId, postId, label: '窗口', expiresOn: '2026-12-31' });
  const ask = () => http.inject({ method: 'POST', url: '/who', headers: { authorization: `Bearer ${key}` } });
  expect((await ask()).json()).toMatchObject({ kind: 'program', organId, organPath: '1.1.', organKind: 'partner' });
  const hash = programKeyHash(key)!.toString('hex');
  await made('/api/v1/keys/revocations', { hash });
  expect((await ask()).json().code).toBe('access.key_refused');
  await made(`/api/v1/accounts/${accountId}/states`, { state: 'locked' });
  await made(`/api/v1/accounts/${accountId}/states`, { state: 'active' });
  await made(`/api/v1/accounts/${accountId}/post-endings`, { postId, lastDay: TODAY });
  const { accountId: invited, code } = await made('/api/v1/persons', {
    organId,
    displayName: '某员',
    username: 'new.one',
  });
  const again = await made(`/api/v1/accounts/${invited}/invitations`, { username: 'new.one' });
  expect(again.code).not.toBe(code);
  const read = async (url: string) => (await http.inject({ method: 'GET', url, headers: { ...HOST, cookie } })).json();
  const { organs, posts } = await read('/api/v1/organs');
  expect(organs).toContainEqual(expect.objectContaining({ id: organId, parentId: organ.id, kind: 'partner' }));
  expect(posts).toContainEqual(expect.objectContaining({ id: postId, organId, role: 'counter' }));
  const { accounts } = await read('/api/v1/accounts');
  const holdings = [{ postId, since: TODAY, until: TODAY }];
  expect(accounts).toContainEqual(expect.objectContaining({ id: accountId, state: 'active', organId, holdings }));
});
