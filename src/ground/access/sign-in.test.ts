import { expect, test } from 'vitest';
import { cookiesOf, forgotten, HOST, PASSWORD, testAccess } from '../../../test/support/access.ts';
import { TEST_NOW } from '../../../test/support/actors.ts';
import { hashPassword, verifyPassword } from './password.ts';

const PROXY = '10.1.2.3';
const access = testAccess({ proxies: [PROXY] });
const { asOwner, post, person, signIn, who } = access;

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
    organId: access.organ.id,
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
  const behind = { remoteAddress: PROXY, headers: { ...HOST, 'x-forwarded-proto': 'https' } };
  const payload = { username, password: PASSWORD };
  const https = await access.http.inject({ method: 'POST', url: '/api/v1/session', payload, ...behind });
  expect([https.headers['set-cookie']].flat()[0]).toMatch(/^__Host-zhengming\.session_token=.*; Path=\/;.*; Secure$/);
  const whom = async (asking: object) => (await access.http.inject({ url: '/who', ...asking })).statusCode;
  const kept = cookiesOf(https);
  expect(await whom({ ...behind, headers: { ...behind.headers, cookie: kept } })).toBe(200);
  // Laid into the browser by somebody else it would stand there without the prefix.
  expect(await whom({ ...behind, headers: { ...behind.headers, cookie: kept.replace('__Host-', '') } })).toBe(401);
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
  access.clock = new Date(TEST_NOW.getTime() + 30 * 60_000);
  expect((await signIn(username)).statusCode).toBe(204);
  access.clock = TEST_NOW;
});

test('how many attempts, how long the lock and how long an idle session: as the edition in use has it', async () => {
  access.terms = { 'signIn.failuresBeforeLock': 2, 'signIn.lockMinutes': 3, 'session.idleMinutes': 4 };
  try {
    const { username, accountId } = await person('clerk');
    const codes: string[] = [];
    for (let n = 0; n < 3; n += 1) codes.push((await signIn(username, 'wrong wrong wrong')).json().code);
    expect(codes).toEqual(['access.sign_in_failed', 'access.sign_in_failed', 'access.sign_in_locked']);
    access.clock = new Date(TEST_NOW.getTime() + 3 * 60_000);
    expect((await signIn(username)).statusCode).toBe(204);
    const [{ left } = { left: 0 }] = (await asOwner(
      'select extract(epoch from expires_at - created_at)::int as left from auth.sessions where user_id = $1',
      [accountId],
    )) as { left: number }[];
    expect(left).toBe(4 * 60);
  } finally {
    access.terms = {};
    access.clock = TEST_NOW;
  }
});

test('many attempts at once are counted one by one', async () => {
  const { username } = await person('clerk');
  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(username, 'not the right one')));
  expect(answers.filter((answer) => answer.json().code === 'access.sign_in_failed').length).toBe(5);
});

test('signing out ends the session at once', async () => {
  const { username } = await person('clerk');
  const cookie = cookiesOf(await signIn(username));
  expect((await who(cookie)).statusCode).toBe(200);
  const out = await access.http.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...HOST, cookie } });
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
    access.http.inject({ method: 'POST', url: '/who', headers: { host: HOST.host, cookie, ...headers } });
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
  const me = await access.http.inject({ method: 'GET', url: '/api/v1/me', headers: { ...HOST, cookie } });
  expect(me.json()).toMatchObject({ currentPostId: null, rights: [] });
  expect(
    me
      .json()
      .posts.map(({ id }: { id: string }) => id)
      .sort(),
  ).toEqual([...postIds].sort());
  const foreign = await post('/api/v1/me/post', { postId: access.administrator.postId }, { cookie });
  expect(foreign.json().code).toBe('access.post_not_held');
  expect((await post('/api/v1/me/post', { postId: postIds[1] }, { cookie })).statusCode).toBe(201);
  expect((await who(cookie)).json().role).toBe('reviewer');
  const after = await access.http.inject({ method: 'GET', url: '/api/v1/me', headers: { ...HOST, cookie } });
  expect(after.json().rights).toContain('publication.review');
  expect(after.json().rights).not.toContain('batch.submit');
});

test('a password is verified with the numbers of its hash, and another password is not', async () => {
  const hash = await hashPassword(PASSWORD);
  expect(await verifyPassword({ hash, password: PASSWORD })).toBe(true);
  expect(await verifyPassword({ hash, password: `${PASSWORD} ` })).toBe(false);
  expect(await verifyPassword({ hash: 'plain', password: 'plain' })).toBe(false);
  expect(await hashPassword(PASSWORD)).not.toBe(hash);
});
