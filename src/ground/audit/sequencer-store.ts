import type pg from 'pg';

/** Any number that nothing else locks on. */
const SEQUENCER_LOCK = 7_301_001;

/**
 * Gives a position to every entry that has become visible since the last pass, and answers how many. Entries are visible
 * when their transaction has committed, so positions have no gap and none is missed, however commits overtake each other:
 * what is new is what this snapshot sees and the last one did not. `since` is a column of its own, so that the index of the
 * transactions is read and not the whole journal (decision 0950).
 */
export async function sequenceOnce(client: pg.ClientBase, at: Date): Promise<number> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  try {
    await client.query(`select set_config('zhengming.purpose', 'system', true)`);
    const { rowCount } = await client.query(
      `with last as (select last_position, seen, pg_snapshot_xmin(seen) as since from journal_sequencings order by last_position desc limit 1)
       insert into journal_positions (position, entry_id)
       select last.last_position + row_number() over (order by j.tx, j.id), j.id
       from last join journal as j on j.tx >= last.since and not pg_visible_in_snapshot(j.tx, last.seen)`,
    );
    if (rowCount) {
      await client.query(
        `insert into journal_sequencings (last_position, seen, at)
         select max(last_position) + $1, pg_current_snapshot(), $2 from journal_sequencings`,
        [rowCount, at],
      );
    }
    await client.query('COMMIT');
    return rowCount ?? 0;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** True when this connection is now the one that sequences, until it closes. */
export async function becomeSequencer(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [SEQUENCER_LOCK]);
  return rows[0]?.mine === true;
}
