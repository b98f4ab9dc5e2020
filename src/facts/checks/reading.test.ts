import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { ownerOf, testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { doorsOf } from '../../../test/support/kept-plans.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { testBureau } from '../../../test/support/publications.ts';
import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Pools } from '../../ground/platform/db.ts';
import { maskName } from '../../ground/vault/index.ts';
import { foldName } from '../../names/subjects/index.ts';
import { type LookUp, listUses, readAll } from './check-queries.ts';
import { factInForce } from './fact-in-force.ts';
import { ReadingRoom } from './reading-queries.ts';
import { type Use, UseLog } from './use-log-store.ts';

const SUBJECTS = 12;
const database = testDatabase();
let asked: number[] = [];
let days: string[] = [];
const TODAY = '2026-03-10' as PlainDate;
let counted: Pools;
beforeAll(async () => {
  await (await testBureau(database)).send(Array.from({ length: SUBJECTS }, (_, n) => penaltyRow(n + 1)));
  counted = poolsWith((statement) => {
    asked.push(statement.values[1].length);
    days.push(statement.values[0]);
    return database.pools.appPool.query(statement);
  });
}, 60_000);

type Statement = { text: string; values: [string, string[], string[]] };
function poolsWith(query: (statement: Statement) => Promise<unknown>): Pools {
  return { ...database.pools, appPool: { query } as unknown as pg.Pool };
}

const USE: Use = {
  id: randomUUID(),
  subjectId: null,
  at: new Date('2026-03-10T02:00:00Z'),
  organId: randomUUID(),
  organPath: '1.',
  accountId: randomUUID(),
  postId: randomUUID(),
  askedHash: '0f'.repeat(32),
  askedBy: 'code',
  matter: '律师事务所设立许可',
  purpose: '核对',
  edition: '0'.repeat(64),
  recordIds: [],
  candidateIds: [],
  coverageAt: new Date('2026-03-10T02:00:00Z'),
  faultyCode: false,
};

const lookUp = (serial: number) => ({ kind: 'uscc', key: usccFor('411100', '91', serial) }) as const;

test('look-ups that wait go together, and each gets its own', async () => {
  asked = [];
  const room = new ReadingRoom(counted);
  const wanted = Array.from({ length: 60 }, (_, n) => [lookUp((n % SUBJECTS) + 1), lookUp(900 + n)]);
  const found = await Promise.all(wanted.map((lookUps) => room.read(lookUps, TODAY)));
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
  expect((await room.read([lookUp(77)], TODAY))[0]!.parties).toEqual([]);
  await (await testBureau(database, '1.3.')).send([penaltyRow(77)]);
  expect((await room.read([lookUp(77)], TODAY))[0]!.records).toHaveLength(1);
});

test('those who ask on two days never share a trip, and nobody is forgotten', async () => {
  days = [];
  const room = new ReadingRoom(counted);
  const tomorrow = addDays(TODAY, 1);
  const found = await Promise.all([TODAY, tomorrow, TODAY, TODAY].map((day, n) => room.read([lookUp(n + 1)], day)));
  expect(found.map(([one]) => one!.parties[0]?.code)).toEqual([1, 2, 3, 4].map((n) => lookUp(n).key));
  expect(days).toEqual([TODAY, tomorrow, TODAY]);
});

test('what a change committed before the question says is in its answer, though a trip was under way', async () => {
  let hold: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    hold = resolve;
  });
  let trips = 0;
  const query = async (statement: Statement) => {
    trips += 1;
    const answer = await database.pools.appPool.query(statement);
    if (trips === 1) await held;
    return answer;
  };
  const room = new ReadingRoom(poolsWith(query as (statement: Statement) => Promise<unknown>));
  const before = room.read([lookUp(78)], TODAY);
  await expect.poll(() => trips).toBe(1);
  await (await testBureau(database, '1.4.')).send([penaltyRow(78)]);
  const after = room.read([lookUp(78)], TODAY);
  hold();
  expect((await before)[0]!.records).toEqual([]);
  expect((await after)[0]!.records).toHaveLength(1);
});

test('what a trip leaves out is nothing that would be told', async () => {
  const bureau = await testBureau(database, '1.5.');
  const penalties = await bureau.send([penaltyRow(81), penaltyRow(82), penaltyRow(83)]);
  for (const id of [...penalties.values()].slice(0, 2)) await bureau.publish(id);
  const known = [81, 82, 83].map(lookUp);
  let left = 0;
  for (const offset of [0, 100, 364, 365, 366, 367, 400, 1_100, 2_000]) {
    const today = addDays(TODAY, offset);
    const told = async (on: PlainDate | '-infinity') =>
      (await readAll(database.pools, known, on)).map(({ records, parties }) =>
        records.flatMap((record) => factInForce(record, parties[0]!.kind, bureau.law, today, maskName) ?? []),
      );
    expect(await told(today)).toEqual(await told('-infinity'));
    left += 3 - (await readAll(database.pools, known, today)).flatMap(({ records }) => records).length;
  }
  expect(left).toBeGreaterThan(0);
});

