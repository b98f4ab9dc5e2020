import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import {
  listQueue,
  listWaitingRecords,
  listWithdrawalsDue,
  type Waits,
} from '../src/facts/publication/queue-queries.ts';
import { listPublic } from '../src/facts/publication/record-queries.ts';
import { inReading } from '../src/facts/publication/review-queries.ts';
import { searchRecords } from '../src/facts/records/record-search-queries.ts';
import type { Context } from '../src/ground/audit/index.ts';
import { chinaDate } from '../src/ground/kernel/plain-date.ts';
import { inContext, type Tables, type Tx } from '../src/ground/platform/db.ts';
import { listOwnCases } from '../src/rights/parties/file-queries.ts';
import { countUnread } from '../src/rights/parties/letter-queries.ts';
import { listCases } from '../src/rights/procedures/list-queries.ts';
import { listUncounted, listUnmarked } from '../src/rights/procedures/timer-queries.ts';
import { listOwnConsents } from '../src/rights/service/index.ts';
import { listSeenInPortal } from '../src/together/recalls/visibility-queries.ts';
import { TEST_EDITION } from './support/actors.ts';
import { type Asked, askedStatements } from './support/asked-statements.ts';
import { ownerOf, testDatabase } from './support/database.ts';
import { penaltyRow } from './support/penalties.ts';
import { type TestBureau, testBureau } from './support/publications.ts';

const database = testDatabase();
let bureau: TestBureau;
let record: { subjectId: string; recordId: string };
let asked: ReadonlyMap<string, Asked>;
beforeAll(async () => {
  asked = askedStatements(database.pools);
  bureau = await testBureau(database);
  const [recordId] = (await bureau.send([penaltyRow(1), penaltyRow(2)])).values();
  const [row] = await bureau.asOwner<{ subject_id: string }>('select subject_id from records where id = $1', [
    recordId,
  ]);
  record = { subjectId: row!.subject_id, recordId: recordId! };
}, 60_000);

const NOW = new Date();
const TODAY = chinaDate(NOW);
const FIRST = '00000000-0000-0000-0000-000000000000';
type Read = (ctx: Context) => Promise<unknown>;
const reading =
  (work: (tx: Tx) => Promise<unknown>): Read =>
  (ctx) =>
    inReading(ctx, work);
const system =
  (work: (tx: Tx) => Promise<unknown>): Read =>
  ({ pools }) =>
    inContext(pools.app, { purpose: 'system' }, work);
const OWN = { accountId: FIRST, subjectId: FIRST };
const party =
  (work: (tx: Tx) => Promise<unknown>): Read =>
  ({ pools }) =>
    inContext(pools.app, { purpose: 'party', ...OWN }, work);
const waiting = (kind: Waits) =>
  reading((tx) => listWaitingRecords(tx, { kinds: [kind], leaveOut: [], limit: 10 }, TODAY));
const cases =
  (more: Partial<Parameters<typeof listCases>[1]>): Read =>
  (ctx) =>
    listCases(ctx, { open: true, mine: false, turns: [], limit: 10, ...more }, TODAY);
const records =
  (more: Partial<Parameters<typeof searchRecords>[1]>): Read =>
  (ctx) =>
    searchRecords(ctx, { limit: 20, ...more }, TODAY);

/** Reads that grow with parties, records and cases, and the index by which each finds what it tells. */
const READS: readonly (readonly [string, Read, string])[] = [
  ['what has to be withdrawn', reading((tx) => listWithdrawalsDue(tx, TODAY)), 'record_versions_not_standing'],
  ['what has to be withdrawn, as work', waiting('withdrawal'), 'record_versions_not_standing'],
  ['what waits for review or release', reading((tx) => listQueue(tx, { limit: 10 }, TODAY)), 'records_undecided'],
  ['what waits for review, as work', waiting('to_review'), 'records_undecided'],
  ['what waits for release, as work', waiting('to_release'), 'records_to_release'],
  ['the latest records of an organ', records({}), 'records_organ'],
  ['the page of records that follows', records({ after: { day: TODAY, id: FIRST } }), 'records_organ'],
  ['records of an item', records({ item: 'licence' }), 'records_organ'],
  ['records whose publication is over', records({ state: 'ended' }), 'record_sequels_ends'],
  ['records whose publication was withdrawn', records({ state: 'withdrawn' }), 'record_sequels_withdrawn'],
  ['published records that are not shown', records({ state: 'hidden' }), 'record_versions_not_standing'],
  ['publications that have not begun', records({ state: 'hidden' }), 'publications_begins'],
  ['records under objection', records({ state: 'under_objection' }), 'open_cases_pkey'],
  ['records of unknown class', records({ state: 'class_unknown' }), 'quarantine_class_unknown'],
  ['open cases', cases({}), 'open_cases_pkey'],
  ['the cases about a record', cases({ open: false, recordId: FIRST }), 'procedure_cases_record'],
  [
    'clocks that another edition counts',
    system((tx) => listUncounted(tx, { edition: TEST_EDITION, outagesSince: NOW }, FIRST, 10)),
    'open_cases_pkey',
  ],
  ['clocks past their day', system((tx) => listUnmarked(tx, TODAY, 10)), 'procedure_timers_due'],
  ['ends that another edition computes', system((tx) => listPublic(tx, TODAY, FIRST, 10)), 'publications_pkey'],
  ['how many letters of a party wait', party((tx) => countUnread(tx, OWN)), 'party_letters_subject'],
  ['the cases that are addressed to a party', party((tx) => listOwnCases(tx, FIRST)), 'procedure_cases_party'],
  ['the consents of a party', party((tx) => listOwnConsents(tx, FIRST)), 'service_consents_subject'],
  ['what the public sees of what is over', ({ pools }) => listSeenInPortal(pools, [record], TODAY), 'records_pkey'],
];

