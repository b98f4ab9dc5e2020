import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { type Counts, RECORDED } from './staging-store.ts';
import { tellRecordedNames } from './withheld-name-store.ts';
import { SHORTEST_ORGANISATION } from './withheld-names.ts';

/** What every statement of an acceptance needs to know of its batch. */
export type Acceptance = {
  readonly batchId: string;
  readonly item: string;
  readonly organId: string;
  readonly organPath: string;
  readonly edition: string;
  readonly at: Date;
  readonly owner: string;
  /** Last day for what waits in quarantine, and until when sealed values of rows are kept. */
  readonly quarantineDueOn: PlainDate;
  readonly retainUntil: PlainDate;
  /** Of its rows, as they stand: each statement reads all of them, and is left out where it would find none. */
  readonly counts: Counts;
};

/** A code may have come to somebody who is known under another: the row is about them. */
async function nameSubjects(tx: Tx, { batchId }: Acceptance): Promise<void> {
  await sql`update staged_rows as s set subject_id = k.subject_id from subject_keys as k
    where s.batch_id = ${batchId} and s.outcome = 'good' and k.kind = s.key_kind and k.key = s.subject_key
      and k.subject_id <> s.subject_id`.execute(tx);
}

/** Subjects that are new with this batch: one row each, for the statements that follow in the same transaction. */
async function gatherNewSubjects(tx: Tx, { batchId }: Acceptance): Promise<void> {
  await sql`
    create temporary table new_subjects on commit drop as
    select distinct on (s.subject_id) s.row_number, s.subject_id, s.subject_kind, s.key_kind, s.subject_key, s.name, s.folded
    from staged_rows as s
    where s.batch_id = ${batchId} and s.outcome = 'good'
      and not exists (select from subject_keys as k where k.kind = s.key_kind and k.key = s.subject_key)
    order by s.subject_id, s.row_number`.execute(tx);
  // How many there are, and the one column that they are joined by.
  await sql`analyze new_subjects (subject_id)`.execute(tx);
}

/** Another batch may bring the same subject at this moment: ids are made from the key, so the two agree. */
async function insertSubjects(tx: Tx, { at }: Acceptance): Promise<void> {
  await sql`insert into subjects (id, kind, known_at)
    select n.subject_id, n.subject_kind, ${at} from new_subjects as n on conflict do nothing`.execute(tx);
  await sql`insert into subject_keys (kind, key, subject_id, known_at)
    select n.key_kind, n.subject_key, n.subject_id, ${at} from new_subjects as n on conflict do nothing`.execute(tx);
  await sql`insert into subject_names (subject_id, folded, name, known_at)
    select n.subject_id, n.folded, n.name, ${at} from new_subjects as n on conflict do nothing`.execute(tx);
  // A random UUID carries 122 random bits: enough for a salt.
  await sql`insert into vault_scopes (id, salt)
    select n.subject_id, uuid_send(gen_random_uuid()) from new_subjects as n on conflict do nothing`.execute(tx);
}

/**
 * The staged rows say whose they are, and whose record a correction changes: nothing is looked up again. Records go in by their key: what
 * the index, the foreign keys and later readers touch then lies together. Versions are wide, to sort them would cost what it saves.
 */
async function insertRecords(tx: Tx, a: Acceptance): Promise<void> {
  const added = sql`from staged_rows as s where s.batch_id = ${a.batchId} and s.outcome = 'good' order by s.subject_id, s.record_id`;
  await sql`insert into records (subject_id, id, item, organ_id, organ_path, document_number, decided_on, known_at, publication_due_on)
    select s.subject_id, s.record_id, ${a.item}, ${a.organId}, ${a.organPath}, s.document_number, s.decided_on, ${a.at}, s.publication_due_on
    ${added}`.execute(tx);
  await sql`insert into record_keys (record_id, subject_id) select s.record_id, s.subject_id ${added}`.execute(tx);
  await sql`insert into record_versions (subject_id, record_id, version, known_at, action, facts, class, class_rule, edition, batch_id,
      row_number, sealed_id)
    select s.subject_id, s.record_id, s.version, ${a.at}, s.action, s.facts, s.class, s.class_rule, ${a.edition}, ${a.batchId},
      s.row_number, s.sealed_id
    from staged_rows as s where s.batch_id = ${a.batchId} and ${RECORDED}`.execute(tx);
}

