import { expect, test } from 'vitest';
import { makeHttp } from '../platform/http.ts';
import { cookiesThatCame, sendCookies } from './session-cookies.ts';

const SESSION = 'zhengming.session_token=abc; Path=/; HttpOnly; SameSite=Strict';
const ERRAND = 'zhengming.errand=def; Path=/api/v1/session/provider; HttpOnly; SameSite=Lax';
const PROXY = '10.1.2.3';

/** Sets both cookies and tells which ones came, behind one named proxy. */
async function asked(remoteAddress: string, headers: Readonly<Record<string, string>>) {
  const { http } = await makeHttp(new Map(), () => undefined, 'test', [PROXY]);
  http.get('/', async (request, reply) => {
    sendCookies(request, reply, [SESSION, ERRAND]);
    return { came: cookiesThatCame(request) };
  });
  const answer = await http.inject({ url: '/', remoteAddress, headers });
  await http.close();
  return { set: answer.headers['set-cookie'], came: answer.json().came as string };
}
const HTTPS = { 'x-forwarded-proto': 'https' };

test('behind a named proxy that ends TLS a cookie is for this host and for encrypted connections alone', async () => {
  const { set } = await asked(PROXY, HTTPS);
  expect(set).toEqual([`__Host-${SESSION}; Secure`, `__Secure-${ERRAND}; Secure`]);
});

test.each([
  ['anybody says that it came by TLS', '198.51.100.7', HTTPS],
  ['the proxy says nothing', PROXY, {}],
  ['the proxy says that it came in the open', PROXY, { 'x-forwarded-proto': 'http' }],
])('where %s, a cookie is a plain one', async (_case, address, headers) => {
  expect((await asked(address, headers)).set).toEqual([SESSION, ERRAND]);
});

test('over TLS a cookie counts only under the prefix that no other host and no open line can set', async () => {
  const came = async (cookie: string) => (await asked(PROXY, { ...HTTPS, cookie })).came;
  expect(await came('__Host-zhengming.session_token=abc; __Secure-zhengming.errand=def')).toBe(
    'zhengming.session_token=abc; zhengming.errand=def',
  );
  expect(await came('zhengming.session_token=planted; zhengming-party.session_token=planted')).toBe('');
  expect(await came('__Secure-zhengming.session_token=planted; x__Host-zhengming.session_token=planted')).toBe('');
  expect((await asked(PROXY, { cookie: 'zhengming.session_token=abc' })).came).toBe('zhengming.session_token=abc');
});
