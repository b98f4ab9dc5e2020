import { sql } from 'kysely';
import type { Tx } from '../../ground/platform/db.ts';
import type { UseLog } from './retention.ts';

/** A stretch of one log, and the instant before which the log must have taken a row down for its term to be over. */
export type Stretch = {
  readonly table: UseLog['table'];
  readonly since: Date;
  readonly until: Date;
  readonly before: Date;
};

export async function oldestUse(tx: Tx, table: UseLog['table']): Promise<Date | null> {
  const { rows } = await sql<{ oldest: Date | null }>`select oldest_use(${table}) as oldest`.execute(tx);
  return rows[0]!.oldest;
}

/** Whether anything of a stretch may go: its term is over, and nothing rests on it. */
export async function hasOutlived(tx: Tx, { table, since, until, before }: Stretch): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from outlived_uses(${table}, ${since}, ${until}, ${before}, 1)) as found`.execute(tx);
  return rows[0]!.found;
}

/** What went, told without any of it: the digest is over the keys, sorted, with blanks between. */
export type Removed = {
  readonly count: number;
  readonly oldest: Date | null;
  readonly newest: Date | null;
  readonly keysSha256: string | null;
};

/** Takes at most `most` of them away, and writes down which. */
export async function removeOutlived(
  tx: Tx,
  { table, since, until, before }: Stretch,
  why: { readonly removalId: string; readonly at: Date; readonly basis: readonly string[]; readonly edition: string },
  most: number,
): Promise<Removed> {
  const { rows } = await sql<Removed>`
    select x.removed as count, x.oldest, x.newest, x.keys_sha256 as "keysSha256"
    from remove_outlived_uses(${why.removalId}, ${table}, ${since}, ${until}, ${before}, ${most}, ${why.at}, ${[...why.basis]},
      ${why.edition}) as x`.execute(tx);
  return rows[0]!;
}
