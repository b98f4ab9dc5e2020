import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { cookiesOf, HOST, testAccess } from '../../../../test/support/access.ts';
import { contextFor } from '../../../../test/support/actors.ts';
import { CLIENT, testOidcProvider, walkThrough } from '../../../../test/support/oidc-provider.ts';
import { proposeChange } from '../change-commands.ts';
import { newErrand, OidcClient } from './oidc-client.ts';

const HOME = `http://${HOST.host}`;
const RETURN = `${HOME}/api/v1/session/provider/return`;
const { issuer, server } = await testOidcProvider(RETURN);
afterAll(() => new Promise((resolve) => server.close(resolve)));
const access = testAccess({ oidc: { issuer, name: '虚构统一认证', ...CLIENT } });

/** Leaves for the provider, signs in there, and comes back, as one browser. */
async function throughProvider(login: string, changed = (url: URL) => url) {
  const left = await access.http.inject({ url: '/api/v1/session/provider', headers: { host: HOST.host } });
  expect(left.statusCode).toBe(303);
  const errand = cookiesOf(left);
  const back = changed(new URL(await walkThrough(left.headers.location!, login, HOME)));
  const url = `${back.pathname}${back.search}`;
  const arrive = (cookie = errand) => access.http.inject({ url, headers: { host: HOST.host, cookie } });
  return { arrive, left };
}
/** The cookie of the session that an answer sets. */
const sessionIn = (answer: { headers: Record<string, unknown> }) =>
  cookiesOf(answer)
    .split('; ')
    .find((one) => one.startsWith('zhengming.session_token='))!;
const link = (accountId: string, subject: string) => access.agree({ kind: 'identity', accountId, issuer, subject });

test('an officer whom two administrators linked comes in by a real provider, with PKCE, state and nonce', async () => {
  const { accountId } = await access.person('clerk');
  await link(accountId, 'employee-1');
  const { arrive, left } = await throughProvider('employee-1');
  const asked = new URL(left.headers.location!).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    scope: 'openid',
  });
  expect(String(left.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
  const arrived = await arrive();
  expect([arrived.statusCode, arrived.headers.location]).toEqual([303, '/office/']);
  expect([arrived.headers['set-cookie']].flat()).toEqual([
    expect.stringMatching(/^zhengming\.session_token=.*HttpOnly; SameSite=Strict$/),
    expect.stringMatching(/^zhengming\.errand=;.*Max-Age=0/),
  ]);
  expect((await access.who(sessionIn(arrived))).json()).toMatchObject({ accountId, role: 'clerk', kind: 'person' });
  const deeds = await access.asOwner('select deed from journal where account_id = $1', [accountId]);
  expect(deeds.map(({ deed }) => deed)).toContain('session.begin');
});

test('nobody is let in who is not linked: no account is made, and a name or an address of mail finds none', async () => {
  const { username } = await access.person('clerk');
  const before = await access.asOwner('select count(*) from accounts');
  const arrived = await (await throughProvider(username)).arrive();
  expect(arrived.headers.location).toBe('/office/?refused=access.oidc_not_linked');
  expect(sessionIn(arrived)).toBeUndefined();
  expect(await access.asOwner('select count(*) from accounts')).toEqual(before);
});

test('a link is proposed by one and confirmed by another, one identity to one account, in the database too', async () => {
  const { accountId } = await access.person('clerk');
  const another = await access.person('clerk');
  const wish = { kind: 'identity', accountId, issuer, subject: 'employee-2' } as const;
  const alone = contextFor(access.security, access.database.pools);
  await expect(proposeChange(alone, wish, '一人关联')).rejects.toMatchObject({ code: 'access.denied' });
  await link(accountId, 'employee-2');
  await expect(link(another.accountId, 'employee-2')).rejects.toMatchObject({ code: 'access.identity_linked' });
  await expect(link(accountId, 'employee-3')).rejects.toMatchObject({ code: 'access.identity_linked' });
  const insert = `insert into auth.identities (change_id, account_id, issuer, subject, linked_at)
    select change_id, $1, issuer, 'stolen', now() from auth.identities where subject = 'employee-2'`;
  await expect(access.database.pools.appPool.query(insert, [another.accountId])).rejects.toMatchObject({
    constraint: 'identities_by_two',
  });
});

test('the end of the link and a lock close this way in at once', async () => {
  const { accountId } = await access.person('clerk');
  await link(accountId, 'employee-4');
  const session = sessionIn(await (await throughProvider('employee-4')).arrive());
  expect((await access.who(session)).statusCode).toBe(200);
  const cookie = cookiesOf(await access.signIn((await access.person('security')).username));
  const headers = { cookie, 'idempotency-key': 'the-link-ends' };
  expect((await access.post(`/api/v1/accounts/${accountId}/identity-endings`, {}, headers)).statusCode).toBe(201);
  expect((await access.who(session)).statusCode).toBe(401);
  expect((await (await throughProvider('employee-4')).arrive()).headers.location).toMatch(/oidc_not_linked$/);

  const locked = await access.person('clerk');
  await link(locked.accountId, 'employee-5');
  await access.post(
    `/api/v1/accounts/${locked.accountId}/states`,
    { state: 'locked' },
    { cookie, 'idempotency-key': 'the-lock-falls' },
  );
  expect((await (await throughProvider('employee-5')).arrive()).headers.location).toMatch(/oidc_not_linked$/);
});

