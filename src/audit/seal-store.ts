import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Origin } from '../platform/origin.ts';

/** What the program vouches for with a seal: that this transaction is its own. */
export const sealedAct = (tx: string): string => `act ${tx}`;

/** Vouches for the transaction that `entryTx` is the number of, from within it. */
export async function insertSeal(tx: Tx, origin: Origin, entryTx: string): Promise<void> {
  await sql`insert into journal_seals (tx, seal) values (${entryTx}::xid8, ${origin.seal(sealedAct(entryTx))})`.execute(
    tx,
  );
}
