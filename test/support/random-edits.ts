import { type RawBuilder, sql } from 'kysely';
import { openPools, type Tx } from '../../src/ground/platform/db.ts';
import { fixForms } from '../../src/ground/proof/log/log-store.ts';
import { ROW_SOURCES } from '../../src/ground/proof/log/row-source-queries.ts';
import { TABLE_OF } from '../../src/ground/proof/verify/coverage-queries.ts';
import type { TestDatabase } from './database.ts';
import type { Dice } from './dice.ts';
import { otherThan } from './tampering.ts';

/** What a superuser did, and which rows of the log's sources it touched, by source and key. */
export type Edit = { readonly what: string; readonly rows: readonly string[] };

type Column = { readonly name: string; readonly type: string; readonly inKey: boolean };

const rowsOf = async (tx: Tx, query: RawBuilder<unknown>) =>
  (await sql<Record<string, string>>`${query}`.execute(tx)).rows;

/** Made of what the log answers for, and compared with it. */
const COMPARED: readonly { readonly name: string; readonly rows: RawBuilder<unknown> }[] = [
  {
    name: 'law_competences',
    rows: sql`select c.adoption || '/' || c.code as key, to_jsonb(c) as content from law_competences as c`,
  },
];
const TOLD = [...ROW_SOURCES, ...COMPARED];

/** Tables with rows for which the log answers, by their names with the schema. */
async function tablesWithRows(tx: Tx): Promise<string[]> {
  const covered = new Set(TOLD.map(({ name }) => TABLE_OF[name] ?? name));
  const all = await rowsOf(
    tx,
    sql`select table_schema || '.' || table_name as name, table_name as "table"
    from information_schema.tables where table_schema in ('public', 'auth') and table_type = 'BASE TABLE' order by 1`,
  );
  const found: string[] = [];
  for (const { name, table } of all) {
    if (!covered.has(table!)) continue;
    if ((await rowsOf(tx, sql`select 1 as one from ${sql.raw(name!)} limit 1`)).length > 0) found.push(name!);
  }
  return found;
}

async function columnsOf(tx: Tx, table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`select c.column_name as name, c.data_type as type, exists (
      select from pg_index as i join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
      where i.indrelid = ${table}::regclass and i.indisprimary and a.attname = c.column_name) as "inKey"
    from information_schema.columns as c where c.table_schema || '.' || c.table_name = ${table} and c.is_generated = 'NEVER'
    order by c.ordinal_position`.execute(tx);
  return rows;
}

/** Every row that the sources have of a table now: source and key, and what is told of it. */
async function told(tx: Tx, table: string): Promise<Map<string, string>> {
  const sources = TOLD.filter(({ name }) => table.split('.')[1] === (TABLE_OF[name] ?? name));
  const rows = new Map<string, string>();
  for (const { name, rows: query } of sources) {
    for (const row of await rowsOf(tx, sql`select r.key, r.content::text as content from (${query}) as r`)) {
      rows.set(`${name} ${row.key}`, row.content!);
    }
  }
  return rows;
}

/** One edit of a random row: another value in a column, the row gone, or a copy of it under another key. */
function statementOf(table: string, columns: readonly Column[], ctid: string, dice: Dice): string {
  const way = dice.below(3);
  if (way === 0) return `delete from ${table} where ctid = '${ctid}'`;
  const { name, type } = columns[dice.below(columns.length)]!;
  if (way === 1) return `update ${table} set ${name} = ${otherThan(name, type)} where ctid = '${ctid}'`;
  const names = columns.map((column) => column.name).join(', ');
  const values = columns.map((column) => (column.inKey ? otherThan(column.name, column.type) : column.name)).join(', ');
  return `insert into ${table} (${names}) overriding system value select ${values} from ${table} where ctid = '${ctid}'`;
}

/** Tries one edit, and keeps it where it touched a row that the log answers for and that no edit before has touched. */
async function tryEdit(
  tx: Tx,
  tables: readonly string[],
  known: ReadonlySet<string>,
  dice: Dice,
): Promise<Edit | undefined> {
  const table = tables[dice.below(tables.length)]!;
  const before = await told(tx, table);
  const ctids = await rowsOf(tx, sql`select ctid::text as ctid from ${sql.raw(table)} order by ctid`);
  if (ctids.length === 0) return undefined;
  const what = statementOf(table, await columnsOf(tx, table), ctids[dice.below(ctids.length)]!.ctid!, dice);
  await sql`savepoint edit`.execute(tx);
  try {
    await sql.raw(what).execute(tx);
  } catch (error) {
    // Such a value the table itself refuses: a superuser would have to drop its checks first.
    if (!/^(23514|23505|22\w{3})$/.test((error as { code?: string }).code ?? '')) throw error;
    await sql`rollback to savepoint edit`.execute(tx);
    return undefined;
  }
  const after = await told(tx, table);
  const rows = [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
  if (rows.length > 0 && !rows.some((key) => known.has(key))) return { what, rows };
  await sql`rollback to savepoint edit`.execute(tx);
  return undefined;
}

/** Does `count` edits as a superuser, every trigger and foreign key out of the way, drawn by `dice` from all tables with rows. */
export async function randomEdits(
  database: TestDatabase,
  count: number,
  dice: Dice,
): Promise<{ readonly edits: Edit[]; readonly tables: string[] }> {
  const { owner } = database.urls;
  const pools = openPools({ app: owner, intake: owner }, { app: 1, intake: 1 });
  try {
    return await pools.app.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await fixForms(tx);
      const tables = await tablesWithRows(tx);
      const edits: Edit[] = [];
      const known = new Set<string>();
      for (let tries = 0; edits.length < count && tries < count * 20; tries += 1) {
        const edit = await tryEdit(tx, tables, known, dice);
        if (!edit) continue;
        edits.push(edit);
        for (const key of edit.rows) known.add(key);
      }
      return { edits, tables };
    });
  } finally {
    await pools.close();
  }
}
