import { type RawBuilder, sql } from 'kysely';

/** A query with the columns kind, name and definition. */
export type CataloguePart = RawBuilder<unknown>;

/** PostgreSQL gives its own objects numbers below this one. */
export const FIRST_OF_OURS = 16_384;

export const SERVING = sql.raw(`('zhengming_app', 'zhengming_intake')`);

/** Whoever has most of the tables, so that one table that was given to somebody else is seen. */
const OWNER = sql.raw(`(select pg_catalog.mode() within group (order by c.relowner) from pg_catalog.pg_class as c
  join pg_catalog.pg_namespace as n on n.oid = c.relnamespace where n.nspname in ('public', 'auth') and c.relkind = 'r')`);

/** The name of a role: the owner of the database is the owner, however called. */
export const roleName = (
  oid: RawBuilder<unknown>,
) => sql`case when ${oid} = 0 then 'everybody' when ${oid} = ${OWNER} then 'the owner'
  else pg_catalog.pg_get_userbyid(${oid})::text end`;

export const isOwner = (oid: RawBuilder<unknown>) => sql<boolean>`${oid} = ${OWNER}`;

/**
 * Objects that the program or somebody made: in any schema, PostgreSQL's own included, and of no extension, which is told of as a whole.
 * `n` is the object's schema.
 */
export const isOurs = (catalogue: string, oid: RawBuilder<unknown>) => sql<boolean>`(
  (n.nspname not in ('pg_catalog', 'information_schema') or ${oid} >= ${sql.lit(FIRST_OF_OURS)}) and n.nspname !~ '^pg_(toast|temp)'
  and ${ofNoExtension(catalogue, oid)})`;

export const ofNoExtension = (
  catalogue: string,
  oid: RawBuilder<unknown>,
) => sql<boolean>`not exists (select from pg_catalog.pg_depend as d
  where d.classid = ${sql.lit(`pg_catalog.${catalogue}`)}::pg_catalog.regclass and d.objid = ${oid} and d.deptype = 'e')`;
