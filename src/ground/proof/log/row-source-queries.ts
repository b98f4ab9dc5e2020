import { sql } from 'kysely';
import { orElse } from '../../platform/or-else.ts';
import { ACCESS } from './access-source-queries.ts';
import { ACTS } from './act-source-queries.ts';
import { CASES } from './case-source-queries.ts';
import { FACTORS } from './factor-source-queries.ts';
import { OF_PARTIES } from './party-source-queries.ts';
import { type RowSource, sameAct, sameActOf } from './row-tie-queries.ts';
import { TAKEN } from './taken-source-queries.ts';

export type { RowSource } from './row-tie-queries.ts';

/** The party with the codes and names under which it was first known. */
const FIRST_KNOWN = 'w.subject_id = r.id and w.known_at = r.known_at';
const WITH_ITS_NAMES = sql<boolean>`${sameAct} and ${sameActOf('subject_keys', FIRST_KNOWN)} and ${sameActOf('subject_names', FIRST_KNOWN)}`;

const RECORDS: readonly RowSource[] = [
  {
    // A version together with the record that it is of: a million of them come in one act.
    name: 'record_versions',
    deeds: /^record[.](add|correct|withdraw)$/,
    always: /^record[.](add|correct|withdraw)$/,
    writers: true,
    rows: sql`select case t.version when 1 then array[t.xmin, o.xmin] else array[t.xmin] end as writers, t.record_id || '/' || t.version as key, t.subject_id, t.record_id, t.version,
      jsonb_build_array(t.subject_id, t.record_id, o.item, o.organ_id, o.organ_path, o.document_number, o.decided_on,
        o.known_at, t.version, t.known_at, t.action, t.facts, t.class, t.class_rule, t.edition, t.batch_id, t.row_number,
        t.sealed_id) as content
      from record_versions as t join records as o on o.subject_id = t.subject_id and o.id = t.record_id`,
    tie: sql`r.subject_id = j.subject_id and r.record_id = j.object_id and r.version = j.version`,
  },
  {
    name: 'subjects',
    deeds: /^(subject[.]create|quarantine[.]accepted|determination[.]propose)$/,
    rows: sql`select t.xmin as tx, t.id::text as key, t.id, t.known_at, jsonb_build_array(t.id, t.kind, t.known_at,
      (select jsonb_agg(jsonb_build_array(k.kind, k.key) order by k.kind, k.key) from subject_keys as k
        where k.subject_id = t.id and k.known_at = t.known_at),
      (select jsonb_agg(jsonb_build_array(n.folded, n.name) order by n.folded) from subject_names as n
        where n.subject_id = t.id and n.known_at = t.known_at)) as content from subjects as t`,
    tie: sql`r.id = j.object_id and ${WITH_ITS_NAMES}`,
    // A person lets a faulty code in: the party comes with its first record, in the same transaction.
    orTie: sql`${WITH_ITS_NAMES} and j.deed = 'quarantine.accepted' and r.id in (
      select e.subject_id from journal as e where e.tx = j.tx and e.deed = 'record.add')`,
  },
  {
    name: 'record_classifications',
    deeds: /^(quarantine|record)[.]classif/,
    rows: sql`select t.xmin as tx, t.id::text as key, t.record_id, jsonb_build_array(t.id, t.subject_id, t.record_id,
      t.version, t.class, t.basis, t.reason, t.decided_by, t.decided_at) as content from record_classifications as t`,
    tie: sql`${sameAct} and r.record_id = j.object_id`,
    orTie: sql`${sameAct} and r.record_id in (select q.record_id from quarantine as q where q.id = j.object_id)`,
  },
  {
    name: 'quarantine_decisions',
    deeds: /^quarantine[.]/,
    rows: sql`select t.xmin as tx, t.quarantine_id::text as key, t.quarantine_id, jsonb_build_array(t.quarantine_id, t.outcome, t.reason,
      t.decided_by, t.decided_at) as content from quarantine_decisions as t`,
    tie: sql`${sameAct} and r.quarantine_id = j.object_id`,
  },
];

const BATCHES: readonly RowSource[] = [
  {
    name: 'batches',
    deeds: /^batch[.]submit$/,
    always: /^batch[.]submit$/,
    writers: true,
    rows: sql`select array[t.xmin] as writers, t.id::text as key, t.id, jsonb_build_array(t.id, t.organ_id, t.organ_path, t.submitted_by, t.post_id,
      t.file_id, encode(t.file_sha256, 'hex'), t.history, t.received_at) as content from batches as t`,
    tie: sql`r.id = j.object_id`,
  },
  {
    name: 'batches_accepted',
    deeds: /^batch[.]accept$/,
    always: /^batch[.]accept$/,
    writers: true,
    rows: sql`select array[t.xmin] as writers, t.id::text as key, t.id, jsonb_build_object('batch', t.id, 'item', t.item, 'organ', t.organ_id,
      'fileSha256', encode(t.file_sha256, 'hex'), 'receivedAt', t.received_at, 'acceptedAt', t.ended_at, 'counts', t.counts)
      as content from batches as t where t.state = 'accepted'`,
    tie: sql`r.id = j.object_id`,
  },
];

