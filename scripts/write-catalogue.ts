// `node scripts/write-catalogue.ts`, after each new migration: writes migrations/catalogue.txt, by which the program finds what was changed in
// the structure of its database. Makes a database of its own for it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inContext, openPools } from '../src/ground/platform/db.ts';
import { startEmbeddedPostgres } from '../src/ground/platform/embedded-postgres.ts';
import { migrate } from '../src/ground/platform/migrate.ts';
import { listCatalogue } from '../src/ground/proof/catalogue/catalogue-queries.ts';
import { listReleaseMigrations, writeCatalogue } from '../src/ground/proof/catalogue/catalogue-store.ts';

const home = mkdtempSync(path.join(tmpdir(), 'zhengming-catalogue-'));
const server = await startEmbeddedPostgres(home, { fsync: 'off' });
try {
  const url = server.urlOf('postgres');
  await migrate(url);
  const pools = openPools({ app: url, intake: url }, { app: 1, intake: 1 });
  const objects = await inContext(pools.app, { purpose: 'system' }, listCatalogue);
  await pools.close();
  writeCatalogue([...objects, ...listReleaseMigrations()]);
  process.stderr.write(`${objects.length} objects\n`);
} finally {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
