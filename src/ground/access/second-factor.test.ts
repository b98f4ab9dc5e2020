import { base32 } from '@better-auth/utils/base32';
import { afterEach, expect, test } from 'vitest';
import { cookiesOf, HOST, PASSWORD, testAccess } from '../../../test/support/access.ts';
import { contextFor, TEST_NOW } from '../../../test/support/actors.ts';
import { LOCKOUT } from '../../../test/support/signing.ts';
import { freshSecondFactor } from './factor-proof.ts';
import { stepAt, totpCode } from './totp.ts';

const access = testAccess();
const { asOwner, post, person, signIn, who } = access;
afterEach(() => {
  access.clock = TEST_NOW;
  access.secondFactor = 'optional';
});

const later = (minutes: number) => {
  access.clock = new Date(access.clock.getTime() + minutes * 60_000);
};
const send = (method: 'GET' | 'DELETE', url: string, cookie: string) =>
  access.http.inject({ method, url, headers: { ...HOST, cookie } });
const codeNow = (typed: string) => totpCode(Buffer.from(base32.decode(typed)), stepAt(access.clock));

/** Somebody signed in who enrols an application on the telephone. */
async function enrolled(cookie: string) {
  const begun = await post('/api/v1/me/totp', {}, { cookie });
  expect(begun.statusCode).toBe(201);
  const { typed, picture } = begun.json();
  expect(picture).toMatch(/^data:image\/svg\+xml;base64,/);
  const confirmed = await post('/api/v1/me/totp/confirmations', { code: await codeNow(typed) }, { cookie });
  expect(confirmed.statusCode).toBe(201);
  return { typed, backupCodes: confirmed.json().backupCodes as string[] };
}

test('where staff need a second factor, a session does nothing before one is enrolled', async () => {
  access.secondFactor = 'required';
  const { username } = await person('clerk');
  const cookie = cookiesOf(await signIn(username));
  expect((await who(cookie)).json().code).toBe('access.second_factor_to_enrol');
  const me = await send('GET', '/api/v1/me', cookie);
  expect(me.json()).toMatchObject({ standing: 'to_enrol', rights: [], currentPostId: null });
  const { backupCodes } = await enrolled(cookie);
  expect(new Set(backupCodes).size).toBe(10);
  expect((await who(cookie)).statusCode).toBe(200);
  const began = await asOwner(
    `select count(*)::int as n from journal where deed = 'session.begin' and account_id =
    (select id from auth.users where username = $1)`,
    [username],
  );
  expect(began).toEqual([{ n: 1 }]);
});

test('who has enrolled shows it at each sign-in, also where nobody must, and a code works once', async () => {
  const { username, accountId } = await person('clerk');
  const first = cookiesOf(await signIn(username));
  const { typed } = await enrolled(first);
  expect((await who(first)).statusCode).toBe(200);
  later(1);
  const cookie = cookiesOf(await signIn(username));
  expect((await who(cookie)).json().code).toBe('access.second_factor_needed');
  expect((await post('/api/v1/me/totp', {}, { cookie })).json().code).toBe('access.second_factor_needed');
  const code = await codeNow(typed);
  const wrong = code === '000000' ? '000001' : '000000';
  const prove = (proof: object, as = cookie) => post('/api/v1/session/proofs', proof, { cookie: as });
  expect((await prove({ method: 'totp', code: wrong })).json().code).toBe('access.factor_refused');
  expect((await prove({ method: 'totp', code })).statusCode).toBe(204);
  expect((await who(cookie)).statusCode).toBe(200);
  const another = cookiesOf(await signIn(username));
  expect((await prove({ method: 'totp', code }, another)).json().code).toBe('access.factor_refused');
  const [kept] = await asOwner('select sealed from auth.totp_secrets where account_id = $1', [accountId]);
  expect(kept.sealed.includes(Buffer.from(base32.decode(typed)))).toBe(false);
});

test('five wrong codes lock the factor for half an hour, the right one included', async () => {
  const { username } = await person('clerk');
  const { typed } = await enrolled(cookiesOf(await signIn(username)));
  later(1);
  const cookie = cookiesOf(await signIn(username));
  const prove = async (code: string) =>
    (await post('/api/v1/session/proofs', { method: 'totp', code }, { cookie })).json()?.code;
  const right = await codeNow(typed);
  const wrong = right === '111111' ? '222222' : '111111';
  const told: string[] = [];
  for (let n = 0; n < 5; n += 1) told.push(await prove(wrong));
  expect(told).toEqual(Array(5).fill('access.factor_refused'));
  expect(await prove(right)).toBe('access.factor_locked');
  later(31);
  const code = await codeNow(typed);
  const proved = await post('/api/v1/session/proofs', { method: 'totp', code }, { cookie });
  expect(proved.statusCode).toBe(204);
});

test('a code from paper opens one session, and never counts as a fresh proof', async () => {
  const { username, accountId, postIds } = await person('clerk');
  const { backupCodes } = await enrolled(cookiesOf(await signIn(username)));
  const [code = ''] = backupCodes;
  const open = async () => {
    const cookie = cookiesOf(await signIn(username));
    const typed = code.toLowerCase().replaceAll('-', ' ');
    return (await post('/api/v1/session/proofs', { method: 'backup', code: typed }, { cookie })).statusCode;
  };
  expect(await open()).toBe(204);
  expect(await open()).toBe(422);
  const actor = { ...access.administrator, accountId, postId: postIds[0]!, role: 'clerk' as const };
  const ctx = {
    ...contextFor(actor, access.database.pools, access.clock),
    masterKey: access.deps.masterKey,
    lockout: LOCKOUT,
  };
  await expect(freshSecondFactor(ctx, { method: 'totp', code: backupCodes[1]! })).rejects.toMatchObject({
    code: 'access.factor_refused',
  });
});