/** What a read asks, in its order, with the context in which it asks. */
async function statementsOf(read: Read): Promise<CompiledQuery[]> {
  const statements: CompiledQuery[] = [];
  const dialect = new PostgresDialect({ pool: database.pools.appPool });
  const app = new Kysely<Tables>({ dialect, log: ({ query }) => void statements.push(query) });
  await read({ ...bureau.reviewer, pools: { ...database.pools, app } });
  return statements.filter(({ sql }) => /^\s*(select|with)\b/.test(sql));
}

type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;
/** How the server would go about it after `first`, line by line. */
async function plansAfter(
  first: string,
  statements: readonly Statement[],
  role: Asked['role'] = 'zhengming_app',
): Promise<string[]> {
  const client = await ownerOf.get(database.pools)!.connect();
  const lines: string[] = [];
  try {
    // Two records are read whole sooner than by any index; of millions the planner decides as it must decide here.
    await client.query(`begin; set local enable_seqscan = off; ${first}; set local role ${role}`);
    for (const { sql, parameters } of statements) {
      const isContext = /^\s*select set_config/.test(sql);
      const { rows } = await client.query(isContext ? sql : `explain ${sql}`, [...parameters]);
      if (!isContext) lines.push(...rows.map((row: { 'QUERY PLAN': string }) => row['QUERY PLAN']));
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
  return lines;
}

test.each(READS)('%s: found by an index, however much there is besides', async (_, read, index) => {
  const lines = await plansAfter('', await statementsOf(read));
  expect(lines.filter((line) => line.includes(index))).not.toEqual([]);
});

/** Tables that filled a moment ago: the server has counted neither their rows nor what stands in them. */
const UNKNOWN_YET = `
  create temporary table filled on commit drop as select oid from pg_class
    where relname in ('records', 'subjects', 'subject_keys');
  delete from pg_statistic where starelid in (select oid from filled);
  update pg_class set reltuples = -1, relpages = 0 where oid in (select oid from filled)`;

test('of tables that filled a moment ago records are found by their party, not by what holds for all of them', async () => {
  const SECOND_DAY = /update staged_rows[\s\S]*records as r/;
  const { role, text } = [...asked.values()].find((one) => SECOND_DAY.test(one.text))!;
  const lines = await plansAfter(UNKNOWN_YET, [{ sql: text, parameters: ['E10', 'error', FIRST] }], role);
  expect(lines.filter((line) => line.includes('Index Cond: (subject_id = k.subject_id)'))).not.toEqual([]);
  expect(lines.filter((line) => line.includes("Index Cond: (item = 'penalty'"))).toEqual([]);
});

test('whether anything is public is asked by plans that are kept, not made anew for each row that a policy looks at', async () => {
  const rows = await bureau.asOwner<{ name: string }>(
    `select p.proname as name from pg_proc as p join pg_language as l on l.oid = p.prolang
     where p.proname in ('is_public', 'record_is_public', 'publication_stands') and l.lanname = 'plpgsql' and p.prosecdef order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(['is_public', 'publication_stands', 'record_is_public']);
});

test('no two indexes of a table tell the same', async () => {
  const alike = await bureau.asOwner(`
    select i.indrelid::regclass::text as "table", array_agg(i.indexrelid::regclass::text) as indexes from pg_index as i
    join pg_class as c on c.oid = i.indrelid join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth')
    group by i.indrelid, i.indkey, i.indclass, i.indcollation, i.indoption, pg_get_expr(i.indexprs, i.indrelid), pg_get_expr(i.indpred, i.indrelid)
    having count(*) > 1`);
  expect(alike).toEqual([]);
});
