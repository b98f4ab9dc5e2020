import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/support/database.ts';
import { usccFor } from '../../test/support/identifiers.ts';
import { penaltyRow } from '../../test/support/penalties.ts';
import { testBureau } from '../../test/support/publications.ts';
import type { Pools } from '../platform/db.ts';
import { ReadingRoom } from './reading-queries.ts';

const SUBJECTS = 12;
const database = testDatabase();
let asked: { account: string; size: number }[] = [];
let counted: Pools;
beforeAll(async () => {
  await (await testBureau(database)).send(Array.from({ length: SUBJECTS }, (_, n) => penaltyRow(n + 1)));
  counted = poolsWith((statement) => {
    asked.push({ account: statement.values[0], size: statement.values[3].length });
    return database.pools.appPool.query(statement);
  });
}, 60_000);

type Statement = { text: string; values: [string, string, string, string[], string[]] };
function poolsWith(query: (statement: Statement) => Promise<unknown>): Pools {
  return { ...database.pools, appPool: { query } as unknown as pg.Pool };
}

const lookUp = (serial: number) => ({ kind: 'uscc', key: usccFor('411100', '91', serial) }) as const;
const asker = () => ({ accountId: randomUUID(), organPath: '1.9.' });

test('look-ups that wait go together, and each gets its own', async () => {
  asked = [];
  const room = new ReadingRoom(counted);
  const one = asker();
  const wanted = Array.from({ length: 60 }, (_, n) => [lookUp((n % SUBJECTS) + 1), lookUp(900 + n)]);
  const found = await Promise.all(wanted.map((lookUps) => room.read(one, lookUps)));
  found.forEach(([known, unknown], n) => {
    expect(known!.parties.map(({ code }) => code)).toEqual([wanted[n]![0]!.key]);
    expect(known!.records).toHaveLength(1);
    expect(unknown!.parties).toEqual([]);
  });
  expect(asked.reduce((sum, { size }) => sum + size, 0)).toBe(120);
  expect(asked.length).toBeLessThan(10);
});

test('nobody’s look-ups go under the name of another', async () => {
  asked = [];
  const room = new ReadingRoom(counted);
  const askers = [asker(), asker(), asker()];
  await Promise.all(Array.from({ length: 30 }, (_, n) => room.read(askers[n % 3]!, [lookUp(1)])));
  for (const { accountId } of askers) {
    expect(asked.filter(({ account }) => account === accountId).reduce((sum, { size }) => sum + size, 0)).toBe(10);
  }
});

test('nothing is remembered: what came in between is found by the next look-up', async () => {
  const room = new ReadingRoom(database.pools);
  const one = asker();
  expect((await room.read(one, [lookUp(77)]))[0]!.parties).toEqual([]);
  await (await testBureau(database, '1.3.')).send([penaltyRow(77)]);
  expect((await room.read(one, [lookUp(77)]))[0]!.records).toHaveLength(1);
});

test('a trip that fails is told to those who were on it, and the next one goes', async () => {
  let trips = 0;
  const query = (statement: Statement) => {
    trips += 1;
    return trips === 1 ? Promise.reject(new Error('the connection broke')) : database.pools.appPool.query(statement);
  };
  const room = new ReadingRoom(poolsWith(query));
  const one = asker();
  const both = await Promise.allSettled([room.read(one, [lookUp(1)]), room.read(one, [lookUp(2)])]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await room.read(one, [lookUp(1)]))[0]!.records).toHaveLength(1);
});

test('the functions of a check keep their plans, whichever migration wrote them last', async () => {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query(
    `select proname from pg_proc where proname in ('check_read', 'check_log')
       and proconfig @> '{plan_cache_mode=force_generic_plan}'`,
  );
  await client.end();
  expect(rows.map(({ proname }) => proname).sort()).toEqual(['check_log', 'check_read']);
});
