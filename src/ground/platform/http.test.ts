import { once } from 'node:events';
import { connect } from 'node:net';
import type { FastifyRequest, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal, type RefusalKind } from '../kernel/refusal.ts';
import { FIELD_MESSAGES } from './field-messages.ts';
import { type HttpApp, makeHttp, requestKeyOf } from './http.ts';
import { HTTP_MESSAGES } from './http-messages.ts';
import { STATUS } from './problem.ts';

let http: HttpApp;
let origin: string;
const logged: string[] = [];
const secret = 'Zhang San 41110219000101001X';

beforeAll(async () => {
  const own = { 'calendar.year_unknown': { zh: '该年度通知未载入', en: 'no notice for the year' } };
  const sentences = new Map(Object.entries({ ...own, ...HTTP_MESSAGES, ...FIELD_MESSAGES }));
  ({ http } = await makeHttp(
    sentences,
    (sentence, fields) => logged.push(JSON.stringify({ sentence, ...fields })),
    '0',
  ));
  http.get('/refuse/:kind', { schema: { params: z.strictObject({ kind: z.string() }) } }, (request) => {
    throw new Refusal(request.params.kind as RefusalKind, 'calendar.year_unknown', { day: '2027-01-01' });
  });
  http.get('/bug', () => {
    throw new Error(secret);
  });
  http.get('/sql/:code', (request) => {
    throw Object.assign(new Error(secret), request.params as { code: string });
  });
  http.post(
    '/things',
    { schema: { body: z.strictObject({ rows: z.array(z.strictObject({ day: z.iso.date() })) }) } },
    (request) => ({
      key: requestKeyOf(request),
    }),
  );
  http.get('/page', { schema: { hide: true } }, () => 'a page');
  http.post('/parsed', (request) => z.strictObject({ code: z.string() }).parse(request.body));
  http.get(
    '/wrong-answer',
    { schema: { response: { 200: z.strictObject({ n: z.number() }) } } },
    () => ({ n: secret }) as never,
  );
  // As the server's own silence would, after a minute.
  const soonSilent = async ({ raw }: FastifyRequest) => void raw.socket.setTimeout(20);
  http.post('/long-work', { onRequest: soonSilent }, async ({ raw }) => {
    await once(raw.socket, 'timeout');
    return { done: true };
  });
  await http.ready();
  origin = await http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => http.close());

test.each(Object.entries(STATUS))(
  'a refusal of kind %s answers %d as problem+json with its code and facts',
  async (kind, status) => {
    const answer = await http.inject({ url: `/refuse/${kind}` });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code: 'calendar.year_unknown', facts: { day: '2027-01-01' } });
  },
);

test.each([
  [undefined, '该年度通知未载入', 'zh-CN'],
  ['zh-CN,zh;q=0.9,en;q=0.8', '该年度通知未载入', 'zh-CN'],
  ['en-GB,en;q=0.9,zh;q=0.8', 'no notice for the year', 'en'],
  ['fr', '该年度通知未载入', 'zh-CN'],
])('asked in %s, the problem says %s', async (language, detail, contentLanguage) => {
  const headers = language ? { 'accept-language': language } : {};
  const answer = await http.inject({ url: '/refuse/rule', headers });
  expect(answer.json().detail).toBe(detail);
  expect(answer.headers['content-language']).toBe(contentLanguage);
});

test.each([
  ['zh-CN', '接口没有这一项'],
  ['en', 'is not known to the interface'],
])(
  'what nobody asks for behind the ? of a route is refused in words (%s), and of a page it is not',
  async (language, problem) => {
    const headers = { 'accept-language': language, 'idempotency-key': 'key-of-a-query' };
    const request = { method: 'POST', url: '/things?after=2026-03-11', headers, payload: { rows: [] } } as const;
    const answer = await http.inject(request);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 'http.invalid_request',
      facts: { fields: [{ path: '/after', code: 'field.unknown', problem }] },
    });
    expect((await http.inject({ url: '/page?from=message' })).statusCode).toBe(200);
  },
);

