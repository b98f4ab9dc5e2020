/** How PostgreSQL really goes about a check, as the role that asks: each statement inside the functions, with its plan. */
import pg from 'pg';

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] };
export type Lookup = { readonly table: string; readonly by: string };

/** A table smaller than this may be read whole: that is the quickest. */
const SMALL_ROWS = 5_000;

function lookupsOf(plan: Plan): Lookup[] {
  const own = plan['Relation Name']
    ? [{ table: plan['Relation Name'], by: plan['Index Name'] ?? plan['Node Type'] }]
    : [];
  return [...own, ...(plan.Plans ?? []).flatMap(lookupsOf)];
}

/**
 * Runs `statement` as `role` several times, so that kept plans show as well, and answers each table that was looked into and
 * by which index. @throws {Error} a large table was read whole
 */
export async function provePlans(
  url: string,
  role: string,
  statement: string,
  valuesOf: (turn: number) => unknown[],
): Promise<Lookup[]> {
  const client = new pg.Client({ connectionString: url });
  const plans: Plan[] = [];
  client.on('notice', ({ message }) => {
    const at = message?.indexOf('plan:\n') ?? -1;
    if (at >= 0) plans.push((JSON.parse(message!.slice(at + 'plan:\n'.length)) as { Plan: Plan }).Plan);
  });
  await client.connect();
  try {
    await client.query(`load 'auto_explain'; set client_min_messages = log; set auto_explain.log_min_duration = 0;
      set auto_explain.log_nested_statements = on; set auto_explain.log_format = json; set role ${role}`);
    // PostgreSQL keeps a plan from the sixth time on.
    for (let turn = 0; turn < 8; turn += 1)
      await client.query({ name: 'proved', text: statement, values: valuesOf(turn) });
    const { rows } = await client.query<{ name: string }>(
      'select relname as name from pg_class where reltuples < $1 and relkind = $2',
      [SMALL_ROWS, 'r'],
    );
    const small = new Set(rows.map(({ name }) => name));
    const all = new Map(plans.flatMap(lookupsOf).map((one) => [`${one.table} ${one.by}`, one]));
    const whole = [...all.values()].filter(({ table, by }) => by === 'Seq Scan' && !small.has(table));
    if (whole.length > 0) throw new Error(`read whole: ${whole.map(({ table }) => table).join(', ')}`);
    if (all.size === 0) throw new Error('no plan was told');
    return [...all.values()];
  } finally {
    await client.end();
  }
}
