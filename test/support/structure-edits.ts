import type pg from 'pg';
import type { Dice } from './dice.ts';

/** What a superuser does to the structure of the database, and which object verification must name. */
export type StructureEdit = { readonly statement: string; readonly named: string };

type Found = { readonly table: string; readonly name: string };
/** Objects that stand there, to draw from. */
type Standing = {
  readonly tables: readonly string[];
  readonly triggers: readonly Found[];
  readonly policies: readonly Found[];
  readonly functions: readonly string[];
  readonly checks: readonly Found[];
  readonly filled: readonly Found[];
};

const PLANTED = `returns trigger language plpgsql as 'begin return new; end'`;

/** What stands in the database, to draw edits from. Functions and checks only where an edit breaks nothing else. */
export async function standing(owner: pg.ClientBase): Promise<Standing> {
  const found = async (text: string) => (await owner.query<Found>(text)).rows;
  const names = async (text: string) => (await owner.query<{ name: string }>(text)).rows.map(({ name }) => name);
  const tables = await names(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'auth') order by 1`,
  );
  return {
    tables,
    triggers: await found(
      `select tgrelid::regclass::text as "table", tgname as name from pg_trigger where not tgisinternal order by 1, 2`,
    ),
    policies: await found('select polrelid::regclass::text as "table", polname as name from pg_policy order by 1, 2'),
    functions: await names(
      `select oid::regprocedure::text as name from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f'
         and prorettype = 'trigger'::regtype order by 1`,
    ),
    checks: await found(
      `select conrelid::regclass::text as "table", conname as name from pg_constraint where contype = 'c' and conrelid <> 0
         and connamespace = 'public'::regnamespace order by 1, 2`,
    ),
    filled: await found(
      `select attrelid::regclass::text as "table", attname as name from pg_attribute where attnum > 0 and atthasdef and attgenerated = ''
         and not attisdropped order by 1, 2`,
    ),
  };
}

const full = (table: string) => (table.includes('.') ? table : `public.${table}`);

/** Edits of objects drawn by chance, one of each kind in turn. */
export function drawnEdit(turn: number, dice: Dice, has: Standing): StructureEdit {
  const one = <T>(list: readonly T[]): T => list[dice.below(list.length)]!;
  const table = one(has.tables);
  const trigger = one(has.triggers);
  const policy = one(has.policies);
  const fn = one(has.functions);
  const check = one(has.checks);
  const filled = one(has.filled);
  const on = ({ table: at, name }: Found) => `${full(at)} ${name}`;
  const kinds: readonly StructureEdit[] = [
    {
      statement: `create function public.planted() ${PLANTED}; create trigger planted before insert on ${table} for each row execute function public.planted()`,
      named: `trigger ${table} planted`,
    },
    { statement: `alter table ${trigger.table} disable trigger ${trigger.name}`, named: `trigger ${on(trigger)}` },
    { statement: `drop trigger ${trigger.name} on ${trigger.table}`, named: `trigger ${on(trigger)}` },
    { statement: `create or replace function ${fn} ${PLANTED}`, named: `function public.${fn}` },
    { statement: `alter function ${fn} owner to zhengming_app`, named: `function public.${fn}` },
    { statement: `drop policy ${policy.name} on ${policy.table}`, named: `policy ${on(policy)}` },
    { statement: `alter policy ${policy.name} on ${policy.table} to zhengming_app`, named: `policy ${on(policy)}` },
    { statement: `create policy planted on ${table} using (true)`, named: `policy ${table} planted` },
    { statement: `alter table ${table} disable row level security, force row level security`, named: `table ${table}` },
    { statement: `grant truncate on ${table} to zhengming_app`, named: `right table ${table} to zhengming_app` },
    { statement: `grant select on ${table} to public`, named: `right table ${table} to everybody` },
    { statement: `alter table ${table} add column planted text`, named: `column ${table}.planted` },
    { statement: `create rule planted as on insert to ${table} do also select 1`, named: `rule ${table} planted` },
    { statement: `create index planted on ${table} ((1))`, named: `index ${table.split('.')[0]}.planted` },
    { statement: `create table public.planted () inherits (${table})`, named: 'table public.planted' },
    {
      statement: `alter table ${check.table} drop constraint ${check.name} cascade`,
      named: `constraint ${on(check)}`,
    },
    {
      statement: `alter table ${filled.table} alter column ${filled.name} drop default`,
      named: `column ${full(filled.table)}.${filled.name}`,
    },
  ];
  return kinds[turn % kinds.length]!;
}

/** Edits that have no object to draw: what runs by itself, whose rights are whose, what a session begins with, the server's own functions. */
export const SINGLE_EDITS: readonly StructureEdit[] = [
  {
    statement: `create function public.sha256(bytea) returns bytea language sql as 'select $1'`,
    named: 'function public.sha256(bytea)',
  },
  {
    statement: `create function pg_catalog.planted() returns int language sql as 'select 1'`,
    named: 'function planted()',
  },
  {
    statement: `create or replace function pg_catalog.repeat(text, integer) returns text language sql immutable strict as 'select $1'`,
    named: 'function of the server repeat(text,integer)',
  },
  {
    statement: `create or replace function public.similarity(text, text) returns real language sql as 'select 1::real'`,
    named: 'function of an extension public.similarity(text,text)',
  },
  {
    statement: `create function public.planted() returns event_trigger language plpgsql as 'begin end'; create event trigger planted on ddl_command_end execute function public.planted()`,
    named: 'event trigger planted',
  },
  { statement: 'create extension citext', named: 'extension citext' },
  { statement: 'create schema planted', named: 'schema planted' },
  { statement: 'create view public.planted as select 1', named: 'view public.planted' },
  {
    statement: 'alter view public.receiver_notices set (security_invoker = false)',
    named: 'view public.receiver_notices',
  },
  { statement: 'create domain public.planted as text', named: 'type public.planted' },
  { statement: 'create cast (text as bytea) without function', named: 'cast text to bytea' },
  { statement: 'create publication planted for all tables', named: 'publication planted' },
  { statement: 'create foreign data wrapper planted', named: 'foreign data wrapper planted' },
  { statement: 'alter role zhengming_app bypassrls', named: 'role zhengming_app' },
  { statement: 'create role planted; grant zhengming_intake to planted', named: 'member planted of zhengming_intake' },
  { statement: 'grant pg_write_all_data to zhengming_app', named: 'member zhengming_app of pg_write_all_data' },
  {
    statement: 'alter role zhengming_app set session_replication_role = replica',
    named: 'setting session_replication_role of zhengming_app',
  },
  {
    statement: `do $$ begin execute format('alter database %I set search_path = planted', current_database()); end $$`,
    named: 'setting search_path of everybody',
  },
  {
    statement: 'alter default privileges grant all on tables to zhengming_app',
    named: 'default rights',
  },
  {
    statement: 'grant update (at) on journal to zhengming_app',
    named: 'right column public.journal.at to zhengming_app',
  },
  { statement: 'grant create on schema public to zhengming_app', named: 'right schema public to zhengming_app' },
  {
    statement: `revoke execute on function new_id() from public`,
    named: 'right function public.new_id() to everybody',
  },
  { statement: 'alter table journal disable trigger all', named: 'trigger public.journal journal_append_only' },
  { statement: `delete from procedure_moves`, named: 'rows procedure_moves' },
  {
    statement: `delete from kysely_migration where name = '0003_vault'`,
    named: 'migration 0003_vault',
  },
  { statement: 'alter table journal owner to zhengming_app', named: 'table public.journal' },
];
