import type pg from 'pg';
import type { Asked } from './asked-statements.ts';

type Node = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Alias?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly Plans?: readonly Node[];
};
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/**
 * Of each table that the statement reads, under the name that it gives it: whether it is read whole. An index read from end to end has
 * no condition.
 */
async function readsOf(client: pg.ClientBase, text: string): Promise<Map<string, boolean>> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    `explain (generic_plan, format json) ${text}`,
  );
  const reads = new Map<string, boolean>();
  for (const node of nodesOf(rows[0]!['QUERY PLAN'][0].Plan)) {
    if (node['Relation Name'] === undefined || node['Node Type'] === 'ModifyTable') continue;
    const read = `${node['Relation Name']} ${node.Alias?.replace(/_\d+$/, '')}`;
    const whole = !(node['Index Cond'] ?? node['Recheck Cond']);
    reads.set(read, whole || (reads.get(read) ?? false));
  }
  return reads;
}

/** Where a row may be found by a key it is; the question is whether the whole table must be read. */
const BY_KEYS = ['seqscan', 'hashjoin', 'mergejoin', 'material', 'memoize']
  .map((way) => `set local enable_${way} = off`)
  .join('; ');
/** As many rows as organs and posts, or as the tables of the procedures: read whole, they cost nothing. */
const SMALL = ['organs', 'posts', 'procedure_states', 'procedure_moves'];
/** For the planner every table with rows is a large one, as it will be: of a short one it reads all, whatever the condition. */
const GROWN = `update pg_class set reltuples = 1000000, relpages = pg_relation_size(oid) / 8192
  where relkind = 'r' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace) and pg_relation_size(oid) > 0
    and relname <> all ($1)`;
const READS = /^\s*(select|with|insert|update|delete)\b[\s\S]*\b(from|join|update)\b/i;
const MADE_FOR_A_MOMENT = /create temporary table (\w+)/;

/**
 * What row-level security keeps from its index: tables that a statement reads whole as the role that asks it, though whoever stands above
 * the policies finds their rows.
 */
export async function keptFromIndexes(owner: pg.Pool, asked: readonly Asked[]): Promise<string[]> {
  const moments = asked.flatMap(({ text }) => MADE_FOR_A_MOMENT.exec(text)?.[1] ?? []);
  const client = await owner.connect();
  const kept: string[] = [];
  try {
    await client.query(`begin; ${BY_KEYS}`);
    await client.query(GROWN, [SMALL]);
    for (const { role, text } of asked) {
      if (!READS.test(text) || moments.some((table) => text.includes(table))) continue;
      const above = await readsOf(client, text);
      await client.query(`set local role ${role}`);
      const below = await readsOf(client, text);
      await client.query('reset role');
      const wholeOf = (reads: ReadonlyMap<string, boolean>) =>
        [...above.keys()].filter((read) => reads.get(read) && !SMALL.includes(read.split(' ')[0]!));
      const [found, must] = [wholeOf(below), wholeOf(above)];
      // Two tables of which one must be read whole may change their places.
      if (found.length > must.length)
        kept.push(`${found.filter((read) => !must.includes(read))}: ${text.replace(/\s+/g, ' ')}`);
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
  return kept;
}