test('a bug answers 500 with a number to report and nothing of what happened', async () => {
  const answer = await http.inject({ url: '/bug' });
  expect(answer.statusCode).toBe(500);
  expect(Object.keys(answer.json().facts)).toEqual(['requestId']);
  expect(answer.body).not.toContain('Zhang');
  expect(logged.some((line) => line.includes(answer.json().facts.requestId))).toBe(true);
});

test('the log of a bug holds no text of the error, which could be personal', () => {
  expect(logged.join('\n')).not.toContain('Zhang');
});

test('an answer that does not fit its own schema is a bug of ours, and nothing of it goes out', async () => {
  const answer = await http.inject({ url: '/wrong-answer' });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('Zhang');
});

test.each([
  ['53100', 503, 'http.disk_full'],
  ['ENOSPC', 503, 'http.disk_full'],
  ['57P01', 503, 'http.database_away'],
  ['23505', 500, 'http.failed'],
])('a fault %s of the database or the disk answers %d %s', async (code, status, problem) => {
  const answer = await http.inject({ url: `/sql/${code}` });
  expect([answer.statusCode, answer.json().code]).toEqual([status, problem]);
});

test.each([
  ['zh', '/rows/0/day', 'field.day', '日期应为 YYYY-MM-DD，且确有其日'],
  ['en', '/rows/0/day', 'field.day', 'a day is written YYYY-MM-DD and must exist in the calendar'],
] as const)(
  'a request of the wrong shape answers 400 and names field and reason in %s',
  async (language, path, code, problem) => {
    const payload = { rows: [{ day: '2026-13-01' }] };
    const answer = await http.inject({
      method: 'POST',
      url: '/things',
      payload,
      headers: { 'accept-language': language },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().facts.fields).toEqual([{ path, code, problem }]);
    expect(answer.json().detail).toContain(`${path} ${problem}`);
  },
);

/** Nested as deep as a body can be long. */
const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
test.each([
  ['the sign of number zero in a body', { payload: { code: 'a\u0000b' } }, '/code'],
  ['half a sign in a body', { payload: '{"code":"\\ud800"}' }, '/code'],
  ['a name of a field that is no text', { payload: '{"a\\u0000":1}' }, '/?'],
  ['the sign of number zero in an address', { url: '/refuse/%00', method: 'GET' }, '/kind'],
  ['the sign of number zero in a query', { url: '/bug?q=%00', method: 'GET' }, '/q'],
  ['a body nested as deep as it is long', { payload: deep }, '/'],
] as const)('%s is refused at the edge, where it stands named', async (_what, request, path) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await http.inject({ method: 'POST', url: '/parsed', headers, ...request } as InjectOptions);
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'http.invalid_request']);
  expect(answer.json().facts.fields[0].path).toBe(path);
});

test.each([
  ['body', { payload: { party: { name: '漯河\u202e师律' } } }, '/party/name', 'U+202E'],
  ['body', { payload: { list: ['甲', '<script>alert(1)</script>'] } }, '/list/1', '<script>'],
  ['query', { url: `/bug?q=${encodeURIComponent('漯\u200b河')}`, method: 'GET' }, '/q', 'U+200B'],
  ['address', { url: `/refuse/${encodeURIComponent('x\u2066')}`, method: 'GET' }, '/kind', 'U+2066'],
] as const)(
  'what deceives whoever is shown it is refused in any %s, with its place and its sign',
  async (_w, given, path, sign) => {
    for (const language of ['zh', 'en'] as const) {
      const headers = { 'content-type': 'application/json', 'accept-language': language };
      const answer = await http.inject({ method: 'POST', url: '/parsed', headers, ...given } as InjectOptions);
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'http.invalid_request']);
      expect(answer.json().facts.fields[0].path).toBe(path);
      expect(answer.json().detail).toContain(sign);
      expect(/[\u4e00-\u9fff]/.test(answer.json().detail)).toBe(language === 'zh');
    }
  },
);

test('a password may be of any signs: it is never shown', async () => {
  const answer = await http.inject({ method: 'POST', url: '/parsed', payload: { code: 1, password: '<b>\u200b' } });
  expect(answer.json().facts.fields.map((one: { code: string }) => one.code)).not.toContain('field.sign_markup');
});

