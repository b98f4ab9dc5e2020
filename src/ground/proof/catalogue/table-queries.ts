import { sql } from 'kysely';
import { type CataloguePart, isOurs, roleName } from './catalogue-part-queries.ts';

/** Of a view: whose rights it reads with. How a table is vacuumed is its keeper's own affair. */
const VIEW_OPTIONS = sql.raw(
  `(select pg_catalog.string_agg(o, ',' order by o) from pg_catalog.unnest(c.reloptions) as o where o like 'security_%')`,
);
const PARENTS = sql.raw(`(select pg_catalog.string_agg(i.inhparent::pg_catalog.regclass::text, ',' order by i.inhseqno)
  from pg_catalog.pg_inherits as i where i.inhrelid = c.oid)`);

const RELATIONS = sql`select case c.relkind when 'r' then 'table' when 'v' then 'view' when 'S' then 'sequence' when 'm' then 'materialized view'
    when 'f' then 'foreign table' when 'c' then 'composite type' else 'partitioned table' end,
  c.oid::pg_catalog.regclass::text, pg_catalog.concat_ws('|', ${roleName(sql`c.relowner`)}, c.relpersistence, c.relrowsecurity,
    c.relforcerowsecurity, ${VIEW_OPTIONS}, ${PARENTS}, case when c.relkind in ('v', 'm') then pg_catalog.pg_get_viewdef(c.oid) end,
    pg_catalog.pg_get_partkeydef(c.oid))
  from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  where c.relkind in ('r', 'v', 'S', 'm', 'f', 'p', 'c') and ${isOurs('pg_class', sql`c.oid`)}`;

const COLUMNS = sql`select 'column', c.oid::pg_catalog.regclass || '.' || a.attname, pg_catalog.concat_ws('|',
    pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
    pg_catalog.pg_get_expr(v.adbin, v.adrelid), a.attcollation::pg_catalog.regcollation)
  from pg_catalog.pg_attribute as a join pg_catalog.pg_class as c on c.oid = a.attrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    left join pg_catalog.pg_attrdef as v on v.adrelid = a.attrelid and v.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'v', 'm', 'f', 'p', 'c') and ${isOurs('pg_class', sql`c.oid`)}`;

/** With the triggers by which PostgreSQL keeps it: they can be switched off. What is not null is told with the column. */
const CONSTRAINTS = sql`select 'constraint', coalesce(nullif(k.conrelid, 0)::pg_catalog.regclass::text, k.contypid::pg_catalog.regtype::text)
    || ' ' || k.conname, pg_catalog.concat_ws('|', pg_catalog.pg_get_constraintdef(k.oid), k.convalidated,
    (select pg_catalog.bool_and(t.tgenabled = 'O') from pg_catalog.pg_trigger as t where t.tgconstraint = k.oid and t.tgisinternal))
  from pg_catalog.pg_constraint as k join pg_catalog.pg_namespace as n on n.oid = k.connamespace
  where k.contype not in ('n', 't') and ${isOurs('pg_constraint', sql`k.oid`)}`;

const INDEXES = sql`select 'index', c.oid::pg_catalog.regclass::text, pg_catalog.concat_ws('|', pg_catalog.pg_get_indexdef(c.oid), i.indisvalid)
  from pg_catalog.pg_index as i join pg_catalog.pg_class as c on c.oid = i.indexrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace where ${isOurs('pg_class', sql`c.oid`)}`;

const TYPES = sql`select 'type', t.oid::pg_catalog.regtype::text, pg_catalog.concat_ws('|', t.typtype, ${roleName(sql`t.typowner`)}, t.typnotnull,
    nullif(t.typbasetype, 0)::pg_catalog.regtype, t.typdefault, (select pg_catalog.string_agg(e.enumlabel, ',' order by e.enumsortorder)
      from pg_catalog.pg_enum as e where e.enumtypid = t.oid))
  from pg_catalog.pg_type as t join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
  where t.typrelid = 0 and t.typelem = 0 and t.typtype in ('b', 'd', 'e', 'r', 'p') and ${isOurs('pg_type', sql`t.oid`)}`;

const SCHEMAS = sql`select 'schema', n.nspname::text, ${roleName(sql`n.nspowner`)} from pg_catalog.pg_namespace as n
  where ${isOurs('pg_namespace', sql`n.oid`)}`;

/** What holds values and which values it holds. */
export const TABLES: readonly CataloguePart[] = [SCHEMAS, RELATIONS, COLUMNS, CONSTRAINTS, INDEXES, TYPES];
