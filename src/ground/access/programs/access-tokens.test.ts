import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { testAccess } from '../../../../test/support/access.ts';
import { contextFor } from '../../../../test/support/actors.ts';
import { testPrograms } from '../../../../test/support/programs.ts';
import { doorkeeperOf } from '../doorkeeper.ts';
import { TOKEN_SECONDS } from './access-token.ts';
import { revokeKey } from './program-key-commands.ts';

const access = testAccess();
const { keyed } = testPrograms(access);
const HOST = 'partner.test';
const BASE = `http://${HOST}`;
const GRANT = { grant_type: 'client_credentials' };

const token = (form: Record<string, string>, headers: object = {}) =>
  access.http.inject({
    method: 'POST',
    url: '/oauth/token',
    payload: new URLSearchParams(form).toString(),
    headers: { host: HOST, 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});
const who = (bearer: string, host = HOST) =>
  access.http.inject({ url: '/who', headers: { host, authorization: `Bearer ${bearer}` } });

test('a program changes its key for a token that anybody can check, and comes in with it', async () => {
  const { key, keyId, accountId } = await keyed();
  const answer = await token(GRANT, basic(keyId, key));
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  const { access_token: made, token_type, expires_in } = answer.json();
  expect([token_type, expires_in]).toEqual(['Bearer', TOKEN_SECONDS]);
  const metadata = (
    await access.http.inject({ url: '/.well-known/oauth-authorization-server', headers: { host: HOST } })
  ).json();
  expect(metadata).toMatchObject({
    issuer: BASE,
    token_endpoint: `${BASE}/oauth/token`,
    jwks_uri: `${BASE}/oauth/jwks`,
  });
  const keys = createLocalJWKSet((await access.http.inject({ url: '/oauth/jwks' })).json());
  expect(decodeProtectedHeader(made)).toMatchObject({ typ: 'at+jwt', alg: 'EdDSA' });
  const checked = await jwtVerify(made, keys, { issuer: BASE, audience: BASE, currentDate: access.clock });
  expect(checked.payload).toMatchObject({ sub: keyId, client_id: keyId, jti: expect.any(String) });
  expect((await who(made)).json()).toMatchObject({ accountId, kind: 'program', key: { keyId } });
});

test('a token ends with its key at once, with its five minutes, and is good at its own address alone', async () => {
  const { key, keyId, accountId } = await keyed();
  const made = (await token(GRANT, basic(keyId, key))).json().access_token;
  expect((await who(made, 'elsewhere.test')).json().code).toBe('access.key_refused');
  expect((await who(`${made.slice(0, -4)}AAAA`)).json().code).toBe('access.key_refused');
  const before = access.clock;
  access.clock = new Date(before.getTime() + (TOKEN_SECONDS + 1) * 1_000);
  expect((await who(made)).json().code).toBe('access.key_refused');
  access.clock = before;
  expect((await who(made)).statusCode).toBe(200);
  await revokeKey(contextFor(access.security, access.database.pools), keyId);
  doorkeeperOf(access.deps).forget(accountId); // as the route does that revokes it
  expect((await who(made)).json().code).toBe('access.key_refused');
  expect((await token(GRANT, basic(keyId, key))).json()).toEqual({ error: 'invalid_client' });
});

test('what is no client, no grant or no form is told so in the words of RFC 6749', async () => {
  const { key, keyId } = await keyed();
  const wrong = await token(GRANT, basic(keyId, `zm_${'A'.repeat(43)}`));
  expect([wrong.statusCode, wrong.headers['www-authenticate'], wrong.json()]).toEqual([
    401,
    'Basic realm="zhengming"',
    { error: 'invalid_client' },
  ]);
  expect((await token(GRANT, basic((await keyed()).keyId, key))).json().error).toBe('invalid_client');
  expect((await token(GRANT, { authorization: 'Basic JSU6JSU=' })).json().error).toBe('invalid_client');
  expect((await token({ grant_type: 'password' }, basic(keyId, key))).json().error).toBe('unsupported_grant_type');
  expect((await token({}, basic(keyId, key))).json().error).toBe('invalid_request');
});

test('a program that registered a key signs for its token, each assertion once and not for long', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { keyId, accountId } = await keyed({ signingKey: publicKey.export({ format: 'jwk' }).x! });
  const at = Math.floor(access.clock.getTime() / 1_000);
  const assertion = (claims: { aud?: string; exp?: number; jti?: string } = {}, by = privateKey) => {
    const { aud = `${BASE}/oauth/token`, exp = at + 60, jti = randomUUID() } = claims;
    const jwt = new SignJWT({ jti }).setProtectedHeader({ alg: 'EdDSA' }).setIssuer(keyId).setSubject(keyId);
    return jwt.setAudience(aud).setIssuedAt(at).setExpirationTime(exp).sign(by);
  };
  const asked = async (signed: string, client = keyId) =>
    token({
      ...GRANT,
      client_id: client,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signed,
    });
  const good = await assertion();
  const made = await asked(good);
  expect((await who(made.json().access_token)).json()).toMatchObject({ accountId });
  const another = generateKeyPairSync('ed25519').privateKey;
  const unsignable = (await keyed()).keyId;
  for (const refused of [
    await asked(good),
    await asked(await assertion({ aud: 'http://elsewhere.test' })),
    await asked(await assertion({ exp: at - 1 })),
    await asked(await assertion({ exp: at + 3_600 })),
    await asked(await assertion({}, another)),
    await asked(await assertion(), unsignable),
  ])
    expect([refused.statusCode, refused.json()]).toEqual([401, { error: 'invalid_client' }]);
});
