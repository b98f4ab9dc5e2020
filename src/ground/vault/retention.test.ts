import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { startRetention } from './retention-jobs.ts';

const database = testDatabase();
let bureau: TestBureau;
beforeAll(async () => {
  bureau = await testBureau(database);
}, 60_000);

const count = async (table: string) =>
  (await bureau.asOwner<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;
const sealed = async () => [
  await count('sealed_values'),
  await count('sealed_files'),
  await count('sealed_file_chunks'),
];

/** Lets the worker have its turn on that day. */
async function on(day: string): Promise<void> {
  const failures: string[] = [];
  const log = (sentence: string) => void (/failed/.test(sentence) && failures.push(sentence));
  const worker = startRetention({ pools: database.pools, now: () => new Date(`${day}T01:00:00+08:00`), log });
  await worker.stop();
  expect(failures).toEqual([]);
}

test('sealed values and files of batches go when their day is over, and what is recorded stays', async () => {
  await bureau.send([
    penaltyRow(1),
    personRow(2, '11010519491231002X'),
    penaltyRow(1, { CF_XDR_MC: '另一虚构名称公司' }),
  ]);
  const [values, files, chunks] = await sealed();
  expect(Math.min(values!, files!, chunks!)).toBeGreaterThan(0);
  const [{ last }] = (await bureau.asOwner<{ last: string }>(
    'select max(retain_until)::text as last from (select retain_until from sealed_values union select retain_until from sealed_files) r',
  )) as [{ last: string }];
  const kept = [await count('records'), await count('record_versions'), await count('journal'), await count('batches')];

  await on(last);
  expect(await sealed()).toEqual([values, files, chunks]);

  const after = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
  await on(after);
  expect(await sealed()).toEqual([0, 0, 0]);
  // That it ran, and what went, is written down day by day.
  const runs = await bureau.asOwner<{ sealed_values: string; sealed_files: string }>(
    'select sealed_values, sealed_files from retention_runs order by ran_on',
  );
  expect(runs.map((run) => [Number(run.sealed_values), Number(run.sealed_files)])).toEqual([
    [0, 0],
    [values, files],
  ]);
  expect([
    await count('records'),
    await count('record_versions'),
    await count('journal'),
    await count('batches'),
  ]).toEqual(kept);
});
