import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Origin } from '../../platform/origin.ts';
import { listFalselySealed } from '../../platform/seal-store.ts';
import type { Head, PlacedDigest } from './log-queries.ts';
import { ENTERED } from './row-source-queries.ts';

/** Any number that nothing else locks on. */
const LOG_LOCK = 7_301_090;

/** One process grows the tree at a time; others wait for its transaction to end and then see what it made. */
export async function lockLog(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOG_LOCK})`.execute(tx);
}

export async function insertHead(tx: Tx, head: Head): Promise<void> {
  await sql`insert into log_checkpoints (size, root, note, at)
    values (${head.size}, ${head.root}, ${head.note}, ${head.at})`.execute(tx);
}

export async function insertCosignature(
  tx: Tx,
  cosignature: { readonly size: number; readonly witness: string; readonly line: string; readonly at: Date },
): Promise<void> {
  const { size, witness, line, at } = cosignature;
  await sql`insert into log_cosignatures (size, witness, line, at) values (${size}, ${witness}, ${line}, ${at})
    on conflict do nothing`.execute(tx);
}

/** Text of a row does not depend on who asks for it. */
export async function fixForms(tx: Tx): Promise<void> {
  await sql`select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true),
    set_config('IntervalStyle', 'postgres', true), set_config('bytea_output', 'hex', true),
    set_config('extra_float_digits', '1', true)`.execute(tx);
}

/** Entries at the positions from `after` (not counted) to `upTo` (counted), and those among them that the program did not write. */
export type Entries = { readonly after: number; readonly upTo: number; readonly foreign: readonly string[] };

/**
 * Takes down the rows that entries of the program brought in, each once, by the entry that came first. `deeds` are those of the entries:
 * sources that none of them touches are not asked.
 */
export async function takeRows(
  tx: Tx,
  { after, upTo, foreign }: Entries,
  deeds: ReadonlySet<string>,
  origin: Origin,
): Promise<PlacedDigest[]> {
  const taken: PlacedDigest[] = [];
  const first = await firstTransaction(tx, { after, upTo });
  const strangers = await listFalselySealed(tx, origin, first);
  for (const source of ENTERED) {
    const told = [...deeds].filter((deed) => source.deeds.test(deed));
    if (told.length === 0) continue;
    const written = source.writers ? byTheProgram(first, strangers) : sql`true`;
    const key = source.changing ? sql`x.key || '@' || x.position::text` : sql`x.key`;
    for (const tie of source.orTie ? [source.tie, source.orTie] : [source.tie]) {
      const { rows } = await sql<PlacedDigest>`
      insert into log_rows (position, source, key, digest)
      select x.position, ${source.name}, ${key},
        sha256(sha256(s.salt || uuid_send(x.id)) || convert_to(x.content::text, 'UTF8'))
      from (select distinct on (r.key) p.position, j.id, coalesce(j.subject_id, j.organ_id) as scope, r.key, r.content
        from journal_positions as p join journal as j on j.id = p.entry_id join (${source.rows}) as r on ${tie}
        where p.position > ${after} and p.position <= ${upTo} and j.deed = any (${told})
          and j.id <> all (${[...foreign]}::uuid[]) and ${written}
        order by r.key, p.position) as x
      join vault_scopes as s on s.id = x.scope
      on conflict (source, key) do nothing
      returning position, source, key, digest`.execute(tx);
      taken.push(...rows);
    }
  }
  // Whoever put a seal in meanwhile is looked at in the next round, from the beginning.
  if ((await listFalselySealed(tx, origin, first)).length > strangers.length)
    throw new Error('a false seal was put in');
  return taken;
}

/** The oldest transaction that wrote one of these entries. */
async function firstTransaction(tx: Tx, { after, upTo }: Pick<Entries, 'after' | 'upTo'>): Promise<string> {
  const { rows } = await sql<{ first: string }>`select min(j.tx)::text as first from journal_positions as p
    join journal as j on j.id = p.entry_id where p.position > ${after} and p.position <= ${upTo}`.execute(tx);
  return rows[0]!.first;
}

/**
 * Whether the entry's act wrote the row `r`, or a later transaction with a seal that is none of the `strangers`. The seal is looked up in the
 * statement that reads the row: one that the program writes a moment later is seen with its seal, or not at all.
 */
const byTheProgram = (
  first: string,
  strangers: readonly string[],
) => sql<boolean>`(r.writers <@ array[j.tx::xid] or not exists (
  select from unnest(r.writers) as w (xid) where w.xid <> j.tx::xid and not exists (select from journal_seals as s
    where s.tx::xid = w.xid and s.tx >= ${first}::xid8 and w.xid <> all (${[...strangers]}::text[]::xid[]))))`;
