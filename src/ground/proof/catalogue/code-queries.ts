import { type RawBuilder, sql } from 'kysely';
import { type CataloguePart, FIRST_OF_OURS, isOurs, ofNoExtension, roleName } from './catalogue-part-queries.ts';

const NAME = sql.raw(`p.oid::pg_catalog.regprocedure::text`);
const OF_AGGREGATE =
  sql.raw(`(select pg_catalog.concat_ws(' ', a.aggtransfn, a.aggfinalfn, a.agginitval) from pg_catalog.pg_aggregate as a
  where a.aggfnoid = p.oid)`);
const FUNCTION = sql`pg_catalog.concat_ws('|', ${roleName(sql`p.proowner`)},
  case p.prokind when 'a' then ${OF_AGGREGATE} else pg_catalog.pg_get_functiondef(p.oid) end)`;

const FUNCTIONS = sql`select 'function', ${NAME}, ${FUNCTION}
  from pg_catalog.pg_proc as p join pg_catalog.pg_namespace as n on n.oid = p.pronamespace where ${isOurs('pg_proc', sql`p.oid`)}`;

/** The functions of our extensions are compiled code of the server's installation; one that is not was put in its place. */
const OF_EXTENSIONS = sql`select 'function of an extension', ${NAME}, ${FUNCTION}
  from pg_catalog.pg_proc as p join pg_catalog.pg_language as l on l.oid = p.prolang
  where not ${ofNoExtension('pg_proc', sql`p.oid`)} and p.oid >= ${sql.lit(FIRST_OF_OURS)}
    and not (l.lanname = 'c' and p.probin ^@ '$libdir/')`;

/** Of all that a server makes for itself PL/pgSQL comes last: what is younger was put in the place of PostgreSQL's own. */
const isYounger = (xmin: string) => sql<boolean>`${sql.raw(xmin)}::text::bigint > coalesce((
  select x.xmin::text::bigint from pg_catalog.pg_extension as x where x.extname = 'plpgsql'), 1000)`;
const OF_THE_SERVER = sql`select 'function of the server', ${NAME}, ${FUNCTION} from pg_catalog.pg_proc as p
  where p.oid < ${sql.lit(FIRST_OF_OURS)} and ${isYounger('p.xmin')}
  union all select 'view of the server', w.ev_class::pg_catalog.regclass::text, pg_catalog.pg_get_ruledef(w.oid) from pg_catalog.pg_rewrite as w
  where w.oid < ${sql.lit(FIRST_OF_OURS)} and ${isYounger('w.xmin')}`;

const TRIGGERS = sql`select 'trigger', t.tgrelid::pg_catalog.regclass || ' ' || t.tgname, pg_catalog.concat_ws('|',
    pg_catalog.pg_get_triggerdef(t.oid), t.tgenabled)
  from pg_catalog.pg_trigger as t where not t.tgisinternal`;

const POLICIES = sql`select 'policy', p.polrelid::pg_catalog.regclass || ' ' || p.polname, pg_catalog.concat_ws('|', p.polcmd, p.polpermissive,
    (select pg_catalog.string_agg(${roleName(sql`r`)}, ',' order by ${roleName(sql`r`)}) from pg_catalog.unnest(p.polroles) as r),
    'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'check', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
  from pg_catalog.pg_policy as p`;

const RULES = sql`select 'rule', w.ev_class::pg_catalog.regclass || ' ' || w.rulename, pg_catalog.concat_ws('|', pg_catalog.pg_get_ruledef(w.oid),
    w.ev_enabled) from pg_catalog.pg_rewrite as w where w.rulename <> '_RETURN' and w.oid >= ${sql.lit(FIRST_OF_OURS)}`;

/** Kinds of objects of which the program makes none, or only by name: whatever stands here was added. */
const named = (kind: string, catalogue: string, name: string, definition = `''`): RawBuilder<unknown> =>
  sql`select ${sql.lit(kind)}, ${sql.raw(name)}, ${sql.raw(definition)} from ${sql.raw(`pg_catalog.${catalogue}`)} as x
    where x.oid >= ${sql.lit(FIRST_OF_OURS)} and ${ofNoExtension(catalogue, sql`x.oid`)}`;

const OTHERS = [
  // PL/pgSQL, which every server has, is older.
  named('extension', 'pg_extension', 'x.extname'),
  named('language', 'pg_language', 'x.lanname', 'x.lanplcallfoid::pg_catalog.regproc::text'),
  named(
    'event trigger',
    'pg_event_trigger',
    'x.evtname',
    `pg_catalog.concat_ws('|', x.evtevent, x.evtenabled, x.evtfoid::pg_catalog.regproc)`,
  ),
  named('publication', 'pg_publication', 'x.pubname'),
  named('subscription', 'pg_subscription', 'x.subname'),
  named('foreign data wrapper', 'pg_foreign_data_wrapper', 'x.fdwname'),
  named('foreign server', 'pg_foreign_server', 'x.srvname'),
  named('operator', 'pg_operator', 'x.oid::pg_catalog.regoperator::text', 'x.oprcode::pg_catalog.regproc::text'),
  named('operator class', 'pg_opclass', 'x.opcname'),
  named('operator family', 'pg_opfamily', 'x.opfname'),
  named('access method', 'pg_am', 'x.amname', 'x.amhandler::text'),
  named('cast', 'pg_cast', `x.castsource::pg_catalog.regtype || ' to ' || x.casttarget::pg_catalog.regtype`),
  named('conversion', 'pg_conversion', 'x.conname', 'x.conproc::text'),
  named('statistics', 'pg_statistic_ext', 'x.stxname', 'pg_catalog.pg_get_statisticsobjdef(x.oid)'),
  named('default rights', 'pg_default_acl', `x.oid::text`, `x.defaclacl::text`),
  named('collation', 'pg_collation', 'x.collname'),
];

/** What runs by itself, and what reads or rewrites on its way. */
export const CODE: readonly CataloguePart[] = [
  FUNCTIONS,
  OF_EXTENSIONS,
  OF_THE_SERVER,
  TRIGGERS,
  POLICIES,
  RULES,
  ...OTHERS,
];
