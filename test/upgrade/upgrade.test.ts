// Each release that was ever kept, as it left its database behind, is brought to this version: no row is lost or changed, the log
// still has its signed root, what was sealed opens, and the program serves what was public.
import { randomUUID } from 'node:crypto';
import { globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type App, buildApp } from '../../src/app.ts';
import { sequenceNow } from '../../src/ground/audit/index.ts';
import { readConfig } from '../../src/ground/config/config.ts';
import { withClient } from '../../src/ground/platform/database-fitness.ts';
import { asRole } from '../../src/ground/platform/database-urls.ts';
import { inContext, openPools, type Pools } from '../../src/ground/platform/db.ts';
import { migrate, setRolePasswords } from '../../src/ground/platform/migrate.ts';
import { catchUpTransactions } from '../../src/ground/platform/transaction-numbers.ts';
import { expectedCatalogue, listReleaseMigrations } from '../../src/ground/proof/catalogue/catalogue-store.ts';
import { LogGrower } from '../../src/ground/proof/log/log-jobs.ts';
import { logKeys } from '../../src/ground/proof/log/log-key-store.ts';
import { takeDown } from '../../src/ground/proof/log/taking-jobs.ts';
import { TileStore } from '../../src/ground/proof/log/tile-store.ts';
import { WORKING_TABLES } from '../../src/ground/proof/verify/coverage-queries.ts';
import { verifyLog } from '../../src/ground/proof/verify/verify-commands.ts';
import { ErasableKeyStore, openSealedValue, Vault } from '../../src/ground/vault/index.ts';
import { loadLaw } from '../../src/rules/law/index.ts';
import { ROLE_PASSWORD } from '../support/cluster.ts';
import { asLeftBehind, homeOf, type KeptRelease, readRelease } from '../support/kept-release.ts';

const samples = globSync('*.json.zst', { cwd: import.meta.dirname });
const databases: string[] = [];
const closers: (() => Promise<void> | void)[] = [];

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('clusterUrl').replace('{database}', 'postgres') });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}
afterAll(async () => {
  for (const close of closers.reverse()) await close();
  for (const name of databases) await asAdmin(`drop database if exists ${name} with (force)`);
});

test('at least one release was kept', () => {
  expect(samples.length).toBeGreaterThan(0);
});

