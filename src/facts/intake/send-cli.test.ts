import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testConsole } from '../../../test/support/console.ts';
import { csvOf, penaltyRow } from '../../../test/support/penalties.ts';
import { agreedKey } from '../../../test/support/program-keys.ts';

const LAUNCHER = path.resolve(import.meta.dirname, '../../../zhengming');
const zhengming = testConsole();
const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-send-'));
let key = '';

const asOwner = async (statement: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: zhengming.database.urls.owner });
  await client.connect();
  const { rows } = await client.query(statement, values);
  await client.end();
  return rows;
};

// A partner department whose own system delivers what it decided.
beforeAll(async () => {
  const { owner } = zhengming.database.urls;
  const organ = await makeOrgan(owner, '1.7.', 'partner');
  const program = await makeActor(owner, organ, 'clerk', 'program');
  await asOwner('update accounts set keeper_id = $1 where id = $2', [organ.id, program.accountId]);
  const wish = { accountId: program.accountId, postId: program.postId, label: '系统', expiresOn: '2026-06-01' };
  key = await agreedKey(zhengming.database, organ, wish);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { readonly code: number | null; readonly lines: Record<string, unknown>[]; readonly said: string };
async function send(args: readonly string[], stdin = ''): Promise<Ended> {
  const env = { PATH: process.env.PATH, ZHENGMING_URL: zhengming.address, ZHENGMING_PROGRAM_KEY: key };
  const child = spawn(LAUNCHER, ['intake', 'send', ...args, '--json'], { env });
  child.stdin.end(stdin);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines = out.split('\n').filter(Boolean);
  return { code: await ended, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>), said };
}

test('a program delivers a file and is told each fault by its cell; what is recorded a person decides', async () => {
  const file = path.join(folder, '处罚.csv');
  writeFileSync(file, csvOf([penaltyRow(1), penaltyRow(2, { CF_NR_FK: '五千' })]));
  const waiting = await send([file]);
  expect([waiting.code, waiting.lines.length]).toEqual([2, 2]);
  expect(waiting.lines[0]).toMatchObject({ row: 3, outcome: 'refused', problems: [{ cell: expect.any(String) }] });
  expect(waiting.lines[1]).toMatchObject({ summary: { state: 'previewed', counts: { rows: 2, good: 1, refused: 1 } } });
  const { id } = waiting.lines[1]!.summary as { id: string };
  const step = await fetch(`${zhengming.address}/api/v1/batches/${id}/steps`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'idempotency-key': 'a-program-accepts',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ step: 'accept_good_rows' }),
  });
  expect([step.status, await asOwner('select from records')]).toEqual([403, []]);
});

test('lines stream in from standard input, and the same delivery again is the same batch', async () => {
  const lines = [11, 12].map((serial) => JSON.stringify(penaltyRow(serial))).join('\n');
  const args = ['-', '--item', 'penalty', '--request-key', 'nightly-2026-03-09'];
  const first = await send(args, lines);
  expect([first.code, first.lines]).toMatchObject([0, [{ summary: { state: 'previewed', counts: { good: 2 } } }]]);
  const again = await send(args, lines);
  expect(again).toEqual(first);
});

test('what cannot be read, and a server that refuses, end with exit code 1 and the reason', async () => {
  const file = path.join(folder, 'empty.csv');
  writeFileSync(file, 'nothing of ours,at all\n1,2\n');
  expect(await send([file])).toMatchObject({ code: 1, lines: [{ error: 'header.not_found' }] });
  expect(await send([path.join(folder, 'absent.csv')])).toMatchObject({ code: 1, lines: [{ error: 'file.absent' }] });
  const refused = await send([file, '--key', `zm_${'A'.repeat(43)}`]);
  expect([refused.code, refused.lines]).toEqual([1, [{ error: 'access.key_refused', facts: expect.anything() }]]);
  expect(refused.said).toMatch(/密钥/);
});

test.each([
  ['a body that was no file', 'application/json', '{}', 'http.media_type'],
  ['plain text', 'text/plain', 'x', 'http.media_type'],
  ['a form without a boundary', 'multipart/form-data', 'x', 'http.unreadable_body'],
  [
    'a form that was cut off',
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b',
    'http.unreadable_body',
  ],
])('%s is refused in words', async (_what, type, body, code) => {
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': 'what-is-no-file', 'content-type': type };
  const answer = await fetch(`${zhengming.address}/api/v1/submissions`, { method: 'POST', headers, body });
  expect([answer.status, await answer.json()]).toMatchObject([400, { code }]);
});

test('a second file in one delivery is refused and not passed over in silence', async () => {
  const batches = () => asOwner('select id from batches order by id');
  const before = await batches();
  const form = new FormData();
  for (const serial of [21, 22]) form.append('file', new Blob([csvOf([penaltyRow(serial)])]), `${serial}.csv`);
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': 'two-files-at-once' };
  const answer = await fetch(`${zhengming.address}/api/v1/submissions`, { method: 'POST', headers, body: form });
  expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'http.one_file' }]);
  expect(await batches()).toEqual(before);
});

test('a file whose name reads otherwise than it is stored is refused with the sign, and nothing of it is kept', async () => {
  const batches = () => asOwner('select id from batches order by id');
  const before = await batches();
  const form = new FormData();
  form.append('file', new Blob([csvOf([penaltyRow(23)])]), '处罚\u202evsc.csv');
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': 'a-name-that-deceives' };
  const answer = await fetch(`${zhengming.address}/api/v1/submissions`, { method: 'POST', headers, body: form });
  const { code, facts } = (await answer.json()) as { code: string; facts: { fields: object[] } };
  expect([answer.status, code]).toEqual([400, 'http.invalid_request']);
  expect(facts.fields).toMatchObject([{ path: '/file', code: 'field.sign_direction' }]);
  expect(JSON.stringify(facts.fields)).toContain('U+202E');
  expect(await batches()).toEqual(before);
});
