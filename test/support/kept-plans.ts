import pg from 'pg';

export type Door = {
  readonly name: string;
  /** Plans once for all that call it. */
  readonly keeps: boolean;
  readonly asOwner: boolean;
  /** Looks for names where it was made, not where its caller says. */
  readonly ownPath: boolean;
  readonly mayCall: readonly string[];
};

/** How functions of the database run, and who of those that are no owner may call them; in the order of their names. */
export async function doorsOf(owner: string, names: readonly string[]): Promise<Door[]> {
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  try {
    const { rows } = await client.query<Door>(
      `select proname as name, proconfig @> '{plan_cache_mode=force_generic_plan}' as keeps, prosecdef as "asOwner",
         array_to_string(proconfig, ' ') like '%search_path=%' as "ownPath",
         array(select r from unnest(array['zhengming_app', 'zhengming_intake', 'public']) as r
           where has_function_privilege(r, p.oid, 'execute')) as "mayCall"
       from pg_proc as p where proname = any ($1) order by 1`,
      [names],
    );
    return rows;
  } finally {
    await client.end();
  }
}