test.each([
  ['/%', 400],
  [`/refuse/${'a'.repeat(300)}`, 414],
])(
  'what is no address (%s) answers a problem with the headers of every answer, and is not said back',
  async (url, status) => {
    const answer = await http.inject({ url });
    expect([answer.statusCode, answer.json().code]).toEqual([status, 'http.refused']);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.payload).not.toContain(url);
  },
);

test('a schema parsed inside a handler answers the same way', async () => {
  const answer = await http.inject({ method: 'POST', url: '/parsed', payload: { code: 1 } });
  expect([answer.statusCode, answer.json().facts.fields[0].path]).toEqual([400, '/code']);
});

test.each([
  [{}, 400],
  [{ 'idempotency-key': 'short' }, 400],
  [{ 'idempotency-key': 'x'.repeat(129) }, 400],
  [{ 'idempotency-key': 'has a blank' }, 400],
  [{ 'idempotency-key': 'x'.repeat(8) }, 200],
  [{ 'idempotency-key': 'x'.repeat(128) }, 200],
])('a POST with headers %j answers %d', async (headers, status) => {
  const answer = await http.inject({ method: 'POST', url: '/things', headers, payload: { rows: [] } });
  expect(answer.statusCode).toBe(status);
  if (status === 400) expect(answer.json().code).toBe('http.request_key');
});

test.each([
  [
    'too large a body',
    { payload: `"${'x'.repeat(1024 * 1024)}"`, headers: { 'content-type': 'application/json' } },
    413,
    'http.too_large',
  ],
  ['a broken body', { payload: '{', headers: { 'content-type': 'application/json' } }, 400, 'http.unreadable_body'],
  ['an unknown type', { payload: 'x', headers: { 'content-type': 'text/x-what' } }, 415, 'http.media_type'],
])('%s answers a problem', async (_what, request, status, code) => {
  const answer = await http.inject({ method: 'POST', url: '/parsed', ...request });
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});

test('an unknown address answers a problem, and every answer forbids scripts, frames, sniffing and caches', async () => {
  const answer = await http.inject({ url: '/nowhere' });
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'http.absent']);
  expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('an answer that takes longer than a sender may be silent still arrives', async () => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/long-work`, { method: 'POST', headers, body: '{}' });
  expect(await answer.json()).toEqual({ done: true });
});

test('a sender that falls silent in the middle of a body is cut off', async () => {
  const { port, hostname } = new URL(origin);
  const silent = connect(Number(port), hostname);
  silent.write('POST /long-work HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{');
  silent.resume();
  await once(silent, 'close');
  expect(silent.bytesRead).toBe(0);
});

test('a client that never completes its headers is cut off, and others are served meanwhile', async () => {
  const address = new URL(origin);
  const slow = connect(Number(address.port), address.hostname);
  slow.write('GET /nowhere HTTP/1.1\r\nhost: x\r\nx-drip: ');
  const drip = setInterval(() => slow.write('a'), 500);
  const closed = new Promise<number>((resolve) => slow.once('close', () => resolve(performance.now())));
  slow.on('error', () => undefined);
  slow.resume();
  const began = performance.now();
  expect((await fetch(new URL('/nowhere', address))).status).toBe(404);
  expect((await closed) - began).toBeLessThan(16_000);
  clearInterval(drip);
}, 20_000);

test.each([
  ['nobody is trusted', [], '10.1.2.3'],
  ['the asker is a named proxy', ['10.0.0.0/8'], '203.0.113.7'],
  ['another is named', ['192.0.2.1'], '10.1.2.3'],
])('the address that limits count by, when %s', async (_when, trusted, address) => {
  const { http: behind } = await makeHttp(new Map(), () => undefined, 'test', trusted);
  behind.get('/who', (request) => ({ ip: request.ip }));
  // What the asker wrote into the header itself stands before what the proxy added, and never counts.
  const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7' };
  const answer = await behind.inject({ url: '/who', remoteAddress: '10.1.2.3', headers });
  expect(answer.json()).toEqual({ ip: address });
  await behind.close();
});