test('one question that fails in the database spares its neighbours on the trip, and the next trip goes', async () => {
  asked = [];
  const room = new ReadingRoom(counted);
  const broken = { kind: 'subject', key: 'no identifier' } as const;
  const settled = await Promise.allSettled(
    [lookUp(1), broken, lookUp(2)].map((one) => room.read([one, lookUp(3)], TODAY)),
  );
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(asked).toEqual([6, 2, 2, 2]);
  expect((await room.read([lookUp(1)], TODAY))[0]!.records).toHaveLength(1);
});

test('one use that cannot be written fails its own request alone, and no other answer is without its row', async () => {
  const log = new UseLog(database.pools);
  const uses = ['核对', '\u0000', '核对'].map((purpose) => ({ ...USE, id: randomUUID(), purpose }));
  const settled = await Promise.allSettled(uses.map((use) => log.write([use])));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const kept = await listUses(
    database.pools,
    { accountId: USE.accountId, organPath: USE.organPath },
    uses.map(({ id }) => id),
  );
  expect(kept.map(({ id }) => id).toSorted()).toEqual([uses[0]!.id, uses[2]!.id].toSorted());
});

test('whoever shares a trip is told what it would be told alone', async () => {
  const known = Array.from({ length: SUBJECTS }, (_, n) => lookUp(n + 1));
  const [first] = await readAll(database.pools, known.slice(0, 1), TODAY);
  const party = first!.parties[0]!;
  const all: LookUp[] = [
    ...known,
    lookUp(901),
    { kind: 'name', key: foldName(party.name) },
    { kind: 'subject', key: party.id },
    { kind: 'person', key: '0'.repeat(64) },
  ];
  const alone = await Promise.all(all.map(async (one) => (await readAll(database.pools, [one], TODAY))[0]!));
  const request = fc.array(fc.nat(all.length - 1), { minLength: 1, maxLength: 5 });
  const room = new ReadingRoom(database.pools);
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 20 }), async (group) => {
      const found = await Promise.all(
        group.map((own) =>
          room.read(
            own.map((n) => all[n]!),
            TODAY,
          ),
        ),
      );
      expect(found).toEqual(group.map((own) => own.map((n) => alone[n]!)));
    }),
    { numRuns: 60 },
  );
});

test('the functions of a check keep their plans, and nobody but the application may call them', async () => {
  const app = { keeps: true, mayCall: ['zhengming_app'] };
  expect(await doorsOf(database.urls.owner, ['check_read', 'check_read_at', 'check_log', 'said_of_records'])).toEqual([
    { name: 'check_log', ...app, asOwner: false, ownPath: false },
    { name: 'check_read', ...app, asOwner: true, ownPath: true },
    { name: 'check_read_at', ...app, asOwner: true, ownPath: true },
    { name: 'said_of_records', ...app, asOwner: true, ownPath: true },
  ]);
});

test.each([
  ['the older first', ['2026-03-11', '2026-03-12']],
  ['the newer first', ['2026-03-14', '2026-03-13']],
])('of two names written at once, %s, a check tells the newer', async (_, days) => {
  const bureau = await testBureau(database, `1.4${days[0]!.at(-1)}.`);
  const serial = 300 + Number(days[0]!.at(-1));
  await bureau.send([penaltyRow(serial)]);
  const owner = ownerOf.get(database.pools)!;
  const [one, other] = await Promise.all([owner.connect(), owner.connect()]);
  const call = (client: pg.PoolClient, day: string) =>
    client.query(
      `insert into subject_names (subject_id, folded, name, known_at)
       select subject_id, $1, $1, $2::date from subject_keys where key = $3`,
      [`漯河虚构${day}商贸有限公司`, day, lookUp(serial).key],
    );
  await Promise.all([one.query('begin'), other.query('begin')]);
  await call(one, days[0]!);
  const second = call(other, days[1]!);
  await one.query('commit');
  await second;
  await other.query('commit');
  one.release();
  other.release();
  const [found] = await readAll(database.pools, [lookUp(serial)], TODAY);
  expect(found!.parties.map(({ name }) => name)).toEqual([`漯河虚构${days.toSorted().at(-1)}商贸有限公司`]);
});
