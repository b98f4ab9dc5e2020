import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { CatalogueObject } from './catalogue.ts';
import { CODE } from './code-queries.ts';
import { RIGHTS } from './rights-queries.ts';
import { TABLES } from './table-queries.ts';

const DIGEST = (text: RawBuilder<unknown>) => sql`pg_catalog.substr(pg_catalog.encode(pg_catalog.sha256(
  pg_catalog.convert_to(coalesce(${text}, ''), 'UTF8')), 'hex'), 1, 32)`;

/** Tables that migrations alone fill, and that say which step a procedure may take: their rows are a part of the structure. */
const FILLED = sql.raw(
  ['procedure_moves', 'procedure_states']
    .map(
      (table) =>
        `select '${table}', (select string_agg(to_jsonb(t)::text, ',' order by to_jsonb(t)::text collate "C") from public.${table} as t)`,
    )
    .join(' union all '),
);

/** Names in full, whatever the connection or its role would leave away: the text of a definition is the same for everybody who asks. */
async function withFullNames<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ path: string }>`select current_setting('search_path') as path`.execute(tx);
  await sql`select set_config('search_path', '', true)`.execute(tx);
  const answer = await work();
  await sql`select set_config('search_path', ${rows[0]!.path}, true)`.execute(tx);
  return answer;
}

/**
 * Every object of the database's catalogue, but those of PostgreSQL and its extensions: tables, columns, constraints, indexes, triggers, policies,
 * rules, views, functions, types, extensions, rights, the serving roles. Either serving role may ask, for the system. The owner goes by one
 * name, whatever it is called here, and nothing depends on the version of the server.
 */
export async function listCatalogue(tx: Tx): Promise<CatalogueObject[]> {
  const made = await withFullNames(tx, () =>
    sql<CatalogueObject>`with objects (kind, name, definition) as (${sql.join([...TABLES, ...CODE, ...RIGHTS], sql` union all `)})
      select o.kind, o.name, ${DIGEST(sql`o.definition`)} as digest from objects as o`.execute(tx),
  );
  const filled = await sql<CatalogueObject>`with tables (name, content) as (${FILLED})
    select 'rows' as kind, t.name, ${DIGEST(sql`t.content`)} as digest from tables as t`.execute(tx);
  return [...made.rows, ...filled.rows];
}

/** The migrations that the database says it has run, as `known` tells of them. As its owner: nobody else may ask. */
export async function listMigrationsRun(tx: Tx, known: readonly CatalogueObject[]): Promise<CatalogueObject[]> {
  const { rows } = await sql<{ name: string }>`select m.name from public.kysely_migration as m`.execute(tx);
  return rows.map(
    ({ name }) => known.find((one) => one.name === name) ?? { kind: 'migration', name, digest: 'unknown' },
  );
}
