import type pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';
import { log } from './log.ts';

/** Transactions spent in one statement: a second's work or so. */
const AT_ONCE = 100_000;
/** What a server is let go through at a start: half an hour or so. More is a matter for whoever moves its files. */
const MOST = 300_000_000;

/**
 * The number after the last transaction that this database tells of. Entries of the journal, what the sequencer saw and what was erased
 * stand with the numbers of the server that they were written on.
 */
const FIRST_UNTOLD = `select greatest(
    (select max(pg_snapshot_xmax(q.seen)::text::bigint) from journal_sequencings as q),
    (select max(j.tx)::text::bigint + 1 from journal as j),
    (select max(s.erased_tx)::text::bigint + 1 from vault_erased_scopes as e join vault_scopes as s on s.id = e.scope_id)
  )::float8 as untold, pg_snapshot_xmax(pg_current_snapshot())::text::float8 as next`;

/**
 * Lets the server's count of transactions reach the database's. A database that was brought by a dump (into another major version, or to
 * another machine) may stand on a server that has seen fewer transactions: what is written there would look older than what the sequencer
 * saw last, and would wait for its position until the count is past it. Answers how many were spent; none on a server of its own.
 * @throws {Refusal} busy `start.transactions_behind`: too many
 */
export async function catchUpTransactions(owner: pg.ClientBase, most = MOST): Promise<number> {
  let spent = 0;
  for (;;) {
    const { rows } = await owner.query<{ untold: number; next: number }>(FIRST_UNTOLD);
    const behind = rows[0]!.untold - rows[0]!.next;
    if (behind <= 0) return spent;
    if (behind > most) throw new Refusal('busy', 'start.transactions_behind', { behind, most });
    if (spent === 0)
      log('the server has seen fewer transactions than its database tells of: it is let catch up', { behind });
    const now = Math.min(behind, AT_ONCE);
    // Nothing is written: a number is taken and given up. What is lost of them in a crash is spent again.
    await owner.query('set synchronous_commit = off');
    await owner.query(`do $$ begin for i in 1..${now} loop perform pg_current_xact_id(); commit; end loop; end $$`);
    spent += now;
  }
}