const PUBLICATIONS: readonly RowSource[] = [
  {
    name: 'publications',
    deeds: /^publication[.]release$/,
    rows: sql`select t.xmin as tx, t.id::text as key, t.id, jsonb_build_array(t.id, t.subject_id, t.record_id, t.address, t.begins_on,
      t.influence_finding, t.basis, t.submitted_by, t.decided_by, t.decided_at, t.organ_path) as content from publications as t`,
    tie: sql`${sameAct} and r.id = j.object_id`,
  },
  {
    name: 'publication_terms',
    deeds: /^publication[.]/,
    rows: sql`select t.xmin as tx, t.publication_id || '/' || t.version as key, t.publication_id,
      jsonb_build_array(t.publication_id, t.version, t.last_day, t.derivation, t.edition, t.known_at) as content
      from publication_terms as t`,
    tie: sql`r.publication_id = j.object_id and ${sameAct}`,
  },
  {
    name: 'publication_withdrawals',
    deeds: /^publication[.]withdraw$/,
    always: /^publication[.]withdraw$/,
    rows: sql`select t.xmin as tx, t.publication_id::text as key, t.publication_id, jsonb_build_array(t.publication_id, t.withdrawn_on,
      t.ground, t.public_reason, t.basis, t.decided_by, t.decided_at) as content from publication_withdrawals as t`,
    tie: sql`${sameAct} and r.publication_id = j.object_id`,
  },
  {
    name: 'publication_reviews',
    deeds: /^publication[.]review$/,
    always: /^publication[.]review$/,
    rows: sql`select t.xmin as tx, t.id::text as key, t.id, t.record_id, t.version, t.reviewed_by, jsonb_build_array(t.id,
      t.subject_id, t.record_id, t.version, t.influence_finding, t.submitted_by, t.reviewed_by, t.reviewed_at,
      (select jsonb_agg(jsonb_build_array(x.field, x.start_at, x.end_at, x.outcome, x.reason) order by x.field, x.start_at,
        x.end_at) from publication_redactions as x where x.review_id = t.id)) as content from publication_reviews as t`,
    tie: sql`r.record_id = j.object_id and r.version = j.version and r.reviewed_by = j.account_id and ${sameAct}
      and ${sameActOf('publication_redactions', 'w.review_id = r.id')}`,
  },
  {
    name: 'publication_releases',
    deeds: /^publication[.]release$/,
    always: /^publication[.]release$/,
    rows: sql`select t.xmin as tx, t.publication_id || '/' || t.review_id as key, t.publication_id, t.version, jsonb_build_array(
      t.publication_id, t.review_id, t.record_id, t.version, t.submitted_by, t.reviewed_by, t.released_by, t.released_at)
      as content from publication_releases as t`,
    tie: sql`${sameAct} and r.publication_id = j.object_id and r.version = j.version`,
  },
  {
    name: 'publication_refusals',
    deeds: /^publication[.]refuse$/,
    always: /^publication[.]refuse$/,
    rows: sql`select t.xmin as tx, t.record_id::text as key, t.record_id, jsonb_build_array(t.subject_id, t.record_id, t.reason, t.decided_by,
      t.decided_at) as content from publication_refusals as t`,
    tie: sql`${sameAct} and r.record_id = j.object_id`,
  },
];

const RIGHTS: readonly RowSource[] = [
  {
    name: 'objection_marks',
    deeds: /^objection[.]/,
    rows: sql`select t.xmin as tx, t.id::text as key, t.id, jsonb_build_array(t.id, t.subject_id, t.record_id, t.received_at, t.received_on,
      t.sealed_id, t.entered_by) as content from objection_marks as t`,
    tie: sql`${sameAct} and r.id = j.object_id`,
  },
];

