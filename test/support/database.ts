import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { openPools, type Pools } from '../../src/platform/db.ts';
import { ROLE_PASSWORD, TEMPLATE } from './cluster.ts';

export type TestDatabase = { pools: Pools; urls: { owner: string; app: string; intake: string } };

/** As the owner of the database behind these pools, for what only a test may write. */
export const ownerOf = new WeakMap<Pools, pg.Pool>();

function as(url: string, role: string): string {
  const parsed = new URL(url.replace('@/', '@localhost/'));
  parsed.username = role;
  parsed.password = ROLE_PASSWORD;
  return url.includes('@/') ? parsed.href.replace('@localhost/', '@/') : parsed.href;
}

/** A fresh, migrated database for the tests of one file, dropped afterwards. Its fields may be used inside tests and hooks. */
export function testDatabase(): TestDatabase {
  const database = {} as TestDatabase;
  let owners: pg.Pool | undefined;
  const name = `zhengming_test_${randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string) => {
    const admin = new pg.Client({ connectionString: inject('clusterUrl').replace('{database}', 'postgres') });
    await admin.connect();
    await admin.query(statement);
    await admin.end();
  };
  beforeAll(async () => {
    await run(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    const owner = inject('clusterUrl').replace('{database}', name);
    database.urls = { owner, app: as(owner, 'zhengming_app'), intake: as(owner, 'zhengming_intake') };
    database.pools = openPools(database.urls, { app: 20, intake: 8 });
    owners = new pg.Pool({ connectionString: owner, max: 6 });
    // The drop below ends what has not ended yet.
    owners.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
    ownerOf.set(database.pools, owners);
  });
  afterAll(async () => {
    await owners?.end();
    await database.pools?.close();
    await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return database;
}
