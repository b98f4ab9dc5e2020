import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/ground/platform/embedded-postgres.ts';
import { migrate, setRolePasswords } from '../../src/ground/platform/migrate.ts';
import { releaseOf } from './postgres-18.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's address of the tests' cluster, database name left as `{database}`. */
    clusterUrl: string;
  }
}

export const TEMPLATE = 'zhengming_template';
/** How the name of each database begins that a test file has to itself. */
export const TEST_DATABASES = 'zhengming_test_';
export const ROLE_PASSWORD = 'only-for-the-tests';

/** Tests lose nothing by a power cut; without the waiting they take a third of the time. */
const UNSAFE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // A hundred databases that live for a few seconds each: it would go round them without end.
  autovacuum: 'off',
};

/**
 * One PostgreSQL for the whole run, with a migrated template that each test file clones. Its own embedded one, or with
 * TEST_DATABASE_URL (a superuser's, `…/{database}`) a server of your own. `TEST_POSTGRES=18` takes another embedded release.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-test-'));
  // Whatever a test file leaves in a temporary folder goes with the run. A database of its own there is entered by a user who owns nothing.
  const files = path.join(home, 'files');
  mkdirSync(files);
  for (const folder of [home, files]) chmodSync(folder, 0o711);
  process.env.TMPDIR = files;
  const server = given ? undefined : await startEmbeddedPostgres(home, UNSAFE, releaseOf(process.env.TEST_POSTGRES));
  const clusterUrl = given ?? server!.urlOf('{database}');
  const admin = new pg.Client({ connectionString: clusterUrl.replace('{database}', 'postgres') });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const templateUrl = clusterUrl.replace('{database}', TEMPLATE);
  await migrate(templateUrl);
  await setRolePasswords(templateUrl, { app: ROLE_PASSWORD, intake: ROLE_PASSWORD });
  project.provide('clusterUrl', clusterUrl);
  return async () => {
    if (given) await dropAll(given);
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  };
}

/** A server of one's own is left as it was found, but for the roles and the template. */
async function dropAll(clusterUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: clusterUrl.replace('{database}', 'postgres') });
  await admin.connect();
  const { rows } = await admin.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname ^@ '${TEST_DATABASES}'`,
  );
  for (const { name } of rows) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
}
