import type { Client } from 'pg';

/** What stands in a column of that type, where any value will do. */
const VALUES: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-00000000000f',
  bool: 'false',
  bytea: '\\x00',
  date: '2026-01-01',
  timestamptz: '2026-01-01T00:00:00Z',
  timestamp: '2026-01-01T00:00:00Z',
  json: '{}',
  jsonb: '{}',
  daterange: 'empty',
  tstzrange: 'empty',
};
const NUMBERS = /^(int|float|numeric)/;

type Column = {
  readonly name: string;
  readonly type: string;
  readonly base: string;
  readonly is_array: boolean;
  readonly first: string | null;
};

function fillingOf({ name, base, is_array: isArray, first }: Column): string {
  if (name === 'organ_path') return '1.1.';
  if (isArray) return '{}';
  return first ?? VALUES[base] ?? (NUMBERS.test(base) ? '1' : 'x');
}

/**
 * Lays a row into a table in which none stands, whatever a row must fulfil there: its checks are dropped, its triggers and foreign keys
 * sleep. Who may see and change it is left as it is, and that alone is what it is for.
 */
export async function layRow(owner: Client, table: string): Promise<void> {
  const { rows: checks } = await owner.query<{ name: string }>(
    "select quote_ident(conname) as name from pg_constraint where contype = 'c' and conrelid = $1::regclass",
    [table],
  );
  const { rows: columns } = await owner.query<Column>(
    `select quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as type,
       coalesce(b.typname, t.typname) as base, t.typcategory = 'A' as is_array,
       (select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder limit 1) as first
     from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_type b on b.oid = nullif(t.typbasetype, 0)
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum`,
    [table],
  );
  const names = columns.map(({ name }) => name).join(', ');
  const values = columns.map(({ type }, at) => `$${at + 1}::text::${type}`).join(', ');
  await owner.query('begin');
  for (const { name } of checks) await owner.query(`alter table ${table} drop constraint ${name}`);
  await owner.query('set local session_replication_role = replica');
  await owner.query(
    `insert into ${table} (${names}) overriding system value values (${values})`,
    columns.map(fillingOf),
  );
  await owner.query('commit');
}
