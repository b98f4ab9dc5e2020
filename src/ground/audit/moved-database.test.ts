import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { Actor } from '../access/index.ts';
import { withClient } from '../platform/database-fitness.ts';
import { catchUpTransactions } from '../platform/transaction-numbers.ts';
import { act } from './act.ts';
import { sequenceNow } from './sequencer-jobs.ts';

const database = testDatabase();
let clerk: Actor;
beforeAll(async () => {
  clerk = await makeActor(database.urls.owner, await makeOrgan(database.urls.owner, '1.1.'), 'clerk');
});

const asOwner = <T>(work: Parameters<typeof withClient<T>>[2]) => withClient(database.urls.owner, 'DATABASE_URL', work);
const write = () =>
  act(contextFor(clerk, database.pools), async () => ({
    result: null,
    deed: 'test.touch',
    object: { kind: 'test', id: randomUUID() },
  }));
const sequence = () => sequenceNow(database.pools, new Date());
/** The number that another server had reached when it last sequenced, so many transactions ahead of this one. */
const cameFromAhead = (by: number) =>
  asOwner((client) =>
    client.query(
      `update journal_sequencings set seen = format('%1$s:%1$s:', pg_snapshot_xmax(pg_current_snapshot())::text::bigint + $1)::pg_snapshot
       where last_position = (select max(last_position) from journal_sequencings)`,
      [by],
    ),
  );

test('a database that a dump brought to a server with fewer transactions goes on: what is written next gets its position', async () => {
  await write();
  expect(await sequence()).toBe(1);
  await cameFromAhead(120_000);
  const spent = await asOwner((client) => catchUpTransactions(client));
  expect(spent).toBeGreaterThan(100_000);
  expect(await asOwner((client) => catchUpTransactions(client))).toBe(0);
  await write();
  expect(await sequence()).toBe(1);
  await expect(
    asOwner(async (client) => (await client.query('select max(position)::int as n from journal_positions')).rows),
  ).resolves.toEqual([{ n: 2 }]);
});

test('a server that is too far behind is not let catch up for hours: the start says how else to move the database', async () => {
  await cameFromAhead(5_000);
  await expect(asOwner((client) => catchUpTransactions(client, 1_000))).rejects.toMatchObject({
    code: 'start.transactions_behind',
  });
});
