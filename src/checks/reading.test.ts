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
let asked: number[] = [];
let counted: Pools;
beforeAll(async () => {
  await (await testBureau(database)).send(Array.from({ length: SUBJECTS }, (_, n) => penaltyRow(n + 1)));
  counted = poolsWith((statement) => {
    asked.push(statement.values[1].length);
    return database.pools.appPool.query(statement);
  });
}, 60_000);

type Statement = { text: string; values: [string, string[], string[]] };
function poolsWith(query: (statement: Statement) => Promise<unknown>): Pools {
  return { ...database.pools, appPool: { query } as unknown as pg.Pool };
}

const lookUp = (serial: number) => ({ kind: 'uscc', key: usccFor('411100', '91', serial) }) as const;

test('look-ups that wait go together, and each gets its own', async () => {
  asked = [];
  const room = new ReadingRoom(counted);
  const wanted = Array.from({ length: 60 }, (_, n) => [lookUp((n % SUBJECTS) + 1), lookUp(900 + n)]);
  const found = await Promise.all(wanted.map((lookUps) => room.read(lookUps)));
  found.forEach(([known, unknown], n) => {
    expect(known!.parties.map(({ code }) => code)).toEqual([wanted[n]![0]!.key]);
    expect(known!.records).toHaveLength(1);
    expect(unknown!.parties).toEqual([]);
  });
  expect(asked.reduce((sum, size) => sum + size, 0)).toBe(120);
  expect(asked.length).toBeLessThan(10);
});

test('nothing is remembered: what came in between is found by the next look-up', async () => {
  const room = new ReadingRoom(database.pools);
  expect((await room.read([lookUp(77)]))[0]!.parties).toEqual([]);
  await (await testBureau(database, '1.3.')).send([penaltyRow(77)]);
  expect((await room.read([lookUp(77)]))[0]!.records).toHaveLength(1);
});

test('a trip that fails is told to those who were on it, and the next one goes', async () => {
  let trips = 0;
  const query = (statement: Statement) => {
    trips += 1;
    return trips === 1 ? Promise.reject(new Error('the connection broke')) : database.pools.appPool.query(statement);
  };
  const room = new ReadingRoom(poolsWith(query));
  const both = await Promise.allSettled([room.read([lookUp(1)]), room.read([lookUp(2)])]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await room.read([lookUp(1)]))[0]!.records).toHaveLength(1);
});

test('the functions of a check keep their plans, and nobody but the application may call them', async () => {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query(
    `select proname, proconfig @> '{plan_cache_mode=force_generic_plan}' as keeps, prosecdef as "asOwner",
       array_to_string(proconfig, ' ') like '%search_path=%' as "ownPath", array(select r from unnest(array['zhengming_app', 'zhengming_intake', 'public']) as r
         where has_function_privilege(r, p.oid, 'execute')) as "mayCall"
     from pg_proc as p where proname in ('check_read', 'check_log', 'said_of_records') order by 1`,
  );
  await client.end();
  const app = { keeps: true, mayCall: ['zhengming_app'] };
  expect(rows).toEqual([
    { proname: 'check_log', ...app, asOwner: false, ownPath: false },
    { proname: 'check_read', ...app, asOwner: true, ownPath: true },
    { proname: 'said_of_records', ...app, asOwner: true, ownPath: true },
  ]);
});
