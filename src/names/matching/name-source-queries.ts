import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { type DbContext, inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import { orElse } from '../../ground/platform/or-else.ts';

/** One name of one organisation, as the index takes it. */
export type ListedName = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'registered' | 'former';
  readonly code?: string;
};
/** How far the journal has been read: a position, and the entry that has it, so that another database is noticed. */
export type JournalMark = { readonly position: number; readonly entry: string };
export type Touched = { readonly mark: JournalMark; readonly ids: readonly string[] };

/** Where an index takes its names from. Natural persons and individual businesses are in none: they are not found by a likeness. */
export type NameSource = {
  /** Names the file of the index. */
  readonly name: 'subjects' | 'public';
  /** Whether what is on the list depends on the day, so that it is made anew with each. */
  readonly byDay: boolean;
  /** All names of the first subjects after `after`, in the order of ids; at most `limit` subjects. */
  page(pools: Pools, after: string, limit: number, today: PlainDate): Promise<ListedName[]>;
  /** All names of those of `ids` that are on the list now. */
  of(pools: Pools, ids: readonly string[], today: PlainDate): Promise<ListedName[]>;
  /** Whose names may have changed in the next `limit` entries after `position`; undefined where there is no entry yet. */
  touched(pools: Pools, position: number, limit: number): Promise<Touched | undefined>;
};

type Row = { id: string; name: string; newest: boolean; code: string | null };

/** Names of those that are led to `s` (0660) lead to it too: they are former ones of the party that goes on under `s`. */
const NAMES = sql`(select x.name, x.folded, x.known_at, true as own from subject_names as x where x.subject_id = s.id
  union all select x.name, x.folded, x.known_at, false from merged_subjects as m join subject_names as x on x.subject_id = m.merged_id
    where m.successor_id = s.id)`;
const STANDS_ALONE = sql`not exists (select from merged_subjects as m where m.merged_id = x.id)`;

/**
 * The newest own name is the one that holds; the others lead to the same subject as former ones. Keys are found by their party and looked
 * through: of a table that filled a moment ago the server would also fetch every code there is, once for each party.
 */
async function namesOf(tx: Tx, subjects: RawBuilder<unknown>): Promise<ListedName[]> {
  const { rows } = await sql<Row>`
    select s.id, n.name, n.newest, k.key as code from (${subjects}) as s
    join lateral (
      select x.name, row_number() over (order by x.own desc, x.known_at desc, x.folded) = 1 as newest
      from ${NAMES} as x) as n on true
    left join lateral (
      select x.key from (select k.kind, k.key from subject_keys as k where k.subject_id = s.id offset 0) as x
      where x.kind = 'uscc' order by x.key limit 1) as k on true
    order by s.id, n.newest desc`.execute(tx);
  return rows.map(({ id, name, newest, code }) => {
    const listed = { id, name, kind: newest ? ('registered' as const) : ('former' as const) };
    return newest && code !== null ? { ...listed, code } : listed;
  });
}

async function touchedIn(
  pools: Pools,
  position: number,
  limit: number,
  matters: RawBuilder<boolean>,
): Promise<Touched | undefined> {
  const { rows } = await inContext(pools.app, { purpose: 'system' }, (tx) =>
    sql<{ position: number | null; entry: string; ids: string[] | null }>`
      with page as (
        select p.position, p.entry_id from journal_positions as p where p.position > ${position} order by p.position limit ${limit})
      select max(page.position) as position, (array_agg(page.entry_id order by page.position desc))[1] as entry,
        (select array_agg(distinct kin) from unnest(array_agg(distinct coalesce(j.subject_id, j.object_id))
          filter (where ${matters} or j.object_kind = 'subject_merge')) as t (id), unnest(subject_kin(t.id)) as kin) as ids
      from page join journal as j on j.id = page.entry_id`.execute(tx),
  );
  const [row] = rows;
  if (!row || row.position === null) return undefined;
  return { mark: { position: row.position, entry: row.entry }, ids: row.ids ?? [] };
}

/** Every organisation that has not ended, under all its names: for officers. */
export const ALL_SUBJECTS: NameSource = {
  name: 'subjects',
  byDay: false,
  page: (pools, after, limit) =>
    inContext(pools.app, { purpose: 'system' }, (tx) =>
      namesOf(
        tx,
        sql`select x.id from subjects as x where x.kind = 'organisation' and x.id > ${after} and not subject_has_ended(x.id)
          and ${STANDS_ALONE}
          order by x.id limit ${limit}`,
      ),
    ),
  of: (pools, ids) =>
    inContext(pools.app, { purpose: 'system' }, (tx) =>
      namesOf(
        tx,
        sql`select x.id from subjects as x where x.kind = 'organisation' and x.id = any(${[...ids]}::uuid[])
          and not subject_has_ended(x.id) and ${STANDS_ALONE}`,
      ),
    ),
  touched: (pools, position, limit) => touchedIn(pools, position, limit, sql<boolean>`j.object_kind = 'subject'`),
};

const portal = (today: PlainDate): DbContext => ({ purpose: 'portal', today });

/** Organisations about which something is public on the day; the database, not this file, says which. */
export const PUBLIC_SUBJECTS: NameSource = {
  name: 'public',
  byDay: true,
  page: (pools, after, limit, today) =>
    inContext(pools.app, portal(today), (tx) =>
      namesOf(tx, sql`select x.id from public_organisations(${after}, ${limit}, ${today}) as x (id)`),
    ),
  of: (pools, ids, today) =>
    inContext(pools.app, portal(today), (tx) =>
      namesOf(tx, sql`select x.id from public_parties(${[...ids]}::uuid[], ${today}) as x where ${STANDS_ALONE}`),
    ),
  touched: (pools, position, limit) =>
    touchedIn(
      pools,
      position,
      limit,
      // By its key: a list of all that was ever published would be made for each entry that is followed.
      sql<boolean>`exists (select from publications as p where p.subject_id = ${orElse('j.subject_id', 'j.object_id')} offset 0)`,
    ),
};

/** Where the journal stands now; position 0 while it is empty. */
export async function journalHead(pools: Pools): Promise<JournalMark> {
  const { rows } = await inContext(pools.app, { purpose: 'system' }, (tx) =>
    sql<JournalMark>`select p.position, p.entry_id as entry from journal_positions as p order by p.position desc limit 1`.execute(
      tx,
    ),
  );
  return rows[0] ?? { position: 0, entry: '' };
}

/** True where this database's journal has that entry at that position: the mark is of this database, and not of one restored since. */
export async function journalHas(pools: Pools, { position, entry }: JournalMark): Promise<boolean> {
  const { rows } = await inContext(pools.app, { purpose: 'system' }, (tx) =>
    sql`select from journal_positions as p where p.position = ${position} and p.entry_id::text = ${entry}`.execute(tx),
  );
  return rows.length > 0;
}
