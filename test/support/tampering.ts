import pg from 'pg';
import { expect } from 'vitest';
import type { TestDatabase } from './database.ts';

/**
 * Lets `statement` run as a superuser with every trigger and foreign key out of the way, then `look`s, then puts everything back
 * as it was. Several statements may come in one.
 */
export async function tamper<T>(database: TestDatabase, statement: string, look: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  await client.query('set session_replication_role = replica');
  const { rows: all } = await client.query<{ name: string; columns: string }>(
    `select case c.table_schema when 'public' then '' else c.table_schema || '.' end || c.table_name as name,
       string_agg(quote_ident(c.column_name), ', ') as columns
     from information_schema.columns as c join information_schema.tables as t using (table_schema, table_name)
     where table_schema in ('public', 'auth') and t.table_type = 'BASE TABLE' and is_generated = 'NEVER' group by 1`,
  );
  const touched = all.filter(({ name }) => new RegExp(`\\b${name.replace('.', '[.]')}\\b`).test(statement));
  const kept = (name: string) => `keep_${name.replace('.', '_')}`;
  for (const { name } of touched) await client.query(`create temporary table ${kept(name)} as table ${name}`);
  try {
    const results = [await client.query(statement)].flat();
    expect(results.every(({ rowCount }) => (rowCount ?? 0) > 0)).toBe(true);
    return await look();
  } finally {
    for (const { name, columns } of touched) {
      await client.query(`delete from ${name}`);
      await client.query(
        `insert into ${name} (${columns}) overriding system value select ${columns} from ${kept(name)}`,
      );
    }
    await client.end();
  }
}

/** Another value of the same type. */
export function otherThan(column: string, type: string): string {
  const known: Readonly<Record<string, string>> = {
    uuid: 'gen_random_uuid()',
    date: `coalesce(${column}, '2026-01-01') + 1`,
    'timestamp with time zone': `coalesce(${column}, 'epoch') + interval '1 second'`,
    integer: `coalesce(${column}, 0) + 1000`,
    bigint: `${column} + 1000`,
    bytea: `sha256(coalesce(${column}, ''))`,
    boolean: `not ${column}`,
    jsonb: `'{"another": 1}'::jsonb`,
    ARRAY: `array_append(${column}, 'another')`,
    xid8: `(${column}::text::bigint + 1)::text::xid8`,
  };
  return known[type] ?? `coalesce(${column}, '') || 'x'`;
}
