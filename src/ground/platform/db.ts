import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { PlainDate } from '../kernel/plain-date.ts';
import { Origin } from './origin.ts';

/** Every table by name. Each module declares its own beside its store: `declare module './db.ts' { interface Tables { … } }`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging, module by module
export interface Tables {}

/** An open transaction with a context. Stores take this and nothing else, so a change outside `act()` does not compile. */
export type Tx = Transaction<Tables>;
export type Db = Kysely<Tables>;

/**
 * What a transaction may see (row-level security, migration 0001). `portal` needs the day: it sees what is public on it; `party` the
 * subject for which somebody speaks (migration 0360).
 */
export type Purpose = 'work' | 'check' | 'portal' | 'system' | 'party';
export type DbContext = {
  readonly purpose: Purpose;
  readonly accountId?: string;
  readonly organPath?: string;
  readonly today?: PlainDate;
  readonly subjectId?: string;
};

export type Pools = {
  /** As `zhengming_app`: all that serves people. */
  readonly app: Db;
  /** As `zhengming_intake`: staged rows, sequencing, retention. May not decide. */
  readonly intake: Db;
  /** The pools below, for prepared statements of hot reads and for COPY. */
  readonly appPool: pg.Pool;
  readonly intakePool: pg.Pool;
  /** As the application too, for {@link SealedTrips}: statements of one connection go one behind the other without waiting for each other. */
  readonly tripPool: pg.Pool;
  /** Vouches for what this program writes through them. */
  readonly origin: Origin;
  close(): Promise<void>;
};

const DATE_OID = 1082;
const INT8_OID = 20;
/** Days stay text, `YYYY-MM-DD`: a JavaScript Date would move them with the zone. Counts fit a number below 2^53. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE_OID) return (text: string) => text;
    if (oid === INT8_OID) return (text: string) => Number(text);
    return pg.types.getTypeParser(oid, format ?? 'text');
  },
};

/** For each log of uses: the one under way, the one that is begun beside it, and one that is asked again alone. */
const TRIPS = 6;

function poolOf(connectionString: string, max: number, pipeline = false): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, types, pipeline, application_name: 'zhengming' });
  // An idle connection that the server closes is not a failure of anybody's request; the next one opens anew.
  pool.on('error', () => undefined);
  // One that ends while in use fails its statement, and the caller hears of it there; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export function openPools(
  urls: { app: string; intake: string },
  sizes = { app: 24, intake: 8 },
  origin = Origin.ofThisProcess(),
): Pools {
  const appPool = poolOf(urls.app, sizes.app);
  const intakePool = poolOf(urls.intake, sizes.intake);
  const tripPool = poolOf(urls.app, TRIPS, true);
  const app = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: appPool }) });
  const intake = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: intakePool }) });
  return {
    app,
    intake,
    appPool,
    intakePool,
    tripPool,
    origin,
    async close() {
      await app.destroy();
      await intake.destroy();
      await tripPool.end();
    },
  };
}

/** Runs `work` in one transaction that sees what `context` may see. Reads as well: without a context there are no rows. */
export function inContext<T>(db: Db, context: DbContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('zhengming.purpose', ${context.purpose}, true),
      set_config('zhengming.account', ${context.accountId ?? ''}, true),
      set_config('zhengming.organ_path', ${context.organPath ?? ''}, true),
      set_config('zhengming.today', ${context.today ?? ''}, true),
      set_config('zhengming.subject', ${context.subjectId ?? ''}, true)`.execute(tx);
    return work(tx);
  });
}
