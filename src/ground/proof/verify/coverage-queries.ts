import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { RowSource } from '../log/row-tie-queries.ts';

/** What the walk itself goes through, and tables whose rows are told of with another's. */
const WALKED = [
  'journal',
  'journal_positions',
  'journal_sequencings',
  'log_checkpoints',
  'log_cosignatures',
  'log_rows',
];
const WITHIN = ['records', 'record_keys', 'publication_redactions', 'service_documents'];

/** Tables with a source of a name of its own. */
export const TABLE_OF: Readonly<Record<string, string>> = {
  batches_accepted: 'batches',
  credit_reports_made: 'credit_reports',
  post_holding_ends: 'post_holdings',
  program_key_ends: 'program_keys',
  identity_ends: 'identities',
};

/**
 * Tables for which the log does not answer, with the reason. None of them holds what was decided, said or promised; docs/proof.md tells the
 * same, and a test compares the two with the catalogue.
 */
export const WORKING_TABLES: Readonly<Record<string, string>> = {
  'auth.backup_codes': 'used up and made anew by their owner; hashes only',
  'auth.invitations': 'end by themselves; who joined stands in the journal',
  'auth.passkey_challenges': 'minutes old',
  'auth.program_days': 'counter of a day',
  'auth.program_nonces': 'minutes old',
  'auth.sessions': 'hours old',
  'auth.sign_in_attempts': 'counter of a day',
  'auth.verifications': 'minutes old; of the library for sign-in',
  feed_readings: 'how far a partner says that it has read',
  journal_cursors: 'how far a reader has read',
  journal_seals:
    'asked for once, when the log takes what their transaction wrote, and gone soon after; made with a key that is not in the database',
  kysely_migration: 'which migrations ran',
  kysely_migration_lock: 'lock of migrations',
  law_competences: 'made by the database of the text of an edition, for which the log answers, and compared with it',
  master_key_changes_done: 'that the master key was changed: each key tells under which one it is wrapped',
  open_cases:
    'which cases are not over: kept by the database with each of their steps, for which the log answers, and compared with them',
  party_drafts: 'not said yet: gone when handed in',
  party_heads:
    'kind, name and code of each party and whether there is more: kept by the database with each of them, for which the log answers, and compared with them',
  procedure_moves: 'written by migrations alone; a test compares them with the tables of the program',
  procedure_states: 'written by migrations alone; a test compares them with the tables of the program',
  publication_term_runs: 'for which adoption ends were computed',
  recall_end_runs: 'up to which day ends were told',
  reminder_mails: 'that a mail of a morning went out',
  record_sequels:
    'what became of a record since: kept by the database with its versions, class and publication, for which the log answers, and compared with them',
  records_to_release:
    'which records wait for their release: kept by the database with reviews and releases, for which the log answers, and compared with them',
  requests: 'first answers to requests, to give them again',
  retention_runs: 'counters of a day',
  screening_file_answers: 'answers to a list, sealed, gone by their day',
  screening_files: 'lists on their way, gone by their day; each use has its row',
  sealed_file_chunks:
    'sealed bytes, gone by their day; the digest of what they hold stands in the rows that name the file',
  sealed_files: 'heads of sealed files, sealed anew with each key',
  sealed_values: 'sealed bytes, gone by their day, sealed anew with each key; a changed one does not open',
  erasures_done: 'that an erasure was carried out; the register outside the database is the authority',
  staged_rows: 'rows of a batch until it is accepted or discarded',
  subject_pairs: 'pairs that seem one to the program, found anew from their names',
  vault_erased_scopes: 'what an erasure reached; the register outside the database is the authority',
  vault_keys: 'wrapped by the master key: a changed one opens nothing',
  vault_rotations_done: 'that a key was changed',
  vault_scopes: 'salts, destroyed by an erasure: a changed one shows in every digest made with it',
};

/** Tables for whose rows the log does not answer, of what `sources` have. */
export async function listNotCovered(tx: Tx, sources: readonly RowSource[]): Promise<string[]> {
  const covered = new Set([...WALKED, ...WITHIN, ...sources.map(({ name }) => TABLE_OF[name] ?? name)]);
  const { rows } = await sql<{ table: string; name: string }>`
    select t.table_name as "table", case t.table_schema when 'public' then '' else t.table_schema || '.' end || t.table_name as name
    from information_schema.tables as t where t.table_schema in ('public', 'auth') and t.table_type = 'BASE TABLE'
    order by 2`.execute(tx);
  return rows.filter(({ table }) => !covered.has(table)).map(({ name }) => name);
}
