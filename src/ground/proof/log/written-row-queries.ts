import { sql } from 'kysely';
import type { RowSource } from './row-tie-queries.ts';

/** The form of the list of sources in which most of these came. */
export const SECOND_FORM = 2;
/** The newest form of the list. An installation that ran before takes down, as it finds them, the rows of what came since. */
export const SOURCES_FORM = 5;

type Ways = {
  /** Where several sources tell of one table. */
  readonly as?: string;
  /** The form of the list in which it came, where that is a later one. */
  readonly since?: number;
  /** The program changes such rows: of each the newest account counts. */
  readonly changing?: true;
  /** The column with the id of the entry's object, where entries of its deeds are many: an index finds the row. */
  readonly object?: string;
  /** The same of a second kind of entry. */
  readonly orObject?: string;
};

const words = (names: string) => names.split(' ');
/** A key as text without blanks; bytes in hexadecimal. */
const keyOf = (names: string) =>
  words(names)
    .map((name) => (name.endsWith('hash') ? `encode(t.${name}, 'hex')` : `t.${name}::text`))
    .join(` || '/' || `);
const contentOf = (names: string) => `jsonb_build_object(${words(names).map((name) => `'${name}', t.${name}`)})`;

/**
 * Tables whose rows end with their term: each brings a number drawn by chance into its digest and takes it along, so that what stays in the
 * log confirms no guess. Rows of before have none.
 */
const BLINDED = new Set(['check_uses', 'screening_uses', 'program_uses', 'sealed_looks']);
/** Columns that came later, in rows that the keeper takes down: told where they have a value, so that digests of before stay. */
const CAME_LATER: Readonly<Record<string, string>> = {
  check_uses: 'faulty_code',
  program_uses: 'requests',
  visibility_audits: 'seen_in_lists seen_in_notices never_recalled',
};
function contentOfTable(table: string, names: string): string {
  const content = BLINDED.has(table)
    ? `case when t.blind is null then ${contentOf(names)} else ${contentOf(`${names} blind`)} end`
    : contentOf(names);
  const late = CAME_LATER[table];
  return late === undefined ? content : `${content} || jsonb_strip_nulls(${contentOf(late)})`;
}

/** The query of whole rows: their key, the columns named, and the transaction that wrote them as they are. */
export function wholeRows(table: string, key: string, columns: string, more = '') {
  return sql.raw(
    `select ${keyOf(key)} as key, t.xmin as tx, ${contentOfTable(table, `${key} ${columns}`)} as content${more} from ${table} as t`,
  );
}

/**
 * Whole rows of `table`, by the entry that was written in one transaction with them: whoever writes a row by hand has another, and no
 * later act adopts it. `key` and `columns` are names with blanks between; a column of a later migration comes in a source of its own.
 */
export function written(table: string, key: string, columns: string, deeds: RegExp, ways: Ways = {}): RowSource {
  const { as, since = SECOND_FORM, changing, object, orObject } = ways;
  const columnsOf = [object && `, t.${object} as object`, orObject && `, t.${orObject} as or_object`].join('');
  return {
    name: as ?? table.replace(/^auth[.]/, ''),
    deeds,
    since,
    rows: wholeRows(table, key, columns, columnsOf),
    tie: object ? sql`r.object = j.object_id and r.tx = j.tx::xid` : sql`r.tx = j.tx::xid`,
    ...(orObject ? { orTie: sql<boolean>`r.or_object = j.object_id and r.tx = j.tx::xid` } : {}),
    ...(changing ? { changing } : {}),
  };
}
