import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { makeHttp } from './http.ts';
import { log } from './log.ts';
import { loadMessages } from './messages.ts';

const written: string[] = [];
vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
afterEach(() => void written.splice(0));

/** What a terminal, a viewer of logs or a reader of lines would take for more than text. */
const DANGEROUS = /[^\P{Cc}\n]|[\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const FORGERIES = [
  'x\n{"at":"2026-01-01T00:00:00Z","say":"all is well"}',
  'x\r\nsecond line',
  '\u001b[2J\u001b[31mred',
  '\u009b31mred by one byte',
  '\u202etxt.exe',
  'line\u2028break',
  '\u0000 nothing',
];

test('whatever stands in a field or its name, one line is written, without a sign that is more than text, and it reads back the same', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...FORGERIES));
  fc.assert(
    fc.property(anything, fc.dictionary(anything, anything, { maxKeys: 3 }), (sentence, fields) => {
      written.splice(0);
      log(sentence, { inner: fields, text: sentence });
      expect(written).toHaveLength(1);
      const [line] = written as [string];
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(DANGEROUS.test(line)).toBe(false);
      const { say, text, inner } = JSON.parse(line) as Record<string, unknown>;
      expect([say, text, inner]).toEqual([sentence, sentence, JSON.parse(JSON.stringify(fields))]);
    }),
  );
});

test.each(FORGERIES)('a request that fails with %j in it costs one line', async (evil) => {
  const { http } = await makeHttp(await loadMessages(), log, 'test');
  http.post('/fails', () => {
    throw new Error(`cannot take ${evil}`);
  });
  // In what is sent such signs never come this far (below): they stand in what the program itself says, and in headers.
  const headers = { 'user-agent': evil.replace(/[^\x20-\x7e]/g, '?') };
  const answer = await http.inject({ method: 'POST', url: '/fails', headers });
  expect(answer.statusCode).toBe(500);
  expect(written).toHaveLength(1);
  expect(written[0]!.trimEnd()).not.toMatch(/\n/);
  expect(DANGEROUS.test(written[0]!)).toBe(false);
  await http.close();
});

test.each(FORGERIES)(
  'a request that brings %j in its address and its body costs no line with a sign that is more than text',
  async (evil) => {
    const { http } = await makeHttp(await loadMessages(), log, 'test');
    http.post('/fails/:name', () => {
      throw new Error('as it must not come this far, unless it is plain');
    });
    const url = `/fails/${encodeURIComponent(evil.replaceAll('\u0000', ''))}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await http.inject({ method: 'POST', url, headers, payload: JSON.stringify({ sent: evil }) });
    expect([400, 500]).toContain(answer.statusCode);
    for (const line of written) {
      expect(line.trimEnd()).not.toMatch(/\n/);
      expect(DANGEROUS.test(line)).toBe(false);
    }
    await http.close();
  },
);
