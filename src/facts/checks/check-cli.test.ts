import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usccFor } from '../../../test/support/identifiers.ts';

const LAUNCHER = path.resolve(import.meta.dirname, '../../../zhengming');
const run = promisify(execFile);

/** What a server says; the command knows nothing of the field `later`. */
const ANSWER = {
  id: '0d7cbe2c-5d9c-8f1e-8c3a-0b1f6a3d2e10',
  subject: { kind: 'organisation', name: '漯河虚构1号商贸有限公司', code: usccFor('411100', '91', 1) },
  facts: [
    { documentNumber: '虚司罚决字〔2026〕第1号', decidedOn: '2026-03-02', marks: ['not_final'], until: '2027-03-02' },
  ],
  later: true,
};
const asked: { url: string | undefined; key: string | undefined; body: unknown }[] = [];
let server: Server;
let url = '';
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ url: request.url, key: request.headers.authorization, body: JSON.parse(body) });
    const refused = body.includes('refuse');
    response.writeHead(refused ? 403 : 201, { 'content-type': 'application/json' });
    response.end(JSON.stringify(refused ? { code: 'access.denied', detail: '无权办理' } : { answers: [ANSWER] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => void server.close());

const check = (...args: string[]) =>
  run(LAUNCHER, ['check', ...args], {
    env: { PATH: process.env.PATH, ZHENGMING_URL: url, ZHENGMING_PROGRAM_KEY: 'zm_x' },
  });

test('as JSON the command prints the answer of the server whole, whatever it knows of it', async () => {
  const { stdout } = await check(ANSWER.subject.code, '--json');
  expect(JSON.parse(stdout)).toEqual(ANSWER);
});

test('a code is asked as a code, anything else as a name, and neither stands in the address', async () => {
  await check(ANSWER.subject.code, '漯河虚构1号商贸有限公司', '--matter', '设立许可', '--purpose', '核对设立条件');
  expect(asked.at(-1)).toEqual({
    url: '/api/v1/checks',
    key: 'Bearer zm_x',
    body: [
      { code: ANSWER.subject.code, matter: '设立许可', purpose: '核对设立条件' },
      { name: '漯河虚构1号商贸有限公司', matter: '设立许可', purpose: '核对设立条件' },
    ],
  });
});

test('for people it prints the party, each fact with its end and its marks', async () => {
  const { stdout } = await check(ANSWER.subject.code);
  expect(stdout).toBe('漯河虚构1号商贸有限公司\n  2026-03-02 虚司罚决字〔2026〕第1号 → 2027-03-02 not_final\n');
});

test('a refusal ends with exit code 1, its code as JSON and its sentence beside it', async () => {
  const refused = await check('refuse this name', '--json').catch((error) => error);
  expect([refused.code, JSON.parse(refused.stdout), refused.stderr]).toEqual([
    1,
    { error: 'access.denied' },
    '无权办理\n',
  ]);
});
