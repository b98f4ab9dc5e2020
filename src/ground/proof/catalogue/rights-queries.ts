import { type RawBuilder, sql } from 'kysely';
import { type CataloguePart, isOurs, isOwner, roleName, SERVING } from './catalogue-part-queries.ts';

/** One line for each role that may do something with an object besides the owner of the database, with all that it may. */
function granted(what: string, name: RawBuilder<unknown>, acl: string, from: RawBuilder<unknown>): CataloguePart {
  return sql`select 'right', ${sql.lit(what)} || ' ' || ${name} || ' to ' || ${roleName(sql`g.grantee`)},
      pg_catalog.string_agg(g.privilege_type || case when g.is_grantable then '*' else '' end, ',' order by g.privilege_type)
    from ${from} cross join lateral pg_catalog.aclexplode(${sql.raw(acl)}) as g
    where not ${isOwner(sql`g.grantee`)} group by 2`;
}

const TABLES = granted(
  'table',
  sql.raw('c.oid::pg_catalog.regclass'),
  `coalesce(c.relacl, pg_catalog.acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))`,
  sql`(select c.* from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'S', 'm', 'f', 'p') and ${isOurs('pg_class', sql`c.oid`)}) as c`,
);
const COLUMNS = granted(
  'column',
  sql.raw(`a.attrelid::pg_catalog.regclass || '.' || a.attname`),
  'a.attacl',
  sql`(select a.* from pg_catalog.pg_attribute as a join pg_catalog.pg_class as c on c.oid = a.attrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace where a.attacl is not null and ${isOurs('pg_class', sql`c.oid`)}) as a`,
);
const FUNCTIONS = granted(
  'function',
  sql.raw('p.oid::pg_catalog.regprocedure'),
  `coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))`,
  sql`(select p.* from pg_catalog.pg_proc as p join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where ${isOurs('pg_proc', sql`p.oid`)}) as p`,
);
const SCHEMAS = granted(
  'schema',
  sql.raw('s.nspname'),
  `coalesce(s.nspacl, pg_catalog.acldefault('n', s.nspowner))`,
  sql`(select n.* from pg_catalog.pg_namespace as n where n.nspname = 'public' or ${isOurs('pg_namespace', sql`n.oid`)}) as s`,
);

/** What the serving roles are, whose rights they have and who has theirs: the owner, who made them, and superusers may do all of it anyway. */
const ROLES = sql`select 'role', r.rolname::text, pg_catalog.concat_ws('|', r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin,
    r.rolreplication, r.rolbypassrls) from pg_catalog.pg_roles as r where r.rolname in ${SERVING}
  union all select 'member', ${roleName(sql`m.member`)} || ' of ' || ${roleName(sql`m.roleid`)}, ''
  from pg_catalog.pg_auth_members as m join pg_catalog.pg_roles as o on o.oid = m.roleid join pg_catalog.pg_roles as i on i.oid = m.member
  where (o.rolname in ${SERVING} or i.rolname in ${SERVING}) and not i.rolsuper
    and not ${isOwner(sql`m.member`)} group by 2
  union all select 'right', 'database to ' || r.rolname, pg_catalog.string_agg(g.privilege_type, ',' order by g.privilege_type)
  from pg_catalog.pg_database as b cross join lateral pg_catalog.aclexplode(b.datacl) as g join pg_catalog.pg_roles as r on r.oid = g.grantee
  where b.datname = pg_catalog.current_database() and r.rolname in ${SERVING} and not ${isOwner(sql`g.grantee`)} group by 2`;

/** Settings that a session begins with: whatever is set for a serving role, and for everybody what changes the meaning of a statement. */
const MEANING = [
  'search_path',
  'role',
  'row_security',
  'session_replication_role',
  'session_preload_libraries',
  'local_preload_libraries',
];
const SETTINGS = sql`select 'setting', pg_catalog.split_part(s.one, '=', 1) || ' of ' || case when s.setrole = 0 then 'everybody'
    else ${roleName(sql`s.setrole`)} end, s.one
  from (select x.setrole, pg_catalog.unnest(x.setconfig) as one from pg_catalog.pg_db_role_setting as x
    where x.setdatabase in (0, (select b.oid from pg_catalog.pg_database as b where b.datname = pg_catalog.current_database()))) as s
  left join pg_catalog.pg_roles as r on r.oid = s.setrole
  where r.rolname in ${SERVING} or pg_catalog.split_part(s.one, '=', 1) in (${sql.join(MEANING.map((name) => sql.lit(name)))})`;

/** Who may do what. */
export const RIGHTS: readonly CataloguePart[] = [TABLES, COLUMNS, FUNCTIONS, SCHEMAS, ROLES, SETTINGS];
