import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { BODY_PACE, cutTheDripping } from './dripped-bodies.ts';
import { makeHttp } from './http.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** A request whose body is on its way, as far as the pace looks at it. */
function arriving(headers: Readonly<Record<string, string>> = { 'content-length': '10000000' }) {
  const socket = { bytesRead: 300, destroyed: false, destroy: vi.fn() };
  const request = Object.assign(new PassThrough(), { socket, headers, complete: false });
  cutTheDripping(request as unknown as IncomingMessage);
  /** Half a minute in which so much comes. */
  const comes = (bytes: number) => {
    socket.bytesRead += bytes;
    vi.advanceTimersByTime(BODY_PACE.everyMs);
  };
  return { request, socket, comes };
}

test.each([
  ['announced by its length', { 'content-length': '900' }],
  ['in chunks without an end', { 'transfer-encoding': 'chunked' }],
])('a sender that drips its body, %s, is cut off after half a minute', (_how, headers) => {
  const { socket, comes } = arriving(headers);
  comes(120);
  expect(socket.destroy).toHaveBeenCalledOnce();
});

test('a large file on a slow line goes on as long as it comes, and is cut off when it begins to drip', () => {
  const { socket, comes } = arriving();
  for (let minute = 0; minute < 10; minute += 1) comes(BODY_PACE.leastBytes);
  expect(socket.destroy).not.toHaveBeenCalled();
  comes(BODY_PACE.leastBytes - 1);
  expect(socket.destroy).toHaveBeenCalledOnce();
});

test('a sender that waits for the program to read is not slow', () => {
  const { request, socket, comes } = arriving();
  request.write('waits to be read');
  comes(0);
  expect(socket.destroy).not.toHaveBeenCalled();
  request.read();
  comes(0);
  expect(socket.destroy).toHaveBeenCalledOnce();
});

test.each([
  ['whose body is in', {}],
  ['that has no body', { headers: {} }],
] as const)('a request %s may take its time to be answered', (_which, { headers }: { headers?: object }) => {
  const { request, socket, comes } = arriving(headers as Record<string, string> | undefined);
  request.complete = headers === undefined;
  comes(0);
  expect(socket.destroy).not.toHaveBeenCalled();
});

test('the server keeps each body to the pace, and that of a request which it has refused as well', async () => {
  const { http } = await makeHttp(new Map(), () => undefined, 'test');
  const begun = Promise.withResolvers<void>();
  http.post('/things', { onRequest: async () => begun.resolve() }, async () => ({}));
  const refuse = async () => Promise.reject(new Refusal('unauthenticated', 'access.sign_in_first'));
  http.post('/closed', { onRequest: refuse }, async () => ({}));
  const { port, hostname } = new URL(await http.listen({ port: 0, host: '127.0.0.1' }));
  const headers = 'host: x\r\ncontent-length: 900\r\ncontent-type:';
  const taken = connect(Number(port), hostname);
  const refused = connect(Number(port), hostname);
  const closed = [once(taken, 'close'), once(refused, 'close')];
  taken.resume().write(`POST /things HTTP/1.1\r\n${headers} application/json\r\n\r\n{`);
  refused.write(`POST /closed HTTP/1.1\r\n${headers} application/json\r\n\r\n{`);
  const [answer] = await once(refused, 'data');
  expect(String(answer)).toContain('HTTP/1.1 401');
  await begun.promise;
  vi.advanceTimersByTime(BODY_PACE.everyMs);
  await Promise.all(closed);
  expect(taken.bytesRead).toBe(0);
  await http.close();
});
