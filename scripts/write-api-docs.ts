// Writes the table of routes in docs/api.md. The routes come from the program itself, which wants a database: an embedded one
// in a folder of its own, gone afterwards.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/ground/config/config.ts';
import { openDatabase } from '../src/ground/platform/database.ts';
import { openPools } from '../src/ground/platform/db.ts';
import { loadLaw } from '../src/rules/law/index.ts';
import { type OpenApi, withRoutes } from './api-page.ts';

const page = path.resolve(import.meta.dirname, '../docs/api.md');
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-docs-'));
chmodSync(home, 0o755); // the embedded server, not root, must be able to enter
const law = loadLaw();
const database = await openDatabase(home, { owner: undefined, app: undefined, intake: undefined });
const pools = openPools(database.urls, { app: 2, intake: 1 });
try {
  const deps = {
    config: readConfig({}),
    pools,
    now: () => new Date(),
    law: () => law,
    masterKey: randomBytes(32),
    home,
  };
  const app = await buildApp(deps, 'web');
  const document = (await app.http.inject({ url: '/openapi.json' })).json() as OpenApi;
  writeFileSync(page, withRoutes(readFileSync(page, 'utf8'), document));
  await app.close();
} finally {
  await pools.close();
  await database.stop();
  rmSync(home, { recursive: true, force: true });
}
