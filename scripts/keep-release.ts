// `node scripts/keep-release.ts FOLDER NAME`: keeps what a release leaves behind, so that the next ones are tried on it. FOLDER is the
// data folder of a running demonstration of that release; the sample goes to test/upgrade/NAME.json.zst. Invented data only.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import pg from 'pg';
import { runningDatabase } from '../src/ground/platform/database.ts';

/** Rows that migrations write, and rows that are unlogged. */
const LEFT_OUT = ['kysely_migration', 'kysely_migration_lock', 'procedure_states', 'procedure_moves', 'staged_rows'];
/** Of the sign-in what the log answers for: who has which name, password, factor and link, all of them invented. Sessions and codes are hours old. */
const OF_SIGN_IN = ['users', 'credentials', 'identities', 'party_identities', 'passkeys', 'totp_secrets'];
const KEYS = ['vault-key', 'log-key', 'log-key.salt', 'vault/erasable-keys'];

const [home, name] = process.argv.slice(2);
if (home === undefined || name === undefined) throw new Error('node scripts/keep-release.ts FOLDER NAME');
const client = new pg.Client({ connectionString: runningDatabase(home) });
await client.connect();
const { rows: tables } = await client.query<{ name: string; columns: string[] }>(
  `select case c.relnamespace when 'public'::regnamespace then '' else 'auth.' end || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
   from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
   where c.relkind = 'r' and (c.relnamespace = 'public'::regnamespace and c.relname <> all ($1)
     or c.relnamespace = 'auth'::regnamespace and c.relname = any ($2)) group by 1 order by 1`,
  [LEFT_OUT, OF_SIGN_IN],
);
const kept: { name: string; columns: string[]; rows: unknown[] }[] = [];
for (const table of tables) {
  const { rows } = await client.query<{ row: unknown }>(`select to_jsonb(t) as row from ${table.name} as t`);
  if (rows.length > 0) kept.push({ ...table, rows: rows.map(({ row }) => row) });
}
const { rows: migrations } = await client.query<{ name: string }>('select name from kysely_migration order by name');
await client.end();
const keys = Object.fromEntries(KEYS.map((file) => [file, readFileSync(path.join(home, file), 'utf8')]));
const sample = JSON.stringify({ migrations: migrations.map((row) => row.name), keys, tables: kept });
const bytes = zstdCompressSync(Buffer.from(sample), { params: { [constants.ZSTD_c_compressionLevel]: 19 } });
writeFileSync(path.join(import.meta.dirname, `../test/upgrade/${name}.json.zst`), bytes);
process.stderr.write(`${kept.length} tables, ${bytes.length} bytes\n`);