test('a fresh proof is for one act: the same code twice, or thrice at once, counts once, and a program has none', async () => {
  const { username, accountId, postIds } = await person('publisher');
  const { typed } = await enrolled(cookiesOf(await signIn(username)));
  later(2);
  const actor = { ...access.administrator, accountId, postId: postIds[0]!, role: 'publisher' as const };
  const ctx = {
    ...contextFor(actor, access.database.pools, access.clock),
    masterKey: access.deps.masterKey,
    lockout: LOCKOUT,
  };
  const proof = { method: 'totp', code: await codeNow(typed) } as const;
  expect(await freshSecondFactor(ctx, proof)).toEqual({ method: 'totp', at: access.clock });
  await expect(freshSecondFactor(ctx, proof)).rejects.toMatchObject({ code: 'access.factor_refused' });
  later(2);
  const next = { method: 'totp', code: await codeNow(typed) } as const;
  const at = { ...ctx, now: () => access.clock };
  const tries = await Promise.allSettled([1, 2, 3].map(() => freshSecondFactor(at, next)));
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  const program = { ...ctx, actor: { ...actor, kind: 'program' as const } };
  await expect(freshSecondFactor(program, proof)).rejects.toMatchObject({ code: 'access.persons_only' });
});

test('a session left open cannot take a factor away: that needs the factor', async () => {
  const { username } = await person('clerk');
  const cookie = cookiesOf(await signIn(username));
  const { typed } = await enrolled(cookie);
  const remove = (code: string) =>
    post('/api/v1/me/second-factors/removals', { factor: 'totp', proof: { method: 'totp', code } }, { cookie });
  const right = await codeNow(typed);
  expect((await remove(right)).json().code).toBe('access.factor_refused'); // used to enrol
  later(1);
  expect((await remove(await codeNow(typed))).statusCode).toBe(204);
  const factors = await send('GET', '/api/v1/me/second-factors', cookie);
  expect(factors.json()).toMatchObject({ totpSince: null, passkeys: [], backupCodesLeft: 10 });
});

test('who comes anew with a code on paper enrols anew', async () => {
  const { username, accountId } = await person('clerk');
  await enrolled(cookiesOf(await signIn(username)));
  const { secret } = await access.agree({ kind: 'code', accountId, username });
  const code = secret?.kind === 'code' ? secret.code : '';
  await post('/api/v1/invitations/redemptions', { code, password: PASSWORD });
  expect((await who(cookiesOf(await signIn(username)))).statusCode).toBe(200);
  for (const table of ['totp_secrets', 'passkeys', 'backup_codes']) {
    expect(await asOwner(`select 1 from auth.${table} where account_id = $1`, [accountId])).toEqual([]);
  }
});

test('a password older than half a year must be changed before anything else', async () => {
  const { username } = await person('clerk');
  later(181 * 24 * 60);
  const cookie = cookiesOf(await signIn(username));
  expect((await who(cookie)).json().code).toBe('access.password_old');
  const change = (current: string, next: string) => post('/api/v1/me/passwords', { current, next }, { cookie });
  expect((await change('not the right one', 'another sentence 77')).json().code).toBe('access.sign_in_failed');
  expect((await change(PASSWORD, PASSWORD)).json().code).toBe('access.password_same');
  expect((await change(PASSWORD, 'short')).json().code).toBe('access.password_weak');
  expect((await change(PASSWORD, 'another sentence 77')).statusCode).toBe(204);
  expect((await who(cookie)).json().code).toBe('access.sign_in_first'); // every session ended
  expect((await who(cookiesOf(await signIn(username, 'another sentence 77')))).statusCode).toBe(200);
});

test('a person sees their sessions by device and ends one of them, never one of somebody else', async () => {
  const { username } = await person('clerk');
  const cookie = cookiesOf(await signIn(username));
  const lost = cookiesOf(await signIn(username));
  const stranger = cookiesOf(await signIn((await person('clerk')).username));
  const sessions = (await send('GET', '/api/v1/me/sessions', cookie)).json() as { id: string; current: boolean }[];
  expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
  expect(JSON.stringify(sessions)).not.toContain(cookie.split('=')[1]!.split('.')[0]);
  const { id } = sessions.find(({ current }) => !current)!;
  expect((await send('DELETE', `/api/v1/me/sessions/${id}`, stranger)).json().code).toBe('access.session_absent');
  expect((await who(lost)).statusCode).toBe(200);
  expect((await send('DELETE', `/api/v1/me/sessions/${id}`, cookie)).statusCode).toBe(204);
  expect((await who(lost)).json().code).toBe('access.sign_in_first');
  expect((await who(cookie)).statusCode).toBe(200);
});

test('a demonstration account with its printed password opens nothing in a real installation', async () => {
  const { username, accountId } = await person('clerk');
  await asOwner('update auth.users set demonstration = true where id = $1', [accountId]);
  const refused = await signIn(username);
  expect([refused.statusCode, refused.json().code]).toEqual([401, 'access.sign_in_failed']);
  access.demonstration = true;
  access.secondFactor = 'required';
  expect((await who(cookiesOf(await signIn(username)))).statusCode).toBe(200);
  access.demonstration = false;
});
