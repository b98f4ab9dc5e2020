import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './db.ts';
import type { Origin } from './origin.ts';

/** What a seal is over: that the transaction of this number is the program's own. */
export const sealed = (transaction: string): string => `transaction ${transaction}`;

/** Further back than 32 bits tell apart: a number of now could be taken for it, and what was sealed then was taken and its seal let go. */
export const longAgo = (transaction: RawBuilder<unknown>) => sql<boolean>`
  pg_snapshot_xmax(pg_current_snapshot())::text::numeric - ${transaction}::text::numeric > 2147483647`;

/**
 * The numbers of transactions of which rows know the lower 32 bits: of those that have them the newest that was begun. As an array that is made
 * first: seals are found by it under row-level security, and would not be by a cast of their own number (decision 0950).
 */
export const numbersOf = (xids: readonly string[]) => sql<string[]>`array(
  select (n.newest - mod(n.newest - x.xid::numeric, 4294967296))::text::xid8 from unnest(${[...xids]}::text[]) as x (xid),
    (select pg_snapshot_xmax(pg_current_snapshot())::text::numeric as newest) as n)`;

/** Vouches for the transaction that has this number, from within it; one seal is enough. */
export async function insertSeal(tx: Tx, origin: Origin, transaction: string): Promise<void> {
  await sql`insert into journal_seals (tx, seal) values (${transaction}::xid8, ${origin.seal(sealed(transaction))})
    on conflict do nothing`.execute(tx);
}

/** The same where no entry told the number: for rows that the log takes down without one. */
export async function sealTransaction(tx: Tx, origin: Origin): Promise<void> {
  const { rows } = await sql<{ number: string }>`select pg_current_xact_id()::text as number`.execute(tx);
  await insertSeal(tx, origin, rows[0]!.number);
}

/** Transactions from `first` on that bear seals, and none of the program: by the 32 bits that a row knows of them. */
export async function listFalselySealed(tx: Tx, origin: Origin, first: string): Promise<string[]> {
  const { rows } = await sql<{ xid: string; number: string; seals: Buffer[] }>`
    select s.tx::xid::text as xid, s.tx::text as number, array_agg(s.seal) as seals from journal_seals as s
    where s.tx >= ${first}::xid8 group by s.tx`.execute(tx);
  return rows
    .filter(({ number, seals }) => !seals.some((seal) => origin.holds(sealed(number), seal)))
    .map(({ xid }) => xid);
}
