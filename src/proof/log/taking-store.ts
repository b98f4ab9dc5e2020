import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { PlacedDigest } from './log-queries.ts';
import { LAST_TAKEN, SLACK, TAKEN, type TakenSource } from './taken-source-queries.ts';

/**
 * How far rows were looked at when they were taken down last: whatever the transactions before `below` wrote, as far as it says a time up to
 * `upTo`. A row may commit after rows that say a later time, so that no time alone tells what is new.
 */
export type Seen = { readonly below: string; readonly upTo: Date };

/** Which rows the log may not have got: each is met by every taking of a minute, and need not be looked at more closely each time. */
export function unseenIn({ at }: TakenSource, seen: Seen | undefined): RawBuilder<boolean> {
  if (seen === undefined) return sql`true`;
  const later = at ? sql`r.at > ${seen.upTo}` : sql`false`;
  return sql`(age(r.tx) <= age(${seen.below}::xid8::xid) or ${later})`;
}

/** An entry of the keeper: the salt of its digests, and from when to when the rows that it takes down may say that they were written. */
type Taking = { readonly salt: Buffer; readonly from: string; readonly to: string };

async function takingsAt(tx: Tx, position: number): Promise<Taking[]> {
  const { rows } = await sql<Taking>`
    select sha256(s.salt || uuid_send(j.id)) as salt, (${LAST_TAKEN} - ${SLACK})::text as from, (j.at + ${SLACK})::text as to
    from journal_positions as p join journal as j on j.id = p.entry_id
      join vault_scopes as s on s.id = coalesce(j.subject_id, j.organ_id)
    where p.position = ${position}`.execute(tx);
  return rows;
}

/**
 * Takes down what the keeper's entry at `position` brings in: rows of its time that no entry before it took. The time is told as a value,
 * so that the index of the time finds the rows among those of all years.
 */
export async function takeUses(tx: Tx, position: number, seen: Seen | undefined): Promise<PlacedDigest[]> {
  const taken: PlacedDigest[] = [];
  for (const { salt, from, to } of await takingsAt(tx, position)) {
    for (const source of TAKEN) {
      const within = sql`r.at >= ${from}::timestamptz and r.at <= ${to}::timestamptz`;
      const { rows } = await sql<PlacedDigest>`
        insert into log_rows (position, source, key, digest)
        select ${position}, ${source.name}, r.key, sha256(${salt}::bytea || convert_to(r.content::text, 'UTF8'))
        from (${source.rows}) as r where ${source.at ? within : sql`true`} and ${unseenIn(source, seen)}
        on conflict (source, key) do nothing
        returning position, source, key, digest`.execute(tx);
      taken.push(...rows);
    }
  }
  return taken;
}
