import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { ownerOf, testDatabase } from '../../../test/support/database.ts';
import { sealed } from './seal-store.ts';
import { SealedTrips } from './sealed-trip-store.ts';

const database = testDatabase();
let trips: SealedTrips;
beforeEach(async () => {
  trips = new SealedTrips(database.pools, 'work');
  await asOwner('delete from journal_seals');
});

const asOwner = async (statement: string) => (await ownerOf.get(database.pools)!.query(statement)).rows;
const SEAL = 'insert into journal_seals (tx, seal) values (pg_current_xact_id(), $1)';
const write = () =>
  trips.go((seal) => ({ text: `with s as (${SEAL}) select pg_current_xact_id()::text as number`, values: [seal] }));
const written = () => asOwner('select tx::text as number, seal from journal_seals');
const open = () =>
  asOwner(`select state, pid from pg_stat_activity where datname = current_database() and usename = 'zhengming_app'
    and state like 'idle in transaction%'`);

test('what a trip writes is durable when it is told, under a seal that the program knows', async () => {
  const [{ number }] = (await write()) as [{ number: string }];
  const [row] = await written();
  expect(row.number).toBe(number);
  expect(database.pools.origin.holds(sealed(number), row.seal)).toBe(true);
});

test('a statement that fails is told and leaves nothing, and the next trip goes', async () => {
  const failing = trips.go((seal) => ({
    text: `with s as (${SEAL}) select 1 / (length($1) - length($1))`,
    values: [seal],
  }));
  await expect(failing).rejects.toThrow('division by zero');
  expect(await written()).toEqual([]);
  await write();
  expect(await written()).toHaveLength(1);
});

test('what was begun is taken by the next trip, and only by one', async () => {
  trips.expect();
  trips.expect();
  await expect.poll(open).toHaveLength(1);
  await Promise.all([write(), write()]);
  expect(new Set((await written()).map(({ number }) => number)).size).toBe(2);
  expect(await open()).toEqual([]);
});

test('what was begun and is not needed is ended, and its connection serves again', async () => {
  trips.expect();
  await expect.poll(open).toHaveLength(1);
  await expect.poll(open).toEqual([]);
  expect(await written()).toEqual([]);
  await write();
  const { idleCount, totalCount } = database.pools.tripPool;
  expect(idleCount).toBe(totalCount);
});

test('where the connection of what was begun is lost, who takes it is told, and the next trip goes', async () => {
  trips.expect();
  await expect.poll(open).toHaveLength(1);
  await asOwner(`select pg_terminate_backend(${(await open())[0].pid})`);
  await pause(20);
  await expect(write()).rejects.toThrow();
  await write();
  expect(await written()).toHaveLength(1);
});
