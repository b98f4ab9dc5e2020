import pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';

const OLDEST = 170_000;
const CONNECT_MS = 10_000;

/** What a failed connection means to the person who wrote `setting`. */
function connectRefusal(error: unknown, setting: string): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === '3D000') return new Refusal('busy', 'start.database_absent', { setting });
  if (code.startsWith('28')) return new Refusal('busy', 'start.database_sign_in', { setting, reason: code });
  const reason = code || message.split('\n')[0];
  if (/^(E[A-Z]+|57P03|53300|)$/.test(code))
    return new Refusal('busy', 'start.database_unreachable', { setting, reason });
  return error;
}

/** What a statement that was not allowed means. */
export function rightsRefusal(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  return code === '42501' ? new Refusal('busy', 'start.database_lacks_rights', { reason: message }) : error;
}

/** Connects, works, and lets go. @throws {Refusal} busy `start.database_…` */
export async function withClient<T>(url: string, setting: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined); // a lost connection is told by the statement that runs into it
  try {
    await client.connect();
  } catch (error) {
    throw connectRefusal(error, setting);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Parts of Chinese that the database must be able to do; each answers true. */
const CHINESE = {
  encoding: `SELECT getdatabaseencoding() = 'UTF8' AS good`,
  // With a locale that takes Han for punctuation pg_trgm finds no trigram in them, and search by name finds nobody.
  trigrams: `SELECT cardinality(show_trgm('漯河市')) > 0 AS good`,
  sorting: `SELECT array_agg(name ORDER BY name COLLATE "zh-x-icu") = '{李,王,张}' AS good FROM unnest('{张,王,李}'::text[]) name`,
} as const;

/**
 * Refuses a database that could be opened but not relied upon. Leaves no trace in it.
 * @throws {Refusal} busy `start.database_too_old`, `start.database_wrong_locale`, `start.database_lacks_rights`
 */
export async function refuseUnfitDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`,
  );
  const version = rows[0]!;
  if (version.number < OLDEST) throw new Refusal('busy', 'start.database_too_old', { found: version.name });
  await client.query('BEGIN');
  try {
    await client.query('SET LOCAL client_min_messages = error');
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm').catch((error) => Promise.reject(rightsRefusal(error)));
    const missing: string[] = [];
    for (const [part, question] of Object.entries(CHINESE)) {
      // A collation that is not there is an error and not a "no".
      await client.query('SAVEPOINT part');
      const good = await client.query<{ good: boolean }>(question).then(
        (answer) => answer.rows[0]?.good === true,
        () => false,
      );
      await client.query('ROLLBACK TO SAVEPOINT part');
      if (!good) missing.push(part);
    }
    if (missing.length > 0) throw new Refusal('busy', 'start.database_wrong_locale', { missing: missing.join(', ') });
  } finally {
    await client.query('ROLLBACK');
  }
}

/**
 * The program serves as two roles that the rules for rows bind. Under the owner's or a superuser's name every officer would see every row, and what is
 * never changed could be. @throws {Refusal} busy `start.database_other_role`
 */
export async function refuseOtherRole(client: pg.Client, wanted: string, setting: string): Promise<void> {
  const { rows } = await client.query<{ found: string; unbound: boolean }>(
    'SELECT rolname AS found, rolsuper OR rolbypassrls AS unbound FROM pg_roles WHERE rolname = current_user',
  );
  const { found, unbound } = rows[0]!;
  if (found !== wanted || unbound) throw new Refusal('busy', 'start.database_other_role', { setting, found, wanted });
}

/**
 * Rows on their way in belong to the role that moves them, which empties their table. A dump that was restored without owners has lost that,
 * and every batch would wait for ever. @throws {Refusal} busy `start.restored_without_owners`
 */
export async function refuseLostOwner(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ owner: string }>(
    `SELECT tableowner AS owner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'staged_rows'`,
  );
  const { owner } = rows[0]!;
  if (owner !== 'zhengming_intake') throw new Refusal('busy', 'start.restored_without_owners', { owner });
}