async function insertSealed(tx: Tx, a: Acceptance): Promise<void> {
  const kept = sql`s.batch_id = ${a.batchId} and s.sealed_id is not null and (${RECORDED} or s.outcome = 'doubtful')`;
  await sql`insert into vault_scopes (id, salt, subject_id)
    select s.sealed_id, s.sealed_salt, case when s.subject_kind <> 'organisation' then s.subject_id end
    from staged_rows as s where ${kept}`.execute(tx);
  await sql`insert into sealed_values (id, scope_id, organ_path, kind, key_id, sealed, retain_until)
    select s.sealed_id, s.sealed_id, ${a.organPath}, 'row', s.sealed_key, s.sealed, ${a.retainUntil}
    from staged_rows as s where ${kept}`.execute(tx);
}

/** Whose row it is stands in the list of what waits, unless it may name somebody who is not the party (withheld-names.ts). */
const TOLD_PARTY = sql`(not s.problems @> '[{"code": "text.several_parties"}]'
  and (s.subject_kind = 'person' or length(s.name) >= ${SHORTEST_ORGANISATION}::int))`;

/** Doubtful rows, and recorded ones whose class nobody knows yet, wait for a person: with an owner and a day. */
async function insertQuarantine(tx: Tx, a: Acceptance): Promise<void> {
  await sql`insert into quarantine (id, batch_id, row_number, organ_path, kind, problems, sealed_id, subject_id, record_id,
      party, document_number, owner_account, opened_at, due_on)
    select new_id(), s.batch_id, s.row_number, ${a.organPath},
      case when s.outcome <> 'doubtful' then 'class_unknown'
        when s.problems @> '[{"code": "subject.name_contradicts_code"}]' then 'name_contradicts_code'
        when s.problems @> '[{"code": "E10.number_on_another_day"}]' then 'number_on_another_day'
        when s.problems @> '[{"code": "text.several_parties"}]' then 'several_parties'
        when s.problems @> '[{"code": "gate.not_competent"}]' then 'organ_not_competent'
        when s.key_kind is not null then 'identifier_fault' else 'party_unclear' end,
      coalesce(s.problems, '[]'::jsonb), case when s.outcome = 'doubtful' then s.sealed_id end,
      case when s.outcome <> 'doubtful' then s.subject_id end, case when s.outcome <> 'doubtful' then s.record_id end,
      case when not ${TOLD_PARTY} then null else s.name end, s.document_number, ${a.owner}, ${a.at}, ${a.quarantineDueOn}
    from staged_rows as s
    where s.batch_id = ${a.batchId}
      and (s.outcome = 'doubtful' or (s.outcome in ('good', 'corrected') and s.class is null and ${a.item} = 'penalty'))`.execute(
    tx,
  );
}

/** The queries by which the journal accounts for each object (see `appendEntries`). */
export function changesOf(a: Acceptance): { deed: string; objectKind: string; changes: RawBuilder<unknown> }[] {
  const versions = (action: string) => sql`
    select s.row_number as nth, s.record_id as object_id, s.version, s.subject_id, s.facts as after
    from staged_rows as s where s.batch_id = ${a.batchId} and s.action = ${action} and ${RECORDED}`;
  const subjects = sql`select n.row_number as nth, n.subject_id as object_id, null::integer as version, n.subject_id,
    jsonb_build_object('kind', n.subject_kind, 'key', n.subject_key) as after from new_subjects as n`;
  const { good, corrected, withdrawn } = a.counts;
  return [
    { deed: 'subject.create', objectKind: 'subject', changes: subjects, rows: good },
    { deed: 'record.add', objectKind: 'record', changes: versions('add'), rows: good },
    { deed: 'record.correct', objectKind: 'record', changes: versions('correct'), rows: corrected },
    { deed: 'record.withdraw', objectKind: 'record', changes: versions('withdraw'), rows: withdrawn },
  ].filter(({ rows }) => rows > 0);
}

/** Moves the accepted rows of a batch to where they belong, in the transaction it is given: whole or not at all. */
export async function moveStagedRows(tx: Tx, vault: Vault, acceptance: Acceptance): Promise<void> {
  await tellRecordedNames(tx, vault, acceptance.batchId);
  await nameSubjects(tx, acceptance);
  await gatherNewSubjects(tx, acceptance);
  await insertSubjects(tx, acceptance);
  await insertRecords(tx, acceptance);
  await insertSealed(tx, acceptance);
  if (acceptance.counts.doubtful + acceptance.counts.classUnknown > 0) await insertQuarantine(tx, acceptance);
}
