import { Kysely, PostgresDialect } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/support/database.ts';
import { penaltyRow } from '../../test/support/penalties.ts';
import { testBureau } from '../../test/support/publications.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import { inContext, type Tables } from '../platform/db.ts';
import { listWaitingRecords, listWithdrawalsDue } from './queue-queries.ts';

const database = testDatabase();
beforeAll(async () => {
  await (await testBureau(database)).send([penaltyRow(1), penaltyRow(2)]);
}, 60_000);

const TODAY = chinaDate(new Date());
const LISTS = {
  'what has to be withdrawn': listWithdrawalsDue,
  'the work list': (tx: Parameters<typeof listWithdrawalsDue>[0]) =>
    listWaitingRecords(tx, { kinds: ['withdrawal'], leaveOut: [], limit: 10 }, TODAY),
};

test.each(Object.entries(LISTS))('%s is found by the index of versions that do not stand', async (_, list) => {
  const told: { sql: string; parameters: readonly unknown[] }[] = [];
  const dialect = new PostgresDialect({ pool: database.pools.appPool });
  const db = new Kysely<Tables>({ dialect, log: ({ query }) => void told.push(query) });
  const asked = await inContext(db, { purpose: 'work', organPath: '1.' }, async (tx) => {
    await list(tx, TODAY);
    return told.at(-1)!;
  });
  const client = await database.pools.appPool.connect();
  try {
    await client.query('begin');
    // Two records are read whole sooner than any index; of millions the planner decides as it must decide here.
    await client.query('set local enable_seqscan = off');
    await client.query(
      "select set_config('zhengming.purpose', 'work', true), set_config('zhengming.organ_path', '1.', true)",
    );
    const { rows } = await client.query(`explain ${asked.sql}`, [...asked.parameters]);
    const lines = rows.map((row: { 'QUERY PLAN': string }) => row['QUERY PLAN']);
    expect(lines.filter((line) => line.includes('record_versions_not_standing'))).not.toEqual([]);
  } finally {
    await client.query('rollback');
    client.release();
  }
});
