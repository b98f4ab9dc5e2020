import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layRow } from './support/a-row-each.ts';
import { testDatabase } from './support/database.ts';
import { askingAs, colleaguesAt, everyObject } from './support/every-object.ts';
import { SHARED_TABLES } from './support/shared-tables.ts';
import { type WholeProgram, wholeProgram } from './support/whole-program.ts';

const database = testDatabase();
type As = 'owner' | 'app' | 'intake';
const clients = {} as Record<As, pg.Client>;
type Relation = { readonly name: string; readonly schema: string; readonly kind: string; readonly secured: boolean };
let program: WholeProgram;
let relations: Relation[];

beforeAll(async () => {
  program = await wholeProgram(database, 'city_bureau');
  const ask = askingAs(program.ask);
  await everyObject(ask, program.bureau, database, await colleaguesAt(program.bureau, database, ask));
  for (const role of ['owner', 'app', 'intake'] as const) {
    clients[role] = new pg.Client({ connectionString: database.urls[role] });
    await clients[role].connect();
  }
  const { rows } = await clients.owner.query<Relation>(
    `select c.oid::regclass::text as name, n.nspname as schema, c.relkind as kind,
       case when c.relkind in ('r', 'p') then c.relrowsecurity
         else coalesce('security_invoker=true' = any (c.reloptions), false) end as secured
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
       -- Views and tables of an extension are the extension's.
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by 1`,
  );
  relations = rows;
  for (const { name, kind } of relations) {
    if (kind === 'v' || (await clients.owner.query(`select 1 from ${name} limit 1`)).rowCount) continue;
    await layRow(clients.owner, name);
  }
}, 120_000);
afterAll(async () => {
  await Promise.all(Object.values(clients).map((client) => client.end()));
  await program?.stop();
});

/** Rows, or the SQLSTATE of the refusal, of one statement in a context; rolled back. */
async function attempt(role: As, settings: Readonly<Record<string, string>>, text: string): Promise<number | string> {
  const client = clients[role];
  await client.query('begin');
  try {
    for (const [name, value] of Object.entries(settings)) {
      await client.query('select set_config($1, $2, true)', [`zhengming.${name}`, value]);
    }
    return (await client.query(text)).rowCount ?? 0;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
  }
}
const DENIED = '42501';
/** What the sign-in library works on and what the doors count, in a schema that the intake role cannot enter; it has no context, since nobody is known yet. */
const SIGN_IN =
  /^auth[.](users|credentials|sessions|verifications|sign_in_attempts|invitations|program_days|program_nonces|identities)$/;

/** Rows on their way in, which the intake role owns because COPY takes nobody else's under row-level security. */
const OWN: Readonly<Record<string, readonly string[]>> = { app: [], intake: ['staged_rows'] };

test('every table and view in the catalogue asks who looks, or is closed to the roles that serve', async () => {
  const open: string[] = [];
  for (const { name, secured } of relations) {
    const { rows } = await clients.owner.query<{ may: boolean }>(
      `select bool_or(has_table_privilege(r, $1, p) or (p <> 'delete' and has_any_column_privilege(r, $1, p))) as may
       from unnest(array['zhengming_app', 'zhengming_intake']) r, unnest(array['select', 'insert', 'update', 'delete']) p`,
      [name],
    );
    if (rows[0]!.may && !secured && !SIGN_IN.test(name)) open.push(name);
  }
  expect(open).toEqual([]);
  expect(relations.length).toBeGreaterThan(60);
});

test('nothing is granted to everybody', async () => {
  const { rows } = await clients.owner.query(
    `select c.oid::regclass::text as name from pg_class c, aclexplode(c.relacl) a
     where a.grantee = 0 and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`,
  );
  expect(rows).toEqual([]);
});

test('without a context neither role finds a row in any table', async () => {
  const seen: string[] = [];
  for (const { name } of relations) {
    if (SIGN_IN.test(name)) continue;
    for (const role of ['app', 'intake'] as const) {
      if (OWN[role]?.includes(name)) continue;
      const found = await attempt(role, {}, `select 1 from ${name} limit 1`);
      if (found !== 0 && found !== DENIED) seen.push(`${role} ${name}: ${found}`);
    }
  }
  expect(seen).toEqual([]);
});

/** What a role deletes or changes in a table, of all that it finds there; nothing where it may not or finds nothing. */
async function changesOf(role: As, settings: Readonly<Record<string, string>>, name: string): Promise<string[]> {
  const { rows } = await clients.owner.query<{ column: string }>(
    `select quote_ident(attname) as column from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
       and has_column_privilege($2, attrelid, attnum, 'update') limit 1`,
    [name, `zhengming_${role}`],
  );
  const statements = [`delete from ${name}`, ...rows.map(({ column }) => `update ${name} set ${column} = ${column}`)];
  const done: string[] = [];
  for (const statement of statements) {
    const outcome = await attempt(role, settings, statement);
    if (outcome !== 0 && outcome !== DENIED) done.push(`${role} ${statement}: ${outcome}`);
  }
  return done;
}

test('without a context neither role changes or deletes a row in any table', async () => {
  const changed: string[] = [];
  for (const { name, kind } of relations) {
    if (kind === 'v' || SIGN_IN.test(name)) continue;
    for (const role of ['app', 'intake'] as const) {
      if (!OWN[role]?.includes(name)) changed.push(...(await changesOf(role, {}, name)));
    }
  }
  expect(changed).toEqual([]);
});

test('each table holds a row, and each view shows one: a look that finds nothing proves something', async () => {
  const empty: string[] = [];
  for (const { name } of relations) {
    if (!(await clients.owner.query(`select 1 from ${name} limit 1`)).rowCount) empty.push(name);
  }
  expect(empty).toEqual([]);
});

test('an officer of another organ finds no row in any table but those that belong to all, and changes none in any', async () => {
  const neighbour = { purpose: 'work', account: '00000000-0000-4000-8000-000000000001', organ_path: '1.2.' };
  const seen = new Set<string>();
  const changed: string[] = [];
  for (const { name, kind } of relations) {
    if (SIGN_IN.test(name)) continue;
    for (const role of ['app', 'intake'] as const) {
      if (OWN[role]?.includes(name)) continue;
      const found = await attempt(role, neighbour, `select 1 from ${name} limit 1`);
      if (found !== 0 && found !== DENIED) seen.add(name);
      if (kind !== 'v') changed.push(...(await changesOf(role, neighbour, name)));
    }
  }
  expect([...seen].sort()).toEqual([...SHARED_TABLES].sort());
  expect(changed).toEqual([]);
});
