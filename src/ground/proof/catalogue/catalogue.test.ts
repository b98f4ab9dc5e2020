import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_NOW } from '../../../../test/support/actors.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { diceOf } from '../../../../test/support/dice.ts';
import { drawnEdit, SINGLE_EDITS, type StructureEdit, standing } from '../../../../test/support/structure-edits.ts';
import { addDays, chinaDate } from '../../kernel/plain-date.ts';
import { inContext, openPools, type Pools } from '../../platform/db.ts';
import { compareCatalogue, type Deviation, printCatalogue, readCatalogue } from './catalogue.ts';
import { lookAtCatalogue } from './catalogue-jobs.ts';
import { listCatalogue, listMigrationsRun } from './catalogue-queries.ts';
import { expectedCatalogue } from './catalogue-store.ts';

/** One of each kind in the suite, ten in `npm run drills`. */
const DRAWN = Number(process.env.DRILL_EDITS ?? 17);
/** A superuser's edit is made, looked for and taken back: each takes a moment, and the drill makes many. */
const PATIENCE = 60_000 + 1_000 * DRAWN;
const database = testDatabase();
const expected = expectedCatalogue();
const migrations = expected.filter(({ kind }) => kind === 'migration');
let owner: Pools;

beforeAll(() => {
  owner = openPools({ app: database.urls.owner, intake: database.urls.owner }, { app: 1, intake: 1 });
});
afterAll(() => owner.close());

const asOwner = (): Promise<Deviation[]> =>
  inContext(owner.app, { purpose: 'system' }, async (tx) =>
    compareCatalogue(expected, [...(await listMigrationsRun(tx, migrations)), ...(await listCatalogue(tx))]),
  );

/** What is named while an edit stands; then it is taken back. */
async function namedWith({ statement }: Pick<StructureEdit, 'statement'>): Promise<string[]> {
  const undone = new Error('taken back');
  let named: string[] = [];
  await inContext(owner.app, { purpose: 'system' }, async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql.raw(statement).execute(tx);
    const found = [...(await listMigrationsRun(tx, migrations)), ...(await listCatalogue(tx))];
    named = compareCatalogue(expected, found).map(({ key }) => key);
    throw undone;
  }).catch((error) => {
    if (error !== undone) throw error;
  });
  return named;
}

test('the catalogue that comes with the program is what its migrations make (node scripts/write-catalogue.ts)', async () => {
  expect(await asOwner()).toEqual([]);
  expect(printCatalogue(readCatalogue(printCatalogue(expected)))).toBe(printCatalogue(expected));
});

test('of some edits of the structure by a superuser, drawn by chance, each is named by its object', {
  timeout: PATIENCE,
}, async () => {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const has = await standing(client);
  await client.end();
  const dice = diceOf(Number(process.env.DRILL_SEED ?? 20261127));
  const edits = [...SINGLE_EDITS, ...Array.from({ length: DRAWN }, (_, turn) => drawnEdit(turn, dice, has))];
  const silent: string[] = [];
  for (const edit of edits) {
    const named = await namedWith(edit);
    if (!named.some((key) => key === edit.named || key.startsWith(`${edit.named} `))) {
      silent.push(`${edit.statement}: ${named.slice(0, 3).join(', ')}`);
    }
  }
  expect(silent).toEqual([]);
  expect(await asOwner()).toEqual([]);
});

test('what was planted is told on each day on which it stands, once, to the log and for the audit room', async () => {
  const lines: string[] = [];
  const look = (now: Date) =>
    lookAtCatalogue({ pools: database.pools, now: () => now, log: (_, fields) => lines.push(String(fields?.object)) });
  const noted = async () =>
    (
      await sql<{ key: string }>`select key from log_foreign_rows where source = 'catalogue' order by key`.execute(
        owner.app,
      )
    ).rows;
  expect(await look(TEST_NOW)).toBe(0);
  await sql`create trigger planted before insert on journal for each row execute function refuse_change()`.execute(
    owner.app,
  );
  const today = chinaDate(TEST_NOW);
  const told = (day: string) => `${day} inserted trigger public.journal planted`;
  expect([await look(TEST_NOW), await look(TEST_NOW)]).toEqual([1, 0]);
  expect(await look(new Date(TEST_NOW.getTime() + 86_400_000))).toBe(1);
  await sql`drop trigger planted on journal`.execute(owner.app);
  expect(await look(new Date(TEST_NOW.getTime() + 2 * 86_400_000))).toBe(0);
  expect(lines).toEqual([told(today), told(addDays(today, 1))]);
  expect((await noted()).map(({ key }) => key)).toEqual(lines);
});
