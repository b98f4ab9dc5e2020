import { sql } from 'kysely';
import { OF_A_CASE, type RowSource } from './row-tie-queries.ts';
import { SECOND_FORM, written } from './written-row-queries.ts';

const BY_CASE = { object: 'case_id' } as const;

/** What parties said, agreed to and were given (src/parties, src/service, src/reports, src/recalls, src/matching). */
const PARTIES: readonly RowSource[] = [
  written(
    'party_accounts',
    'account_id',
    'account_kind subject_id capacity until shown_id entered_by entered_kind entered_at organ_id organ_path',
    /^party[.]/,
  ),
  written('party_account_ends', 'account_id', 'reason_id entered_by entered_kind entered_at organ_path', /^party[.]/),
  written('party_letter_receipts', 'letter_id account_id', 'received_at', /^party[.]acknowledge$/, {
    object: 'letter_id',
  }),
  written(
    'party_statements',
    'id',
    'subject_id record_id sealed_id made_by made_kind made_at organ_path',
    /^statement[.]/,
    { object: 'id' },
  ),
  written(
    'party_statement_reviews',
    'statement_id',
    'subject_id record_id outcome told reason reviewed_by reviewed_kind reviewed_at organ_path',
    /^statement[.]/,
    { object: 'statement_id' },
  ),
  written('party_statement_ends', 'statement_id', 'made_by made_kind made_at organ_path', /^statement[.]/, {
    object: 'statement_id',
  }),
  written(
    'service_consents',
    'id',
    'subject_id given_on form_file form_sha256 entered_by entered_kind entered_at organ_path',
    /^service[.]/,
  ),
  written(
    'service_consent_ends',
    'consent_id',
    'ended_on entered_by entered_kind entered_at organ_path',
    /^service[.]/,
  ),
  written(
    'credit_reports',
    'id',
    'subject_id number code as_of verified_until content_id sha256 pages edition record_ids grant_id account_id made_at organ_id organ_path',
    /^report[.]/,
    { object: 'id' },
  ),
  written('credit_reports', 'id', 'made_kind shown_id', /^report[.]/, {
    object: 'id',
    as: 'credit_reports_made',
    since: 3,
  }),
  written(
    'report_letters',
    'report_id',
    'subject_id code title content_id sha256 pages edition made_by made_kind made_at organ_id organ_path',
    /^report[.]hand_over$/,
    { object: 'report_id' },
  ),
  written(
    'report_grants',
    'id',
    'subject_id account_id code_hash holder_id purpose scope until made_at organ_id organ_path',
    /^report[.]/,
    { object: 'id' },
  ),
  written('report_grant_ends', 'grant_id', 'ended_by ended_at', /^report[.]/, { object: 'grant_id' }),
  written(
    'record_notice_receipts',
    'notice_id',
    'received_by received_at organ_path',
    /^(report|procedure)[.]acknowledge$/,
    { object: 'notice_id' },
  ),
  written(
    'recall_escalations',
    'id',
    'notice_id account_id account_kind escalated_by escalated_at organ_path',
    /^recall[.]/,
  ),
  written(
    'match_judgements',
    'id',
    'subject_id spelling folded verdict reason until decided_by decided_kind decided_at edition organ_path',
    /^match[.]/,
    { object: 'id' },
  ),
  written(
    'match_objections',
    'id',
    'judgement_id received_on received_at sealed_id entered_by entered_kind organ_path',
    /^match[.]/,
    { object: 'judgement_id' },
  ),
  written(
    'subject_ends',
    'id',
    'subject_id outcome ended_on ground reason decided_by decided_kind decided_at organ_path',
    /^subject[.](end|restore)$/,
  ),
];

/** Papers, clocks, notices and what waits for a person (src/documents, src/procedures, src/publication, src/intake). */
const PAPERS: readonly RowSource[] = [
  written(
    'case_documents',
    'id',
    'case_id kind template title signed_by needs_seal served_with verified code made_by made_kind made_at organ_id organ_path',
    /^document[.]/,
    { object: 'id' },
  ),
  written('document_numbers', 'document_id year', 'organ_id serial number organ_path', /^document[.]/, {
    object: 'document_id',
  }),
  written(
    'publication_term_proposals',
    'publication_id replaces last_day',
    'derivation edition known_at organ_path',
    /^publication[.]/,
  ),
  written(
    'publication_term_decisions',
    'publication_id replaces last_day',
    'outcome reason decided_by decided_kind decided_at organ_path',
    /^publication[.]/,
  ),
  written(
    'quarantine',
    'id',
    'batch_id row_number organ_path kind problems sealed_id subject_id record_id owner_account opened_at due_on open',
    /^(batch[.]accept$|quarantine[.])/,
    { object: 'id', orObject: 'batch_id', changing: true },
  ),
  written('determination_terms', 'case_id', 'step_number effective_on until_on edition organ_path', OF_A_CASE, BY_CASE),
  written(
    'procedure_files',
    'case_id number',
    'file_id media_type handed_in_by handed_in_at organ_path',
    OF_A_CASE,
    BY_CASE,
  ),
  written(
    'procedure_notices',
    'id',
    'case_id step_number subject_id record_id procedure state receiver_id receiver_path last_got_at made_at due_on provisional organ_path',
    OF_A_CASE,
    BY_CASE,
  ),
  written('procedure_notice_receipts', 'notice_id', 'received_by received_at organ_path', /^procedure[.]/, {
    object: 'notice_id',
  }),
  written(
    'procedure_timers',
    'case_id timer version',
    'period from_on due_on ended_on provisional derivation edition known_at organ_path',
    OF_A_CASE,
    BY_CASE,
  ),
  written('procedure_timer_marks', 'case_id timer version mark', 'marked_on marked_at organ_path', OF_A_CASE, BY_CASE),
];

/**
 * Codes and names that came to a party after the day on which it was first known; those of that day are told with the party. A batch brings
 * them in with one entry of its own.
 */
const later = (table: string, key: string, content: string, which = sql``): RowSource => ({
  name: table,
  deeds: /^(batch[.]accept$|quarantine[.])/,
  since: SECOND_FORM,
  rows: sql`select ${sql.raw(key)} as key, t.xmin as tx, t.subject_id, ${sql.raw(content)} as content from ${sql.table(table)} as t
    where not exists (select from subjects as o where o.id = t.subject_id and o.known_at = t.known_at) ${which}`,
  // Whose they are stands in another entry of the same act: by it they are found among those of all parties.
  tie: sql`r.tx = j.tx::xid and r.subject_id in (select e.subject_id from journal as e where e.tx = j.tx)`,
});
const LATER: readonly RowSource[] = [
  later(
    'subject_names',
    `t.subject_id || '/' || encode(sha256(convert_to(t.folded, 'UTF8')), 'hex')`,
    'jsonb_build_array(t.subject_id, t.folded, t.name, t.held_from, t.held_until, t.known_at)',
  ),
  later(
    'subject_keys',
    `t.kind || '/' || t.key`,
    'jsonb_build_array(t.kind, t.key, t.subject_id, t.known_at, t.accepted_by, t.accepted_reason)',
    // A person has one number, known with the person; an erasure destroys it.
    sql`and t.kind <> 'person'`,
  ),
];

export const OF_PARTIES: readonly RowSource[] = [...PARTIES, ...PAPERS, ...LATER];
