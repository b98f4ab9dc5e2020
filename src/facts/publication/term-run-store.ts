import { sql } from 'kysely';
import type { Tx } from '../../ground/platform/db.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    publication_term_runs: { adoption: number; done_at: Date };
  }
}

const LOCK = 7_301_061;

/** An adoption for which the ends have not been computed anew. */
export type OutstandingRun = { readonly adoption: number; readonly edition: string };

/**
 * The newest adoption of an edition, if the ends of publications have not been computed anew for it; and no other process
 * computes them until the transaction ends. Undefined where there is nothing to do, or another one does it.
 */
export async function lockOutstandingRun(tx: Tx): Promise<OutstandingRun | undefined> {
  const { rows } = await sql<OutstandingRun>`select a.number as adoption, a.edition from law_adoptions as a
    where a.number = (select max(n.number) from law_adoptions as n)
      and not exists (select from publication_term_runs as r where r.adoption = a.number)`.execute(tx);
  const [outstanding] = rows;
  if (!outstanding) return undefined;
  const taken = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${LOCK}::bigint) as mine`.execute(tx);
  if (!taken.rows[0]?.mine) return undefined;
  // Done by another process between the two questions.
  const done = await sql`select from publication_term_runs as r where r.adoption = ${outstanding.adoption}`.execute(tx);
  return done.rows.length > 0 ? undefined : outstanding;
}

export async function saveRun(tx: Tx, adoption: number, at: Date): Promise<void> {
  await tx.insertInto('publication_term_runs').values({ adoption, done_at: at }).execute();
}

/** What was proposed for these publications against the term that counts, decided about or not: `<publication> <last day>`. */
export async function listProposedDays(tx: Tx, publicationIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (publicationIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string; day: string }>`select q.publication_id as id, q.last_day as day
    from publication_term_proposals as q
    where q.publication_id = any(${publicationIds}::uuid[]) and q.replaces =
      (select max(t.version) from publication_terms as t where t.publication_id = q.publication_id)`.execute(tx);
  return new Set(rows.map(({ id, day }) => `${id} ${day}`));
}
