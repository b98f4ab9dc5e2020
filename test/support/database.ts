import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { openPools, type Pools } from '../../src/ground/platform/db.ts';
import { ROLE_PASSWORD, TEMPLATE, TEST_DATABASES } from './cluster.ts';

export type TestDatabase = { pools: Pools; urls: { owner: string; app: string; intake: string } };

/** As the owner of the database behind these pools, for what only a test may write. */
export const ownerOf = new WeakMap<Pools, pg.Pool>();

function as(url: string, role: string): string {
  const parsed = new URL(url.replace('@/', '@localhost/'));
  parsed.username = role;
  parsed.password = ROLE_PASSWORD;
  return url.includes('@/') ? parsed.href.replace('@localhost/', '@/') : parsed.href;
}

/**
 * A fresh, migrated database for the tests of one file. Its fields may be used inside tests and hooks. It goes with the whole
 * cluster: a file system that has just lost a thousand files is slow to make the next thousand.
 */
export function testDatabase(): TestDatabase {
  const database = {} as TestDatabase;
  let owners: pg.Pool | undefined;
  const name = `${TEST_DATABASES}${randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string) => {
    const admin = new pg.Client({ connectionString: inject('clusterUrl').replace('{database}', 'postgres') });
    await admin.connect();
    await admin.query(statement);
    await admin.end();
  };
  beforeAll(async () => {
    // Counted for the budget of the tests.
    if (process.env.TEST_STARTS) appendFileSync(process.env.TEST_STARTS, 'database\n');
    // Copied as files: nothing of it must outlive a power cut, and it takes two thirds of the time.
    await run(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`);
    const owner = inject('clusterUrl').replace('{database}', name);
    database.urls = { owner, app: as(owner, 'zhengming_app'), intake: as(owner, 'zhengming_intake') };
    database.pools = openPools(database.urls, { app: 20, intake: 8 });
    owners = new pg.Pool({ connectionString: owner, max: 6 });
    // Whatever has not ended by then is ended below.
    owners.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
    ownerOf.set(database.pools, owners);
  });
  afterAll(async () => {
    await owners?.end();
    await database.pools?.close();
    await run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  });
  return database;
}