describe.each(samples)('the installation of %s', (sample) => {
  let release: KeptRelease;
  let owner: string;
  let pools: Pools;
  let home: string;
  let ran: string[];
  beforeAll(async () => {
    release = readRelease(path.join(import.meta.dirname, sample));
    const name = `zhengming_upgrade_${randomUUID().replaceAll('-', '')}`;
    databases.push(name);
    await asAdmin(`create database ${name}`);
    owner = inject('clusterUrl').replace('{database}', name);
    await asLeftBehind(owner, release);
    ran = await migrate(owner);
    await withClient(owner, 'DATABASE_URL', (client) => catchUpTransactions(client));
    await setRolePasswords(owner, { app: ROLE_PASSWORD, intake: ROLE_PASSWORD });
    const as = (role: string) => asRole(owner, role, ROLE_PASSWORD);
    pools = openPools({ app: as('zhengming_app'), intake: as('zhengming_intake') }, { app: 6, intake: 2 });
    home = homeOf(release);
    closers.push(
      () => rmSync(home, { recursive: true, force: true }),
      () => pools.close(),
    );
  }, 60_000);

  test('comes to this version, and each of its rows is there, unchanged', async () => {
    expect(ran).toEqual(
      listReleaseMigrations()
        .map(({ name }) => name)
        .filter((name) => !release.migrations.includes(name)),
    );
    const client = new pg.Client({ connectionString: owner });
    await client.connect();
    const lost: string[] = [];
    for (const { name, columns, rows } of release.tables) {
      // Columns may be added; what was there stays as it was.
      const list = columns.map((column) => `"${column}"::text`).join(', ');
      const { rowCount } = await client.query(
        `select ${list} from jsonb_populate_recordset(null::${name}, $1) except select ${list} from ${name}`,
        [JSON.stringify(rows)],
      );
      if (rowCount !== 0) lost.push(`${rowCount} of ${name}`);
    }
    expect(lost).toEqual([]);
    await client.end();
  });

  test('has its log as it was signed, and nothing that disagrees with it', async () => {
    const tiles = new TileStore(path.join(home, 'log'));
    const keys = logKeys({ home, keyFile: undefined, origin: undefined }, true);
    // As the worker does at its first start: rows for which the log did not answer then are adopted as they are found.
    await takeDown({ pools, now: () => new Date(), law: () => ({ edition: '0'.repeat(64) }) });
    while ((await sequenceNow(pools, new Date())) > 0);
    await new LogGrower({ db: pools.app, keys, tiles, now: () => new Date(), origin: pools.origin }).grow();
    const asOwner = openPools({ app: owner, intake: owner }, { app: 1, intake: 1 });
    const found: unknown[] = [];
    const verified = await verifyLog(
      // The structure too: an installation that grew is like one that was made today.
      { db: asOwner.app, keys, tiles, catalogue: expectedCatalogue() },
      (finding) => found.push(finding),
      () => undefined,
    );
    await asOwner.close();
    expect(found).toEqual([]);
    // An upgrade does nothing in anybody's name: all that it adds is that the log took over what it had not answered for.
    const journal = release.tables.find(({ name }) => name === 'journal')!.rows as { id: string }[];
    const added = await withClient(owner, 'DATABASE_URL', (client) =>
      client.query<{ deed: string }>('select deed from journal where id <> all ($1::uuid[])', [
        journal.map(({ id }) => id),
      ]),
    );
    expect(added.rows.filter(({ deed }) => deed !== 'log.adopt')).toEqual([]);
    expect(verified.entries).toBe(journal.length + added.rows.length);
    expect(verified.notCovered).toEqual(Object.keys(WORKING_TABLES).sort());
  }, 60_000);

  test('opens what it sealed, and serves what was public', async () => {
    const masterKey = Buffer.from(readFileSync(path.join(home, 'vault-key'), 'utf8').trim(), 'base64url');
    const erasable = new ErasableKeyStore(path.join(home, 'vault'), masterKey);
    const sealed = release.tables.find(({ name }) => name === 'sealed_values')!.rows as { id: string }[];
    const vault = await Vault.open(pools, masterKey, new Date(), { erasable });
    const opened = await inContext(pools.app, { purpose: 'system' }, (tx) =>
      Promise.all(sealed.map(({ id }) => openSealedValue(tx, vault, id))),
    );
    expect(opened.every((value) => value.length > 2)).toBe(true);

    const law = loadLaw();
    const known = release.tables.find(({ name }) => name === 'publications')!.rows as {
      begins_on: string;
      address: string;
    }[];
    const now = () =>
      new Date(
        `${known
          .map((row) => row.begins_on)
          .sort()
          .at(-1)}T12:00:00+08:00`,
      );
    const app: App = await buildApp({
      config: readConfig({ PORT: '0' }),
      pools,
      now,
      law: () => law,
      masterKey,
      erasable,
      home,
      log: () => undefined,
    });
    closers.push(() => app.close());
    expect((await app.http.inject({ url: '/readyz' })).json()).toMatchObject({ ready: true });
    const addresses = known.map(({ address }) => address);
    const answers = await Promise.all(addresses.map((address) => app.http.inject({ url: `/d/${address}` })));
    const shown = answers.filter(({ statusCode, body }) => statusCode === 200 && body.includes('虚构'));
    expect(shown.length).toBeGreaterThan(20);
    expect(answers.every(({ statusCode }) => statusCode === 200 || statusCode === 404)).toBe(true);
  }, 60_000);
});
