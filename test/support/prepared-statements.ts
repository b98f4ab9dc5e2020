import type pg from 'pg';
import type { Pools } from '../../src/ground/platform/db.ts';
import { ownerOf } from './database.ts';

/**
 * Each connection plans a statement once, however often it asks it: half of the time of a small step goes into planning the policies of
 * the tables that it reads. What is asked and what is answered are the same. For tests that take thousands of steps.
 */
export async function planOnce(pools: Pools): Promise<void> {
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `s${names.size}`;
    names.set(text, name);
    return name;
  };
  // Plans that hold for any value; those for the value at hand would be made anew each time.
  await ownerOf.get(pools)!.query(`do $$ begin
    execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database()); end $$`);
  pools.appPool.on('connect', (client) => {
    const asked = client.query.bind(client) as (...given: unknown[]) => unknown;
    const once = (first: unknown, ...rest: unknown[]) =>
      typeof first === 'string' && Array.isArray(rest[0])
        ? asked({ name: nameOf(first), text: first, values: rest[0] })
        : asked(first, ...rest);
    client.query = once as pg.Client['query'];
  });
}
