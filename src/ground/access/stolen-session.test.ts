// Drills: what the cookie of a session is worth to whoever got hold of it.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { cookiesOf, forgotten, HOST, PASSWORD, testAccess } from '../../../test/support/access.ts';

const access = testAccess();
const { asOwner, post, person, signIn, who } = access;
const NEXT = '正名 another long sentence 43';

async function signedIn() {
  const { username, accountId } = await person('clerk');
  return { username, accountId, cookie: cookiesOf(await signIn(username)) };
}
const codeOf = async (cookie: string) => (await who(cookie)).json().code as string;

test('a session in use all day ends twelve hours after it began, whatever keeps it busy', async () => {
  const { accountId, cookie } = await signedIn();
  await asOwner("update auth.sessions set created_at = now() - interval '11 hours 59 minutes' where user_id = $1", [
    accountId,
  ]);
  await forgotten();
  expect((await who(cookie)).statusCode).toBe(200);
  await asOwner(
    `update auth.sessions set created_at = now() - interval '12 hours 1 minute', expires_at = now() + interval '15 minutes'
     where user_id = $1`,
    [accountId],
  );
  await forgotten();
  expect(await codeOf(cookie)).toBe('access.sign_in_first');
});

test('use moves the end of a session on, and never past the hours that the edition in use gives it', async () => {
  access.terms = { 'session.mostHours': 2 };
  try {
    const { accountId, cookie } = await signedIn();
    await asOwner(
      "update auth.sessions set created_at = now() - interval '119 minutes', updated_at = now() - interval '5 minutes' where user_id = $1",
      [accountId],
    );
    await forgotten();
    expect((await who(cookie)).statusCode).toBe(200);
    const [{ left } = { left: 0 }] = (await asOwner(
      'select round(extract(epoch from expires_at - created_at))::int as left from auth.sessions where user_id = $1',
      [accountId],
    )) as { left: number }[];
    expect(left).toBe(2 * 3_600);
  } finally {
    access.terms = {};
  }
});

test('a cookie of before the sign-out opens nothing, and signing in anew makes another', async () => {
  const { username, cookie } = await signedIn();
  await access.http.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...HOST, cookie } });
  expect(await codeOf(cookie)).toBe('access.sign_in_first');
  const fresh = cookiesOf(await signIn(username));
  expect(fresh).not.toBe(cookie);
  expect([(await who(fresh)).statusCode, await codeOf(cookie)]).toEqual([200, 'access.sign_in_first']);
});

test('a cookie that somebody planted before the sign-in is not taken over by it', async () => {
  const { username, cookie: planted } = await signedIn();
  const answer = await post('/api/v1/session', { username, password: PASSWORD }, { cookie: planted });
  expect(cookiesOf(answer)).not.toContain(planted.split('=')[1]!);
});

test('whoever has the cookie cannot change the password without knowing it; its change ends the stolen session', async () => {
  const { username, cookie: stolen } = await signedIn();
  const own = cookiesOf(await signIn(username));
  const wrong = await post('/api/v1/me/passwords', { current: 'not the password 1', next: NEXT }, { cookie: stolen });
  expect(wrong.statusCode).toBeGreaterThanOrEqual(400);
  expect((await post('/api/v1/session', { username, password: NEXT })).statusCode).toBe(401);
  const changed = await post('/api/v1/me/passwords', { current: PASSWORD, next: NEXT }, { cookie: own });
  expect(changed.statusCode).toBeLessThan(300);
  expect(await codeOf(stolen)).toBe('access.sign_in_first');
});

test('what lies in the database signs nobody in: the cookie bears our signature, and one letter changed is none', async () => {
  const { accountId, cookie } = await signedIn();
  const [{ token }] = (await asOwner('select token from auth.sessions where user_id = $1', [accountId])) as [
    { token: string },
  ];
  const name = cookie.split('=')[0]!;
  for (const value of [token, `${token}.`, `${token}.${Buffer.alloc(32).toString('base64')}`]) {
    expect(await codeOf(`${name}=${encodeURIComponent(value)}`)).toBe('access.sign_in_first');
  }
  const end = cookie.indexOf('.', name.length) + 1;
  const [unsigned, signature] = [cookie.slice(0, end), cookie.slice(end)];
  const altered = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
  expect(await codeOf(unsigned + altered)).toBe('access.sign_in_first');
  expect(await codeOf(`${name}=${randomUUID()}`)).toBe('access.sign_in_first');
});

test('a stolen cookie sent from a foreign page changes nothing', async () => {
  const { cookie } = await signedIn();
  const from = { cookie, origin: 'https://elsewhere.invalid', 'sec-fetch-site': 'cross-site' };
  const answer = await post('/who', {}, from);
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'access.foreign_origin']);
});
