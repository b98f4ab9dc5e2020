import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Origin } from '../../platform/origin.ts';
import { numbersOf, sealed } from '../../platform/seal-store.ts';
import { type Seen, unseenIn } from './seen-queries.ts';
import type { TakenSource } from './taken-source-queries.ts';

/** The form of the list of sources since which the transactions of uses, looks, letters and notices are sealed. */
const USES_SEALED_FORM = 5;

/** The transaction with which this installation began to seal them; undefined before. */
export async function sealedSince(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ tx: string | null }>`
    select min(e.tx)::text as tx from journal as e where e.deed = 'log.adopt' and e.version >= ${USES_SEALED_FORM}`.execute(
    tx,
  );
  return rows[0]?.tx ?? undefined;
}

type Asked = {
  readonly source: TakenSource;
  /** From when on the rows say that they were written. */
  readonly since: string;
  readonly begun: string;
  readonly seen: Seen | undefined;
};

/** Of the transactions that wrote rows of the source since: those for which the program did not vouch. */
export async function foreignAmong(tx: Tx, origin: Origin, { source, since, begun, seen }: Asked): Promise<string[]> {
  const { rows: met } = await sql<{ xid: string }>`
    select distinct r.tx::text as xid from (${source.rows}) as r
    where ${source.at ? sql`r.at >= ${since}::timestamptz` : sql`true`} and ${unseenIn(source, seen)}
      and age(r.tx) < age(${begun}::xid8::xid)`.execute(tx);
  if (met.length === 0) return [];
  const xids = met.map(({ xid }) => xid);
  const { rows: seals } = await sql<{ xid: string; tx: string; seal: Buffer }>`
    select s.tx::xid::text as xid, s.tx::text as tx, s.seal from journal_seals as s where s.tx = any (${numbersOf(xids)})`.execute(
    tx,
  );
  const known = new Set(
    seals.filter(({ tx: number, seal }) => origin.holds(sealed(number), seal)).map(({ xid }) => xid),
  );
  return xids.filter((xid) => !known.has(xid));
}

/** Writes down the rows of these transactions that the log has not got, in whose name they stand, each once. */
export async function noteForeignRows(
  tx: Tx,
  { source, since }: Pick<Asked, 'source' | 'since'>,
  xids: readonly string[],
  at: Date,
): Promise<void> {
  await sql`insert into log_foreign_rows (id, source, key, account_id, organ_path, found_at)
    select new_id(), ${source.name}, r.key, (r.content ->> 'account_id')::uuid, coalesce(r.content ->> 'organ_path', '1.'), ${at}
    from (${source.rows}) as r where ${source.at ? sql`r.at >= ${since}::timestamptz` : sql`true`} and r.tx = any (${[...xids]}::text[]::xid[])
      and not exists (select from log_rows as l where l.source = ${source.name} and l.key = r.key)
    on conflict (source, key) do nothing`.execute(tx);
}
