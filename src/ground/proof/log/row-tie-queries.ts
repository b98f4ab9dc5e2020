import { type RawBuilder, sql } from 'kysely';

/**
 * Rows that the log answers for: what is taken of each, and which entry brings it in. `rows` is a query with the columns
 * key text (unique), content jsonb (columns that never change), and those that `tie` compares with the entry `j`. Adding a
 * column to a content would make every older digest differ: a change is a new source beside the old one.
 */
export type RowSource = {
  readonly name: string;
  /** Deeds whose entries may bring such rows in. */
  readonly deeds: RegExp;
  /** Deeds whose entries bring one in each time: an entry without its row tells of something that never happened. */
  readonly always?: RegExp;
  readonly rows: RawBuilder<unknown>;
  readonly tie: RawBuilder<boolean>;
  /**
   * Another way in which an entry brings such a row in. Apart, since rows are taken by each way alone: under row-level security one condition
   * or the other finds nothing by a key, and each entry of a large batch would look through all rows.
   */
  readonly orTie?: RawBuilder<boolean>;
  /**
   * The program may change such a row before the log has it (a batch is accepted, a key revoked): its `writers`, a column of the query, must be
   * transactions of the program, the entry's own or later ones.
   */
  readonly writers?: true;
  /** The form of this list in which it came, where that was not the first: rows of before are adopted once (`log.adopt`). */
  readonly since?: number;
  /** Of rows that the log’s keeper takes down every few seconds: whether it has yet to look at this one. */
  readonly onItsWay?: RawBuilder<boolean>;
  /** The program changes such rows, each time with an entry: the newest digest counts, the older ones tell of what was. */
  readonly changing?: true;
};

/** Whether the entry `j` brings the row `r` in, whichever way. */
export const tieOf = ({ tie, orTie }: RowSource): RawBuilder<boolean> => (orTie ? sql`(${tie} or (${orTie}))` : tie);

/** Written in the transaction of the entry, and never touched since: whoever writes or changes a row by hand has another. */
export const sameAct = sql`r.tx = j.tx::xid`;

/** What goes with the row `r` was written in the entry's transaction too: nobody has put more of it in since. */
export const sameActOf = (table: string, which: string) =>
  sql<boolean>`not exists (select from ${sql.raw(table)} as w where ${sql.raw(which)} and w.xmin <> j.tx::xid)`;

/** The key of a row under which a digest was stored: each account of a changing row has its position behind an @. */
export const rowKey = (key: RawBuilder<unknown>) => sql`split_part(${key}, '@', 1)`;

/** Each procedure names its own deeds; these are none of them, and come by the million. */
export const OF_A_CASE = /^(?!record|subject|batch|session|log)[a-z_]+[.][a-z_]+$/;