/** Documents from text to seal, and how they reached the party (src/documents, src/service): one row for each of their entries. */
const DOCUMENTS: readonly RowSource[] = [
  {
    name: 'document_versions',
    deeds: /^document[.](draft|write)$/,
    always: /^document[.](draft|write)$/,
    rows: sql`select t.xmin as tx, t.document_id || '/' || t.version as key, t.document_id, t.version, jsonb_build_object('document',
      t.document_id, 'version', t.version, 'textSha256', encode(t.text_sha256, 'hex'), 'lacks', t.lacks, 'content', t.content_id,
      'by', t.written_by, 'at', t.written_at) as content from document_versions as t`,
    tie: sql`${sameAct} and r.document_id = j.object_id and r.version = j.version`,
  },
  {
    name: 'document_papers',
    deeds: /^document[.]print$/,
    always: /^document[.]print$/,
    rows: sql`select t.xmin as tx, t.document_id || '/' || t.paper as key, t.document_id, jsonb_build_object('document',
      t.document_id, 'paper', t.paper, 'version', t.version, 'textSha256', encode(t.text_sha256, 'hex'), 'paperSha256',
      encode(t.paper_sha256, 'hex'), 'issuedOn', t.issued_on, 'pages', t.pages, 'by', t.made_by) as content
      from document_papers as t`,
    tie: sql`r.document_id = j.object_id and ${sameAct}`,
  },
  {
    name: 'document_signatures',
    deeds: /^document[.]sign$/,
    always: /^document[.]sign$/,
    rows: sql`select t.xmin as tx, t.document_id::text as key, t.document_id, jsonb_build_object('document', t.document_id, 'paper', t.paper,
      'paperSha256', encode(t.paper_sha256, 'hex'), 'textSha256', encode(t.text_sha256, 'hex'), 'signedOn', t.signed_on, 'by',
      t.signed_by, 'post', t.post_id, 'role', t.role, 'factor', t.factor, 'at', t.signed_at, 'basis', t.basis) as content
      from document_signatures as t`,
    tie: sql`${sameAct} and r.document_id = j.object_id`,
  },
  {
    name: 'document_seals',
    deeds: /^document[.]seal$/,
    always: /^document[.]seal$/,
    rows: sql`select t.xmin as tx, t.document_id::text as key, t.document_id, jsonb_build_object('document', t.document_id, 'paperSha256',
      encode(t.paper_sha256, 'hex'), 'way', t.way, 'seal', t.seal, 'fileSha256', encode(t.file_sha256, 'hex'), 'by', t.sealed_by,
      'at', t.sealed_at) as content from document_seals as t`,
    tie: sql`${sameAct} and r.document_id = j.object_id`,
  },
  {
    name: 'document_withdrawals',
    deeds: /^document[.]withdraw$/,
    always: /^document[.]withdraw$/,
    rows: sql`select t.xmin as tx, t.document_id::text as key, t.document_id, jsonb_build_object('document', t.document_id, 'withdrawnOn',
      t.withdrawn_on, 'reason', t.reason_id, 'by', t.withdrawn_by, 'at', t.withdrawn_at) as content from document_withdrawals as t`,
    tie: sql`${sameAct} and r.document_id = j.object_id`,
  },
  {
    name: 'services',
    deeds: /^service[.](begin|send)$/,
    always: /^service[.](begin|send)$/,
    rows: sql`select t.xmin as tx, t.id::text as key, t.id, jsonb_build_object('service', t.id, 'case', t.case_id, 'channel', t.channel,
      'begunOn', t.begun_on, 'lost', t.lost, 'consent', t.consent_id, 'why', t.why_id, 'recipient', t.recipient_id, 'by', t.begun_by,
      'at', t.begun_at, 'papers', (select jsonb_object_agg(d.document_id, encode(d.paper_sha256, 'hex'))
        from service_documents as d where d.service_id = t.id)) as content from services as t`,
    tie: sql`${sameAct} and r.id = j.object_id and ${sameActOf('service_documents', 'w.service_id = r.id')}`,
  },
  {
    name: 'service_events',
    deeds: /^service[.](send|note)$/,
    always: /^service[.](send|note)$/,
    rows: sql`select t.xmin as tx, t.service_id || '/' || t.number as key, t.service_id, t.number, t.noted_at as at, jsonb_build_object('service',
      t.service_id, 'number', t.number, 'what', t.what, 'on', t.happened_on, 'witnessed', t.witnessed, 'fileSha256',
      encode(t.file_sha256, 'hex'), 'by', t.noted_by, 'at', t.noted_at) as content from service_events as t`,
    tie: sql`${sameAct} and r.service_id = j.object_id and r.number = ${orElse('j.version', sql`1`)}`,
  },
  {
    name: 'service_outcomes',
    deeds: /^service[.](send|note|conclude)$/,
    rows: sql`select t.xmin as tx, t.service_id::text as key, t.service_id, jsonb_build_object('service', t.service_id,
      'servedOn', t.served_on, 'receiptSha256', encode(t.receipt_sha256, 'hex'), 'by', t.concluded_by, 'at', t.concluded_at) as content
      from service_outcomes as t`,
    tie: sql`r.service_id = j.object_id and ${sameAct}`,
  },
];

/** Rows that an act brings in, with an entry that tells of it. */
export const ENTERED: readonly RowSource[] = [
  ...RECORDS,
  ...BATCHES,
  ...PUBLICATIONS,
  ...RIGHTS,
  ...CASES,
  ...DOCUMENTS,
  ...ACCESS,
  ...FACTORS,
  ...ACTS,
  ...OF_PARTIES,
];

export const ROW_SOURCES: readonly RowSource[] = [...ENTERED, ...TAKEN];
