import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { LOG_ORIGIN, sequenceAll, testGrower, testLogHome } from '../../../../test/support/log.ts';
import { penaltyRow } from '../../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../../test/support/publications.ts';
import { receiptOf } from '../receipts/receipt-queries.ts';
import { printKey } from '../tlog/note.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
const main = path.join(import.meta.dirname, '../../../main.ts');
const receipt = path.join(home, 'batch.tlog-proof');
let bureau: TestBureau;

beforeAll(async () => {
  bureau = await testBureau(database);
  await bureau.send([penaltyRow(1)]);
  await sequenceAll(database);
  const { grower, tiles } = testGrower(database, keys, path.join(home, 'log'));
  await grower.grow();
  const [batch] = await bureau.asOwner<{ id: string }>('select id from batches');
  const deps = { pools: database.pools, keys, tiles };
  writeFileSync(receipt, await receiptOf(bureau.clerk, deps, { deed: 'batch.accept', objectId: batch!.id }, []));
});

/** The command as a person calls it: exit code, and the lines of its answer. */
function zhengming(...args: string[]): Promise<{ code: number; lines: Record<string, unknown>[] }> {
  const env = {
    ...process.env,
    DATABASE_URL: database.urls.owner,
    ZHENGMING_DATA: home,
    ZHENGMING_LOG_ORIGIN: LOG_ORIGIN,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args, '--json'], { env }, (error, stdout) => {
      const lines =
        stdout.trim() === ''
          ? []
          : stdout
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line));
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, lines });
    });
  });
}

test('verify names what does not agree, line by line, ends with a summary and with 2', async () => {
  const { code, lines } = await zhengming('verify');
  const summary = lines.at(-1)!.summary as Record<string, unknown>;
  // The tests' own posts were put there by hand.
  expect([code, summary.findings]).toEqual([2, lines.length - 1]);
  expect(lines.slice(0, -1).every(({ finding }) => finding === 'inserted')).toBe(true);
  await bureau.asOwner('set session_replication_role = replica; delete from post_holdings; delete from posts');
  const again = await zhengming('verify');
  expect([again.code, again.lines]).toEqual([0, [{ summary: expect.objectContaining({ findings: 0, pending: 0 }) }]]);
}, 120_000);

test('a receipt that holds ends with 0, one that does not with 2, one that is none with 1', async () => {
  const key = printKey(keys.signer);
  expect(await zhengming('verify', '--proof', receipt, '--key', key)).toMatchObject({
    code: 0,
    lines: [{ log: LOG_ORIGIN }],
  });
  const forged = path.join(home, 'forged.tlog-proof');
  writeFileSync(forged, readFileSync(receipt, 'utf8').replace(/index \d+/, 'index 0'));
  expect(await zhengming('verify', '--proof', forged, '--key', key)).toMatchObject({
    code: 2,
    lines: [{ error: 'proof.not_included' }],
  });
  writeFileSync(forged, 'nothing');
  expect(await zhengming('verify', '--proof', forged, '--key', key)).toMatchObject({
    code: 1,
    lines: [{ error: 'proof.malformed' }],
  });
  expect(await zhengming('verify', '--proof', receipt)).toMatchObject({
    code: 1,
    lines: [{ error: 'proof.key_wanted' }],
  });
}, 120_000);
