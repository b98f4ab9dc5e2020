import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { orElse } from '../../platform/or-else.ts';
import type { Origin } from '../../platform/origin.ts';
import { sealTransaction } from '../../platform/seal-store.ts';
import { foreignAmong, noteForeignRows, sealedSince } from './foreign-row-store.ts';
import type { PlacedDigest } from './log-queries.ts';
import { type Seen, unseenIn } from './seen-queries.ts';
import { LAST_TAKEN, SLACK, TAKEN } from './taken-source-queries.ts';

/** An entry of the keeper: the salt of its digests, and from when to when the rows that it takes down may say that they were written. */
type Taking = { readonly salt: Buffer; readonly from: string; readonly to: string };

async function takingsAt(tx: Tx, position: number): Promise<Taking[]> {
  const { rows } = await sql<Taking>`
    select sha256(s.salt || uuid_send(j.id)) as salt, (${LAST_TAKEN} - ${SLACK})::text as from, (j.at + ${SLACK})::text as to
    from journal_positions as p join journal as j on j.id = p.entry_id
      join vault_scopes as s on s.id = ${orElse('j.subject_id', 'j.organ_id')}
    where p.position = ${position}`.execute(tx);
  return rows;
}

/**
 * Takes down what the keeper's entry at `position` brings in: rows of its time that no entry before it took. The time is told as a value,
 * so that the index of the time finds the rows among those of all years.
 */
export async function takeUses(
  tx: Tx,
  position: number,
  seen: Seen | undefined,
  { origin, now }: { readonly origin: Origin; readonly now: () => Date },
): Promise<PlacedDigest[]> {
  const taken: PlacedDigest[] = [];
  const begun = await sealedSince(tx);
  for (const { salt, from, to } of await takingsAt(tx, position)) {
    for (const source of TAKEN) {
      const within = sql`r.at >= ${from}::timestamptz and r.at <= ${to}::timestamptz`;
      const strangers = begun === undefined ? [] : await foreignAmong(tx, origin, { source, since: from, begun, seen });
      if (strangers.length > 0) {
        await noteForeignRows(tx, { source, since: from }, strangers, now());
        await sealTransaction(tx, origin);
      }
      const { rows } = await sql<PlacedDigest>`
        insert into log_rows (position, source, key, digest)
        select ${position}, ${source.name}, r.key, sha256(${salt}::bytea || convert_to(r.content::text, 'UTF8'))
        from (${source.rows}) as r where ${source.at ? within : sql`true`} and ${unseenIn(source, seen)}
          and r.tx <> all (${[...strangers]}::text[]::xid[])
        on conflict (source, key) do nothing
        returning position, source, key, digest`.execute(tx);
      taken.push(...rows);
    }
  }
  return taken;
}
