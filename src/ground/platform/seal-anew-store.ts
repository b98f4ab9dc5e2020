import type pg from 'pg';
import type { Origin } from './origin.ts';
import { sealed } from './seal-store.ts';

/** Any time longer than the log’s keeper leaves between two of its rounds. */
const SLACK = '2 minutes';

/**
 * Vouches under the next key for what was vouched for under this one and the log has yet to take: entries that have no leaf, rows that
 * wait for the keeper. Without it they would count as foreign at the next start. As the owner of the database, in the
 * transaction that changes the key. Answers how many.
 */
export async function sealAnew(owner: pg.ClientBase, from: Origin, to: Origin): Promise<number> {
  const { rows } = await owner.query<{ number: string; seal: Buffer }>(
    `select s.tx::text as number, s.seal from journal_seals as s
     where s.tx >= (select coalesce(max(e.tx), '0') from journal as e where e.deed in ('log.adopt', 'log.take')
         and e.at < (select max(x.at) from journal as x) - interval '${SLACK}')
       or s.tx >= (select min(j.tx) from journal as j left join journal_positions as p on p.entry_id = j.id
         where p.position is null or p.position > (select coalesce(max(c.size), 0) from log_checkpoints as c))`,
  );
  const own = rows.filter(({ number, seal }) => from.holds(sealed(number), seal)).map(({ number }) => number);
  await owner.query(
    `insert into journal_seals (tx, seal) select x.number::xid8, x.seal from unnest($1::text[], $2::bytea[]) as x (number, seal)
     on conflict do nothing`,
    [own, own.map((number) => to.seal(sealed(number)))],
  );
  return own.length;
}
