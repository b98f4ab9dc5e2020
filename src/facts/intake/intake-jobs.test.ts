import { Readable } from 'node:stream';
import pg from 'pg';
import { beforeAll, expect, test, vi } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { ownerOf, testDatabase } from '../../../test/support/database.ts';
import { intakeDeps } from '../../../test/support/intake.ts';
import { csvOf, type PenaltyRow, penaltyRow } from '../../../test/support/penalties.ts';
import type { Context } from '../../ground/audit/index.ts';
import type { Spool } from '../../ground/reading/index.ts';
import { acceptBatch, clearForReading, type IntakeDeps, submitBatch } from './batch-commands.ts';
import { readAlone, type StagingWorkerDeps, workOnce } from './intake-jobs.ts';

const database = testDatabase();
let deps: IntakeDeps;
let ctx: Context;
let work: StagingWorkerDeps;
beforeAll(async () => {
  const clerk = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
  deps = await intakeDeps(database);
  ctx = { ...contextFor(clerk, database.pools), edition: deps.law.edition };
  work = { ...deps, pools: database.pools, now: ctx.now, law: () => deps.law, log: () => undefined };
});

async function asOwner<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
  return (await ownerOf.get(database.pools)!.query<Row>(statement, values)).rows;
}

async function submit(row: PenaltyRow): Promise<string> {
  const file = await deps.spool.keep(Readable.from([csvOf([row])]));
  return (await submitBatch(ctx, deps, { file, name: '处罚.csv', item: 'unknown', history: false })).result.id;
}

test('a batch whose reading fails waits for the next round, and holds up none behind it', async () => {
  const [first, second] = [await submit(penaltyRow(71)), await submit(penaltyRow(72))];
  let failing = true;
  const spool: Pick<Spool, 'keep' | 'drop'> = {
    keep: (body) => {
      if (!failing) return deps.spool.keep(body);
      failing = false;
      throw new Error('no room');
    },
    drop: (file) => deps.spool.drop(file),
  };
  const withoutRoom = { ...work, spool: spool as Spool };
  const states = async () =>
    (
      await asOwner<{ state: string }>('select state from batches where id in ($1, $2) order by id', [first, second])
    ).map(({ state }) => state);
  await expect(workOnce(withoutRoom)).rejects.toThrow('no room');
  expect(await states()).toEqual(['staging', 'previewed']);
  await workOnce(withoutRoom);
  expect(await states()).toEqual(['previewed', 'previewed']);
});

test('a reader who comes late takes nothing away beneath an acceptance, and reads nothing twice', async () => {
  const id = await submit(penaltyRow(73));
  await workOnce(work);
  const accepting = new pg.Client({ connectionString: database.urls.owner });
  await accepting.connect();
  await accepting.query('begin');
  await accepting.query('select from batches where id = $1 for update', [id]); // as an acceptance does before all else
  const late = expect(clearForReading(ctx, id)).rejects.toMatchObject({ code: 'batch.wrong_state' });
  const waits = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await vi.waitUntil(async () => (await asOwner(waits)).length > 0, 20_000);
  expect((await accepting.query('select from staged_rows where batch_id = $1', [id])).rowCount).toBe(1);
  await accepting.query('commit');
  await accepting.end();
  await late;
  const { result } = await acceptBatch(ctx, deps, id, 'all_or_none');
  expect(result.counts).toMatchObject({ rows: 1, good: 1 });

  const read = vi.fn();
  expect(await readAlone(database.pools, id, read)).toBe(true);
  expect(read).not.toHaveBeenCalled();
});

test('a preview whose checked rows went with a crash is not accepted empty, but read again first', async () => {
  const id = await submit(penaltyRow(95));
  await workOnce(work);
  await asOwner('truncate staged_rows'); // what a crash of the server does to an unlogged table
  await expect(acceptBatch(ctx, deps, id, 'good_rows')).rejects.toMatchObject({
    kind: 'busy',
    code: 'batch.read_again',
  });
  await workOnce(work);
  const { result } = await acceptBatch(ctx, deps, id, 'good_rows');
  expect(result.counts).toMatchObject({ rows: 1, good: 1 });
});
