import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { act, type Context, sequenceNow } from '../../src/ground/audit/index.ts';
import { openPools } from '../../src/ground/platform/db.ts';
import { sealed } from '../../src/ground/platform/seal-store.ts';
import { LogGrower } from '../../src/ground/proof/log/log-jobs.ts';
import { type LogKeys, logKeys } from '../../src/ground/proof/log/log-key-store.ts';
import { takeDown } from '../../src/ground/proof/log/taking-jobs.ts';
import { TileStore } from '../../src/ground/proof/log/tile-store.ts';
import type { Finding } from '../../src/ground/proof/verify/finding.ts';
import { type VerifyDeps, verifyLog } from '../../src/ground/proof/verify/verify-commands.ts';
import { TEST_EDITION, TEST_NOW } from './actors.ts';
import type { TestDatabase } from './database.ts';

export const LOG_ORIGIN = 'log.invalid/test';

/** A data folder with the keys of a log in it. */
export function testLogHome(): { home: string; keys: LogKeys } {
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-log-'));
  return { home, keys: logKeys({ home, keyFile: undefined, origin: LOG_ORIGIN }, false) };
}

/** A process's share in growing the log, with files in `folder`. */
export function testGrower(
  database: TestDatabase,
  keys: LogKeys,
  folder: string,
): { grower: LogGrower; tiles: TileStore } {
  const tiles = new TileStore(folder);
  const { app: db, origin } = database.pools;
  return { tiles, grower: new LogGrower({ db, keys, tiles, now: () => TEST_NOW, origin }) };
}

/** The whole verification as the owner of the database, which sees every row; the files of the log lie in `folder`. */
export async function verifyAsOwner(
  database: TestDatabase,
  keys: LogKeys,
  folder: string,
  { vault, masterKey, catalogue }: Pick<VerifyDeps, 'vault' | 'masterKey' | 'catalogue'> = {},
): Promise<{ told: Awaited<ReturnType<typeof verifyLog>>; findings: Finding[] }> {
  const pools = openPools({ app: database.urls.owner, intake: database.urls.owner }, { app: 1, intake: 1 });
  const findings: Finding[] = [];
  const told = await verifyLog(
    { db: pools.app, keys, tiles: new TileStore(folder), vault, masterKey, catalogue },
    (finding) => findings.push(finding),
    () => undefined,
  );
  await pools.close();
  return { told, findings };
}

/** Acts that change nothing but the journal; answers the entries' ids. */
export async function writeEntries(ctx: Context, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = randomUUID();
    const { entryId } = await act(ctx, async () => ({
      result: id,
      deed: 'test.touch',
      object: { kind: 'test', id },
      after: { n },
    }));
    ids.push(entryId);
  }
  return ids;
}

/** What the log's keeper does every few seconds: adopts what it finds the first time, then takes down uses, looks and notices. */
export function takeNow(database: TestDatabase, now: Date = TEST_NOW, grower?: LogGrower): Promise<boolean> {
  const law = () => ({ edition: TEST_EDITION });
  return takeDown({ pools: database.pools, now: () => now, law, seen: () => grower?.seen });
}

/** Runs a statement as the owner in a transaction with the program's seal: what it writes stands for what the program wrote. */
export async function asProgram<Row extends pg.QueryResultRow>(
  database: TestDatabase,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<Row>(statement, [...values]);
    await sealAs(database, client);
    await client.query('commit');
    return rows;
  } finally {
    await client.end();
  }
}

/** Puts the program's seal on the transaction under way. */
export async function sealAs({ pools }: TestDatabase, client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string }>('select pg_current_xact_id()::text as number');
  const { number } = rows[0]!;
  await client.query('insert into journal_seals (tx, seal) values ($1::xid8, $2)', [
    number,
    pools.origin.seal(sealed(number)),
  ]);
}

/** Gives positions to all that waits. */
export async function sequenceAll(database: TestDatabase): Promise<void> {
  while ((await sequenceNow(database.pools, TEST_NOW)) > 0);
}