test('who departs has no way in by the provider any more, and the link has its end in the database', async () => {
  const { accountId } = await access.person('security');
  await link(accountId, 'employee-9');
  const session = sessionIn(await (await throughProvider('employee-9')).arrive());
  expect((await access.who(session)).statusCode).toBe(200);
  const cookie = cookiesOf(await access.signIn((await access.person('administrator')).username));
  const told = async () => {
    const answer = await access.http.inject({ url: '/api/v1/accounts', headers: { ...HOST, cookie } });
    const { accounts } = answer.json() as { accounts: { id: string; linked: boolean }[] };
    return accounts.find(({ id }) => id === accountId)?.linked;
  };
  expect(await told()).toBe(true);
  const headers = { cookie, 'idempotency-key': 'one-departs-now' };
  expect((await access.post(`/api/v1/accounts/${accountId}/departures`, { successors: [] }, headers)).statusCode).toBe(
    201,
  );
  expect((await access.who(session)).statusCode).toBe(401);
  expect((await (await throughProvider('employee-9')).arrive()).headers.location).toMatch(/oidc_not_linked$/);
  expect(await told()).toBe(false);
  const [row] = await access.asOwner('select ended_at from auth.identities where account_id = $1', [accountId]);
  expect(row.ended_at).toBeInstanceOf(Date);
});

test('a foreign errand, another state, another issuer or a code sent twice opens nothing', async () => {
  const { accountId } = await access.person('clerk');
  await link(accountId, 'employee-6');
  const refused = '/office/?refused=access.oidc_refused';
  const { arrive } = await throughProvider('employee-6');
  const other = cookiesOf(await access.http.inject({ url: '/api/v1/session/provider', headers: { host: HOST.host } }));
  expect((await arrive('')).headers.location).toBe(refused);
  expect((await arrive(other)).headers.location).toBe(refused);
  expect((await arrive()).headers.location).toBe('/office/');
  expect((await arrive()).headers.location).toBe(refused);
  const turned = (name: string, value: string) => (url: URL) => {
    url.searchParams.set(name, value);
    return url;
  };
  for (const change of [turned('state', 'another'), turned('iss', 'http://elsewhere.test'), turned('code', 'guessed')])
    expect((await (await throughProvider('employee-6', change)).arrive()).headers.location).toBe(refused);
});

test('the provider stands for the password and never for the second factor', async () => {
  access.secondFactor = 'required';
  const { accountId } = await access.person('clerk');
  await link(accountId, 'employee-7');
  const session = sessionIn(await (await throughProvider('employee-7')).arrive());
  expect((await access.who(session)).json().code).toBe('access.second_factor_to_enrol');
  access.secondFactor = 'optional';
});

test('the sign-in page learns which ways there are, and the wish names no other provider', async () => {
  expect((await access.http.inject({ url: '/api/v1/session/ways' })).json()).toEqual({ provider: '虚构统一认证' });
  const { accountId } = await access.person('clerk');
  const cookie = cookiesOf(await access.signIn((await access.person('administrator')).username));
  const proposal = (wish: object) =>
    access.post(
      '/api/v1/access/changes',
      { wish, reason: '关联身份' },
      { cookie, 'idempotency-key': JSON.stringify(wish).length.toString().padStart(8, 'w') },
    );
  const wish = { kind: 'identity', accountId, subject: 'employee-8' };
  expect((await proposal({ ...wish, issuer: 'http://elsewhere.test' })).statusCode).toBe(400);
  const { id } = (await proposal(wish)).json();
  const [kept] = await access.asOwner('select wish from access_changes where id = $1', [id]);
  expect(kept!.wish).toEqual({ ...wish, issuer });
});

test('a provider that answers no JSON, or no identity, is told as such and breaks nothing', async () => {
  const home = { body: '', document: '<h1>502</h1>' };
  const odd = createServer((request, reply) => {
    const described = request.url?.endsWith('/openid-configuration');
    reply.setHeader('content-type', 'text/html').end(described ? home.document : home.body);
  });
  await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
  const client = new OidcClient({ issuer: at, name: '虚构统一认证', ...CLIENT });
  const errand = newErrand();
  const arrive = () => client.subjectOf('a-code', RETURN, errand);
  await expect(client.leaveFor(RETURN, errand)).rejects.toMatchObject({ code: 'access.oidc_away' });
  const [authorization_endpoint, token_endpoint, jwks_uri] = ['/auth', '/token', '/jwks'].map((path) => at + path);
  home.document = JSON.stringify({ issuer: at, authorization_endpoint, token_endpoint, jwks_uri });
  for (const body of ['', '<h1>502</h1>', '{"access_token":"a"}', '{"id_token":"no.token.atall"}']) {
    home.body = body;
    await expect(arrive()).rejects.toMatchObject({ code: 'access.oidc_refused' });
  }
  await new Promise((resolve) => odd.close(resolve));
});
