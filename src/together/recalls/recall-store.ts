import { sql } from 'kysely';
import type { JournalLine } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { orElse } from '../../ground/platform/or-else.ts';
import type { RecallCause } from './recall.ts';

/** By when a receiver acts, and when it was told. */
export type ToldBy = {
  readonly dueOn: PlainDate;
  readonly provisional: boolean;
  readonly edition: string;
  readonly at: Date;
};

const COLUMNS = sql`id, subject_id, record_id, cause, entry_id, happened_on, receiver_kind, receiver_id, receiver_path, last_got_at,
  made_at, due_on, provisional, edition, organ_path`;

/** A notice to everybody who got a record, for each entry that touched one. The same entry twice tells nobody twice. */
export async function insertNoticesOf(
  tx: Tx,
  entries: readonly { readonly line: JournalLine; readonly cause: RecallCause }[],
  { dueOn, provisional, edition, at }: ToldBy,
): Promise<number> {
  const rows = entries.map(({ line, cause }) => ({
    entry_id: line.id,
    subject_id: line.subjectId,
    object_id: line.object.id,
    cause,
    happened_on: chinaDate(line.at),
  }));
  const made = await sql`
    insert into record_notices (${COLUMNS})
    select new_id(), r.subject_id, r.id, e.cause, e.entry_id, e.happened_on, g.kind, g.receiver_id, g.receiver_path, g.last_got_at,
      ${at}, ${dueOn}, ${provisional}, ${edition}, r.organ_path
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (entry_id uuid, subject_id uuid, object_id uuid, cause text,
      happened_on date)
    left join publications as p on p.id = e.object_id
    join records as r on r.subject_id = e.subject_id and r.id = ${orElse('p.record_id', 'e.object_id')}
    cross join lateral everybody_who_got(r.subject_id, r.id) as g
    on conflict do nothing`.execute(tx);
  return Number(made.numAffectedRows ?? 0n);
}

/**
 * A notice to whoever holds a report of a record, for each step that begins or ends its mark, its use, or the effect of what was
 * determined on it. Organs hear of it by the table of the procedure itself.
 */
export async function insertNoticesOfSteps(
  tx: Tx,
  entries: readonly JournalLine[],
  { dueOn, provisional, edition, at }: ToldBy,
): Promise<number> {
  const rows = entries.map((line) => ({
    entry_id: line.id,
    case_id: line.object.id,
    number: line.object.version,
    happened_on: chinaDate(line.at),
  }));
  const made = await sql`
    insert into record_notices (${COLUMNS})
    select new_id(), c.subject_id, c.record_id, 'case', e.entry_id, e.happened_on, g.kind, g.receiver_id, null, g.last_got_at,
      ${at}, ${dueOn}, ${provisional}, ${edition}, c.organ_path
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (entry_id uuid, case_id uuid, number integer, happened_on date)
    join procedure_cases as c on c.id = e.case_id
    join procedure_steps as s on s.case_id = e.case_id and s.number = e.number
    join procedure_states as t on t.procedure = s.procedure and t.state = s.to_state
    left join procedure_states as f on f.procedure = s.procedure and f.state = s.from_state
    cross join lateral everybody_who_got(c.subject_id, c.record_id) as g
    where g.kind = 'report' and g.last_got_at <= s.taken_at
      and ((t.marks_record, t.ends_use) is distinct from (coalesce(f.marks_record, false), coalesce(f.ends_use, false))
        or (c.procedure = 'determination' and is_in_effect(t.state) is distinct from is_in_effect(f.state)))
    on conflict do nothing`.execute(tx);
  return Number(made.numAffectedRows ?? 0n);
}

/**
 * A notice to everybody about every record that they were told while two subjects were taken for one: of which of the two they had
 * asked they know themselves, and they ask again.
 */
export async function insertNoticesOfPartings(
  tx: Tx,
  entries: readonly JournalLine[],
  { dueOn, provisional, edition, at }: ToldBy,
): Promise<number> {
  const rows = entries.map((line) => ({
    entry_id: line.id,
    merge_id: line.object.id,
    happened_on: chinaDate(line.at),
  }));
  const made = await sql`
    insert into record_notices (${COLUMNS})
    select new_id(), g.subject_id, g.record_id, 'parted', e.entry_id, e.happened_on, g.kind, g.receiver_id, g.receiver_path,
      g.last_got_at, ${at}, ${dueOn}, ${provisional}, ${edition}, r.organ_path
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (entry_id uuid, merge_id uuid, happened_on date)
    cross join lateral told_while_merged(e.merge_id) as g
    join records as r on r.subject_id = g.subject_id and r.id = g.record_id
    on conflict do nothing`.execute(tx);
  return Number(made.numAffectedRows ?? 0n);
}

