import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { Actor } from '../access/index.ts';
import { inContext, openPools } from '../platform/db.ts';
import { act } from './act.ts';
import { followJournal } from './journal-queries.ts';
import { startSequencer } from './sequencer-jobs.ts';

const database = testDatabase();
let clerk: Actor;
beforeAll(async () => {
  clerk = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(condition: () => Promise<boolean>, ms: number): Promise<void> {
  for (const end = performance.now() + ms; performance.now() < end; await pause(50)) if (await condition()) return;
  throw new Error(`not within ${ms} ms`);
}

test('positions are gapless and complete under 16 writers with delays, roll-backs and kills', async () => {
  const owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
  const pools = openPools(database.urls, { app: 16, intake: 4 });
  const failures: unknown[] = [];
  const sequencers = [0, 1].map(() =>
    startSequencer(
      pools,
      () => new Date(),
      (failure) => failures.push(failure),
    ),
  );
  const acknowledged: string[] = [];
  let rolledBack = 0;
  let broken = 0;
  let writing = true;

  const writer = async (number: number) => {
    for (let turn = 0; turn < 40; turn += 1) {
      const fate = (number * 40 + turn) % 7;
      try {
        const { entryId } = await act(contextFor(clerk, pools), async (tx) => {
          const id = randomUUID();
          await tx.selectFrom('journal as j').select('j.id').limit(1).execute();
          await pause((number * 7 + turn * 13) % 40);
          if (fate === 3) throw new Error('roll back');
          return { result: id, deed: 'test.touch', object: { kind: 'test', id } };
        });
        acknowledged.push(entryId);
      } catch (error) {
        if (String(error).includes('roll back')) rolledBack += 1;
        else broken += 1;
      }
    }
  };
  // Every so often some connection dies in the middle of whatever it does: a writer's, or the sequencer's own.
  const killer = async () => {
    while (writing) {
      await pause(60);
      await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where usename like 'zhengming%' and datname = current_database() order by random() limit 1`,
      );
    }
  };
  const killing = killer();
  await Promise.all(Array.from({ length: 16 }, (_, number) => writer(number)));
  writing = false;
  await killing;

  const count = async (statement: string) => (await owner.query(statement)).rows[0].n as number;
  const entries = await count('select count(*)::int as n from journal');
  await until(async () => (await count('select count(*)::int as n from journal_positions')) === entries, 5_000);
  await Promise.all(sequencers.map((sequencer) => sequencer.stop()));

  const { rows } = await owner.query(
    'select min(position) as first, max(position) as last, count(*) as n from journal_positions',
  );
  expect([Number(rows[0].first), Number(rows[0].last), Number(rows[0].n)]).toEqual([1, entries, entries]);
  const lost = await owner.query(
    'select id from unnest($1::uuid[]) as id where not exists (select from journal_positions p where p.entry_id = id)',
    [acknowledged],
  );
  expect(lost.rows).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(300);
  expect(rolledBack).toBeGreaterThan(20);
  expect(broken + failures.length).toBeGreaterThan(0); // the kills did hit something
  await pools.close();
  await owner.end();
});

test('a reader with a cursor deals with each entry once and in order, though it fails in between', async () => {
  const seen: number[] = [];
  let failed = false;
  const read = () =>
    followJournal(database.pools.intake, 'test', 50, new Date(), async (_tx, entries) => {
      if (!failed && seen.length > 100) {
        failed = true;
        throw new Error('the reader broke');
      }
      seen.push(...entries.map((entry) => entry.position));
    });
  for (let more = 1; more > 0; ) more = await read().catch(() => 1);
  expect(failed).toBe(true);
  expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => index + 1));
});

test('a reader that has read everything writes nothing down, however often it looks', async () => {
  const read = () => followJournal(database.pools.intake, 'idle', 10_000, new Date(), async () => undefined);
  while ((await read()) > 0);
  const cursor = () =>
    inContext(database.pools.intake, { purpose: 'system' }, async (tx) => {
      const { rows } = await sql`select xmax::text as "lockedBy" from journal_cursors where consumer = 'idle'`.execute(
        tx,
      );
      return rows;
    });
  const before = await cursor();
  expect(before).toHaveLength(1);
  expect(await read()).toBe(0);
  expect(await cursor()).toEqual(before);
});
