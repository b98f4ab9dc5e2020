import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { vi } from 'vitest';
import { acceptBatch, type IntakeDeps, submitBatch } from '../../src/facts/intake/index.ts';
import { readAlone } from '../../src/facts/intake/intake-jobs.ts';
import { stageBatch } from '../../src/facts/intake/staging-jobs.ts';
import { releasePublication, reviewPublication } from '../../src/facts/publication/index.ts';
import type { OrganKind } from '../../src/ground/access/index.ts';
import type { Context } from '../../src/ground/audit/index.ts';
import { Spool } from '../../src/ground/reading/index.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import type { Law } from '../../src/rules/law/index.ts';
import { contextFor, makeActor, makeOrgan, TEST_NOW } from './actors.ts';
import { ownerOf, type TestDatabase } from './database.ts';
import { testLaw } from './law.ts';
import { csvOf, type PenaltyRow } from './penalties.ts';

/** An invented bureau with the people whom a case and a publication need, and a clock that the test sets. */
export type TestBureau = {
  readonly law: Law;
  readonly masterKey: Buffer;
  /** The hands of the clock. */
  readonly clock: { now: Date };
  readonly clerk: Context;
  readonly reviewer: Context;
  readonly decider: Context;
  readonly publisher: Context;
  /** Sends rows through the whole intake; answers the record ids by document number. */
  send(rows: readonly PenaltyRow[], item?: string, history?: boolean): Promise<Map<string, string>>;
  /** Reviews and releases the newest version as it stands. */
  publish(
    recordId: string,
    given?: { version?: number; influenceFinding?: string },
  ): Promise<{ id: string; address: string }>;
  asOwner<Row extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>;
};

export async function testBureau(database: TestDatabase, treePath = '1.1.', kind?: OrganKind): Promise<TestBureau> {
  const law = testLaw();
  const masterKey = Buffer.alloc(32, 3);
  const clock = { now: TEST_NOW };
  const organ = await makeOrgan(database.urls.owner, treePath, kind);
  const context = async (role: 'clerk' | 'reviewer' | 'decider' | 'publisher'): Promise<Context> => ({
    ...contextFor(await makeActor(database.urls.owner, organ, role), database.pools),
    now: () => clock.now,
    edition: law.edition,
  });
  const [clerk, reviewer] = [await context('clerk'), await context('reviewer')];
  const [decider, publisher] = [await context('decider'), await context('publisher')];
  const vault = await Vault.open(database.pools, masterKey, TEST_NOW);
  // No connection for a single question: its password alone costs more than that.
  const owner = ownerOf.get(database.pools)!;
  const spool = new Spool(mkdtempSync(path.join(tmpdir(), 'zhengming-spool-')));
  const deps: IntakeDeps = { vault, law, spool };

  async function asOwner<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const client = await owner.connect();
    try {
      return (await client.query<Row>(statement, values)).rows;
    } finally {
      // What a statement sets holds for its connection, which nobody else may have then.
      client.release(/^\s*set /i.test(statement));
    }
  }

  /** As the workers do, one of which may run beside the test and be at it. */
  const read = (id: string, work: () => Promise<unknown>) =>
    vi.waitUntil(() => readAlone(database.pools, id, work), { timeout: 30_000, interval: 20 });

  async function send(rows: readonly PenaltyRow[], item = 'penalty', history = false): Promise<Map<string, string>> {
    const file = await spool.keep(Readable.from([csvOf(rows)]));
    const { result } = await submitBatch(clerk, deps, { file, name: '来件.csv', item, history });
    await read(result.id, () => stageBatch(clerk, deps, { id: result.id, file, item, history }));
    await spool.drop(file);
    await acceptBatch(clerk, deps, result.id, 'good_rows');
    const made = await asOwner<{ id: string; number: string }>(
      `select r.id, r.document_number as number from records r join record_versions v on v.record_id = r.id
       where v.batch_id = $1 order by v.row_number`,
      [result.id],
    );
    return new Map(made.map(({ id, number }) => [number, id]));
  }

  async function publish(recordId: string, given: { version?: number; influenceFinding?: string } = {}) {
    const { version = 1, influenceFinding } = given;
    await reviewPublication(reviewer, law, { recordId, version, influenceFinding, places: [] });
    const { result } = await releasePublication(publisher, law, { recordId, version });
    return { id: result.id, address: result.address };
  }
  return { law, masterKey, clock, clerk, reviewer, decider, publisher, send, publish, asOwner };
}
