import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import multipart from '@fastify/multipart';
import { createSignature, verifySignature } from 'http-message-sig';
import { beforeAll, describe, expect, test } from 'vitest';
import { testAccess } from '../../../../test/support/access.ts';
import { testPrograms } from '../../../../test/support/programs.ts';
import { type HttpApp, makeHttp } from '../../platform/http.ts';
import { ACCESS_MESSAGES } from '../access-messages.ts';
import { actorOf } from '../doorkeeper.ts';
import { bodyProved } from './body-digest.ts';
import { verifierOf } from './ed25519.ts';
import { programHooks } from './program-hooks.ts';
import { SIGNATURE } from './request-signature.ts';

const access = testAccess();
const { keyed } = testPrograms(access);
const HOST = 'partner.test';
const BODY = JSON.stringify({ wish: {}, reason: '' });
const seconds = () => Math.floor(access.clock.getTime() / 1_000);
const digestOf = (body: string) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

async function signer() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const program = await keyed({ signingKey: publicKey.export({ format: 'jwk' }).x!, signed: true });
  return { ...program, privateKey };
}
type Signer = Awaited<ReturnType<typeof signer>>;
type Options = {
  components?: string[];
  created?: number;
  nonce?: string;
  keyid?: string;
  expires?: number;
  type?: string;
};

/** Headers of a request as a program would sign it. */
async function signed(
  { key, keyId, privateKey }: Signer,
  method: string,
  path: string,
  body = '',
  options: Options = {},
) {
  const headers: Record<string, string> = { host: HOST, authorization: `Bearer ${key}` };
  const { type = 'application/json' } = options;
  if (body !== '') Object.assign(headers, { 'content-type': type, 'content-digest': digestOf(body) });
  const usual = ['@method', '@target-uri', 'authorization', ...(body === '' ? [] : ['content-digest'])];
  const { components = usual, created = seconds(), nonce = randomUUID(), keyid = keyId, expires } = options;
  const { signature, signatureInput } = await createSignature(
    {
      kind: 'request',
      method,
      targetUri: `http://${HOST}${path}`,
      fields: Object.entries(headers).map(([name, value]) => ({ name, value })),
    },
    {
      components,
      parameters: { created, nonce, keyid, alg: 'ed25519', ...(expires === undefined ? {} : { expires }) },
      signer: { algorithm: 'ed25519', sign: (data) => sign(null, data, privateKey) },
    },
  );
  return { ...headers, signature, 'signature-input': signatureInput };
}
const get = (headers: Record<string, string>, url = '/who') => access.http.inject({ url, headers });
const post = (headers: Record<string, string>, payload: string) =>
  access.http.inject({ method: 'POST', url: '/who', headers, payload });

test('our check agrees with the Ed25519 vector of RFC 9421, and with no bit of it changed', async () => {
  // RFC 9421 B.1.4 and B.2.6.
  const publicKey = Buffer.from('JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs', 'base64url');
  const message = (method: string) => ({
    kind: 'request' as const,
    method,
    targetUri: 'https://example.com/foo?param=Value&Pet=dog',
    fields: Object.entries({
      date: 'Tue, 20 Apr 2021 02:07:55 GMT',
      'content-type': 'application/json',
      'content-length': '18',
      'signature-input':
        'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      signature: 'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
    }).map(([name, value]) => ({ name, value })),
  });
  const check = (method: string) =>
    verifySignature(message(method), {
      policy: { algorithms: ['ed25519'], requiredComponents: [], requiredParameters: [], now: 1618884473 },
      resolveVerifier: () => verifierOf(publicKey),
    });
  expect((await check('POST')).parameters.keyid).toBe('test-key-ed25519');
  await expect(check('PUT')).rejects.toMatchObject({ code: 'VerificationFailed' });
});

test('a key that demands signatures lets nothing in without one, the secret alone is no use to a thief', async () => {
  const program = await signer();
  const plain = await get({ host: HOST, authorization: `Bearer ${program.key}` });
  expect([plain.statusCode, plain.json().code]).toEqual([401, 'access.signature_missing']);
  expect((await get(await signed(program, 'GET', '/who'))).json()).toMatchObject({ accountId: program.accountId });
  expect((await post(await signed(program, 'POST', '/who', BODY), BODY)).statusCode).toBe(200);
});