/**
 * A notice to everybody who got what ended by lapse of its term since it was last looked, up to and including `through`. Answers how
 * many; undefined where that day was looked at before.
 */
export async function insertEndNotices(
  tx: Tx,
  through: PlainDate,
  { dueOn, provisional, edition, at }: ToldBy,
): Promise<number | undefined> {
  await sql`select pg_advisory_xact_lock(7301041::int, 0)`.execute(tx);
  const { rows } = await sql<{
    last: PlainDate | null;
  }>`select max(x.through) as last from recall_end_runs as x`.execute(tx);
  const last = rows[0]?.last ?? null;
  if (last !== null && last >= through) return undefined;
  const made = await sql`
    insert into record_notices (${COLUMNS})
    select new_id(), p.subject_id, p.record_id, 'expired', null, t.last_day, g.kind, g.receiver_id, g.receiver_path, g.last_got_at,
      ${at}, ${dueOn}, ${provisional}, ${edition}, p.organ_path
    from publication_terms as t join publications as p on p.id = t.publication_id
    join records as r on r.subject_id = p.subject_id and r.id = p.record_id and r.item = 'penalty'
    cross join lateral everybody_who_got(p.subject_id, p.record_id) as g
    where t.last_day <= ${through}::date and t.last_day > ${last ?? '-infinity'}::date
      and not exists (select from publication_terms as x where x.publication_id = p.id and x.version > t.version)
      and not exists (select from publication_withdrawals as w where w.publication_id = p.id)
    on conflict do nothing`.execute(tx);
  await sql`insert into recall_end_runs (through, ran_at) values (${through}, ${at})`.execute(tx);
  return Number(made.numAffectedRows ?? 0n);
}

/** A notice to everybody who got one of these records, which a check tells no more though nobody took anything down. */
export async function insertLapseNotices(
  tx: Tx,
  recordIds: readonly string[],
  lapsedOn: PlainDate,
  { dueOn, provisional, edition, at }: ToldBy,
): Promise<void> {
  await sql`
    insert into record_notices (${COLUMNS})
    select new_id(), r.subject_id, r.id, 'expired', null, ${lapsedOn}, g.kind, g.receiver_id, g.receiver_path, g.last_got_at,
      ${at}, ${dueOn}, ${provisional}, ${edition}, r.organ_path
    from record_keys as k join records as r on r.subject_id = k.subject_id and r.id = k.record_id
    cross join lateral everybody_who_got(r.subject_id, r.id) as g
    where k.record_id = any (${recordIds}::uuid[])
    on conflict do nothing`.execute(tx);
}

/** A receipt for a notice outside a case; a second one changes nothing. */
export async function insertRecallReceipt(
  tx: Tx,
  noticeId: string,
  by: { readonly accountId: string; readonly organPath: string; readonly at: Date },
): Promise<void> {
  await sql`insert into record_notice_receipts (notice_id, received_by, received_at, organ_path)
    values (${noticeId}, ${by.accountId}, ${by.at}, ${by.organPath}) on conflict do nothing`.execute(tx);
}

export async function insertOfficer(
  tx: Tx,
  organ: { readonly organId: string; readonly organPath: string },
  accountId: string,
  by: { readonly accountId: string; readonly at: Date },
): Promise<string> {
  const id = newId(by.at.getTime());
  await sql`insert into recall_officers (id, organ_id, organ_path, account_id, account_kind, appointed_by, appointed_kind, appointed_at)
    values (${id}, ${organ.organId}, ${organ.organPath}, ${accountId}, 'person', ${by.accountId}, 'person', ${by.at})`.execute(
    tx,
  );
  return id;
}

/** Puts a notice to a named person; the same person is asked once. `by` null: the program. */
export async function insertEscalation(
  tx: Tx,
  to: { readonly noticeId: string; readonly accountId: string; readonly organPath: string },
  by: string | null,
  at: Date,
): Promise<void> {
  await sql`insert into recall_escalations (id, notice_id, account_id, account_kind, escalated_by, escalated_at, organ_path)
    values (${newId(at.getTime())}, ${to.noticeId}, ${to.accountId}, 'person', ${by}, ${at}, ${to.organPath})
    on conflict do nothing`.execute(tx);
}
