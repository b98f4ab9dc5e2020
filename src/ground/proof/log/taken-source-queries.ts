import { sql } from 'kysely';
import type { RowSource } from './row-tie-queries.ts';
import { SECOND_FORM, wholeRows } from './written-row-queries.ts';

/** Entries by which the log's keeper takes rows down that have none of their own. */
export const TAKE = 'log.take';
export const ADOPT = 'log.adopt';

/** How far behind the last taking a row may say that it was written: longer than any statement may run. */
export const SLACK_MS = 60_000;
export const SLACK = sql.raw(`interval '${SLACK_MS} milliseconds'`);

/** When rows were last taken before the entry `j`. */
export const LAST_TAKEN = sql`coalesce((select max(e.at) from journal as e
  where e.deed in ('log.adopt', 'log.take') and e.at <= j.at and e.id <> j.id), '-infinity')`;

/** When rows were last taken. */
const LAST_OF_ALL = sql`(select coalesce(max(e.at), '-infinity') from journal as e where e.deed in ('log.adopt', 'log.take'))`;

export type TakenSource = RowSource & {
  readonly table: string;
  /** When the row says that it was written. */
  readonly at: string | undefined;
};

type Ways = { readonly key?: string; readonly since?: number };

/**
 * Rows that no act writes: uses, looks, notices. An entry of the keeper takes down what is new every few seconds. A row that says an
 * older time than that was not written by the program, and stays without an entry.
 */
function taken(table: string, at: string | undefined, columns: string, ways: Ways = {}): TakenSource {
  const { key = 'id', since = SECOND_FORM } = ways;
  const window = sql<boolean>`r.at >= ${LAST_TAKEN} - ${SLACK} and r.at <= j.at + ${SLACK}`;
  return {
    name: table,
    table,
    at,
    deeds: /^log[.]take$/,
    since,
    rows: wholeRows(table, key, columns, at && `, t.${at} as at`),
    tie: at ? window : sql<boolean>`true`,
    onItsWay: sql<boolean>`(${at ? sql`r.at >= ${LAST_OF_ALL} - ${SLACK}` : sql`true`}
      and not exists (select from log_foreign_rows as f where f.source = ${table} and f.key = r.key))`,
  };
}

export const TAKEN: readonly TakenSource[] = [
  taken(
    'check_uses',
    'at',
    'subject_id at organ_id organ_path account_id post_id asked_hash matter purpose edition record_ids asked_by candidate_ids coverage_at',
  ),
  taken(
    'screening_uses',
    'at',
    'way at organ_id organ_path account_id post_id asked_hash asked matter purpose edition candidate_ids',
  ),
  taken('sealed_looks', 'at', 'at account_id post_id organ_path object_kind object_id reason matter'),
  taken('program_uses', 'at', 'key_id organ_path at route matters item subjects status refusal'),
  taken(
    'record_notices',
    'made_at',
    'subject_id record_id cause entry_id happened_on receiver_kind receiver_id receiver_path last_got_at made_at due_on provisional edition organ_path',
  ),
  // When a letter was made is not told of it; it tells of an entry, which is proved.
  taken('party_letters', undefined, 'subject_id entry_id deed object_id version happened_at organ_path'),
  taken('feed_entries', 'known_at', 'item publication_id subject_id reference change digest until known_at', {
    key: 'position',
  }),
  taken('visibility_audits', 'ran_at', 'day ran_at edition over seen_in_portal seen_in_checks'),
  // Last: what the keeper met in the others in this very round is among them.
  taken('log_foreign_rows', 'found_at', 'source key position account_id organ_path found_at', { since: 4 }),
];