test('the same signature a second time, too old, from the future or past its own end is refused', async () => {
  const program = await signer();
  const once = await signed(program, 'GET', '/who');
  expect((await get(once)).statusCode).toBe(200);
  expect((await get(once)).json().code).toBe('access.signature_replayed');
  const at = async (options: Options) => (await get(await signed(program, 'GET', '/who', '', options))).json().code;
  const window = SIGNATURE.maxAge + SIGNATURE.clockSkew;
  expect(await at({ created: seconds() - window - 1 })).toBe('access.signature_refused');
  expect(await at({ created: seconds() + SIGNATURE.clockSkew + 1 })).toBe('access.signature_refused');
  expect(await at({ created: seconds() - 200, expires: seconds() - 100 })).toBe('access.signature_refused');
  expect(await at({ nonce: 'short' })).toBe('access.signature_refused');
  expect(await at({ created: seconds() - SIGNATURE.maxAge + 5 })).toBeUndefined();
});

test('a changed body, address, method or token, and another program’s signature are refused', async () => {
  const program = await signer();
  const another = await signer();
  const headers = await signed(program, 'POST', '/who', BODY);
  expect((await post(headers, BODY.replace('reason', 'reasom'))).json().code).toBe('access.digest_wrong');
  const swapped = { ...headers, 'content-digest': digestOf('{}') };
  expect((await post(swapped, '{}')).json().code).toBe('access.signature_refused');
  expect((await get(await signed(program, 'GET', '/who?a=1'), '/who?a=2')).json().code).toBe(
    'access.signature_refused',
  );
  expect((await get(await signed(program, 'POST', '/who'))).json().code).toBe('access.signature_refused');
  const stolen = { ...(await signed(program, 'GET', '/who')), authorization: `Bearer ${another.key}` };
  expect((await get(stolen)).json().code).toBe('access.signature_refused');
  const borrowed = await signed({ ...another, privateKey: program.privateKey }, 'GET', '/who');
  expect((await get(borrowed)).json().code).toBe('access.signature_refused');
});

test('a signature that leaves out the body, the token or the address covers nothing', async () => {
  const program = await signer();
  const uncovered = await signed(program, 'POST', '/who', BODY, {
    components: ['@method', '@target-uri', 'authorization'],
  });
  expect((await post(uncovered, BODY)).json()).toMatchObject({
    code: 'access.signature_refused',
    facts: { covered: ['@method', '@target-uri', 'authorization', 'content-digest'] },
  });
  const loose = await signed(program, 'GET', '/who', '', { components: ['@method'] });
  expect((await get(loose)).json().code).toBe('access.signature_refused');
  const unreadable = { ...(await signed(program, 'POST', '/who', BODY)), 'content-digest': 'md5=:AAAA:' };
  expect((await post(unreadable, BODY)).json().code).toBe('access.digest_unreadable');
});

describe('a file in parts', () => {
  const type = 'multipart/form-data; boundary=edge';
  const body = (text: string) =>
    `--edge\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${text}\r\n--edge--\r\n`;
  const LONG = 'CF_WSH,CF_NR\r\n'.repeat(20_000);
  const taken: string[] = [];
  let http: HttpApp;
  beforeAll(async () => {
    ({ http } = await makeHttp(new Map(Object.entries(ACCESS_MESSAGES)), () => undefined, 'test'));
    programHooks(http, access.deps);
    await http.register(multipart, { limits: { fileSize: 1_000_000 } });
    http.post('/parts', { bodyLimit: 1_000_000 }, async (request) => {
      await actorOf(request, access.deps);
      const text = (await (await request.file())!.toBuffer()).toString();
      await bodyProved(request);
      taken.push(text);
      return {};
    });
  });
  const send = async (said: string, sent: string) => {
    const headers = await signed(await signer(), 'POST', '/parts', said, { type });
    return http.inject({ method: 'POST', url: '/parts', headers, payload: sent });
  };

  test('is taken where all of the body is the one that was signed', async () => {
    expect((await send(body(LONG), body(LONG))).statusCode).toBe(200);
    expect(taken).toEqual([LONG]);
  });

  test.each([
    ['one sign of the file', body(LONG), body(LONG.replace('CF_NR', 'CF_XX'))],
    ['what stands behind the last part', `${body('a')}signed`, `${body('a')}sighed`],
    ['the length: something follows that was not signed', body('a'), `${body('a')}${'x'.repeat(200_000)}`],
    ['the length: more follows than the route takes', body('a'), `${body('a')}${'x'.repeat(2_000_000)}`],
  ])('is refused, and nothing rests on it, where another is %s', async (_, said, sent) => {
    taken.length = 0;
    expect((await send(said, sent)).json()).toMatchObject({ code: 'access.digest_wrong', status: 401 });
    expect(taken).toEqual([]);
  });
});
