import { sql } from 'kysely';
import type { Context } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import type { StoredFacts } from './decision-facts.ts';
import type { TablesLayout } from './table-place.ts';

export type RecordLine = {
  readonly id: string;
  readonly subjectId: string;
  readonly subjectKind: 'organisation' | 'individual_business' | 'person';
  readonly item: string;
  readonly subjectName: string;
  readonly organ: string;
  readonly organEn: string;
  readonly documentNumber: string;
  readonly decidedOn: string;
  readonly publicationDueOn: string | null;
  /** In lists only. */
  readonly publicationState?: string | null;
  readonly class: string | null;
  readonly versions: number;
  readonly action: string;
  readonly underObjection: boolean;
};

/** A record with its newest version, its newest name, and the class that a person gave where one did. `r` is the record. */
export const LINE = sql`
  r.id, r.subject_id as "subjectId", s.kind as "subjectKind", r.item, n.name as "subjectName", o.name as organ,
  o.name_en as "organEn", r.document_number as "documentNumber",
  r.decided_on as "decidedOn", r.publication_due_on as "publicationDueOn", coalesce(c.class, v.class) as class,
  v.version as versions, v.action,
  record_under_objection(r.subject_id, r.id, 'infinity') as "underObjection"`;
export const NEWEST = sql`
  join subjects as s on s.id = r.subject_id
  join organs as o on o.id = r.organ_id
  join lateral (select v.version, v.class, v.action from record_versions as v
    where v.subject_id = r.subject_id and v.record_id = r.id order by v.version desc limit 1) as v on true
  join lateral (select n.name from subject_names as n where n.subject_id = r.subject_id order by n.known_at desc limit 1) as n on true
  left join record_classifications as c on c.subject_id = r.subject_id and c.record_id = r.id and c.version = v.version`;

/** The record `r` of each row of `as`, by its key (OFFSET keeps it so): the planner takes what policies let through for less than it is. */
export const recordFor = (as: string) => sql`cross join lateral (select x.* from records as x
  where x.subject_id = ${sql.ref(`${as}.subject_id`)} and x.id = ${sql.ref(`${as}.record_id`)} offset 0) as r`;

export const inWork = <T>({ actor, pools }: Context, work: (tx: Tx) => Promise<T>) =>
  inContext(pools.app, { purpose: 'work', accountId: actor.accountId, organPath: actor.organPath }, work);

/** One version of a record: what was known since then, and the file, sheet and row that it came from. */
export type RecordVersion = {
  readonly version: number;
  readonly knownAt: Date;
  readonly action: 'add' | 'correct' | 'withdraw';
  readonly facts: Record<string, string>;
  readonly class: string | null;
  readonly classRule: string | null;
  readonly edition: string;
  readonly batchId: string;
  readonly row: number;
  readonly sealedId: string | null;
  readonly sha256: Buffer;
  readonly receivedAt: Date;
  readonly history: boolean;
  readonly submitter: string;
  readonly layout: TablesLayout | null;
};
export type Classified = {
  readonly version: number;
  readonly class: string;
  readonly basis: readonly string[];
  readonly reason: string;
  readonly by: string;
  readonly decidedAt: Date;
};
/** One step of a case about the record: an objection, and what came of it. */
export type CaseStep = {
  readonly caseId: string;
  readonly procedure: string;
  readonly step: string;
  readonly takenOn: string;
  readonly takenAt: Date;
  readonly basis: readonly string[];
  readonly by: string;
};
export type SubjectKey = { readonly kind: string; readonly key: string };
export type SubjectName = { readonly name: string; readonly knownAt: Date };
export type RecordHistory = RecordLine & {
  readonly history: readonly RecordVersion[];
  readonly classified: readonly Classified[];
  readonly steps: readonly CaseStep[];
  /** What the case about the decision says of review, suit and rulings, by field code. */
  readonly remedies: StoredFacts;
  /** What the party itself says of it, reviewed and not taken back (河南省社会信用条例 art. 40). */
  readonly statement: string | null;
  readonly keys: readonly SubjectKey[];
  readonly names: readonly SubjectName[];
};

/** One record with every version of it: what held in the world, and when we knew. @throws {Refusal} absent `record.none` */
export async function getRecord(ctx: Context, id: string): Promise<RecordHistory> {
  return inWork(ctx, async (tx) => {
    const { rows } = await sql<RecordLine>`
      select ${LINE}
      from record_keys as k
      join records as r on r.subject_id = k.subject_id and r.id = k.record_id
      ${NEWEST}
      where k.record_id = ${id}`.execute(tx);
    const line = rows[0];
    if (!line) throw new Refusal('absent', 'record.none', { id });
    return { ...line, ...(await versionsOf(tx, line)), ...(await partyOf(tx, line.subjectId)) };
  });
}

async function versionsOf(tx: Tx, { subjectId, id }: RecordLine) {
  const versions = await sql<RecordVersion>`
    select v.version, v.known_at as "knownAt", v.action, v.facts, v.class, v.class_rule as "classRule", v.edition,
      v.batch_id as "batchId", v.row_number as row, v.sealed_id as "sealedId", b.file_sha256 as sha256,
      b.received_at as "receivedAt", b.history, a.display_name as submitter, b.layout
    from record_versions as v join batches as b on b.id = v.batch_id join accounts as a on a.id = b.submitted_by
    where v.subject_id = ${subjectId} and v.record_id = ${id} order by v.version`.execute(tx);
  const classified = await sql<Classified>`
    select c.version, c.class, c.basis, c.reason, a.display_name as by, c.decided_at as "decidedAt"
    from record_classifications as c join accounts as a on a.id = c.decided_by
    where c.subject_id = ${subjectId} and c.record_id = ${id} order by c.decided_at`.execute(tx);
  const steps = await sql<CaseStep>`
    select c.id as "caseId", c.procedure, s.step, s.taken_on as "takenOn", s.taken_at as "takenAt", s.basis, a.display_name as by
    from procedure_cases as c join procedure_steps as s on s.case_id = c.id join accounts as a on a.id = s.taken_by
    where c.subject_id = ${subjectId} and c.record_id = ${id} order by s.taken_at, s.number limit 500`.execute(tx);
  const remedies = await sql<{ remedies: StoredFacts; statement: string | null }>`
    select remedies_of_record(${subjectId}, ${id}, 'infinity') as remedies, statement_on_record(${id}, 'infinity') as statement`.execute(
    tx,
  );
  return { history: versions.rows, classified: classified.rows, steps: steps.rows, ...remedies.rows[0]! };
}

/** Codes of the party (a person's is a keyed hash and stays where it is) and every name it was told under, newest first. */
async function partyOf(tx: Tx, subjectId: string) {
  const keys = await sql<SubjectKey>`select k.kind, k.key from subject_keys as k
    where k.subject_id = ${subjectId} and k.kind <> 'person' order by k.kind, k.key`.execute(tx);
  const names = await sql<SubjectName>`select n.name, n.known_at as "knownAt" from subject_names as n
    where n.subject_id = ${subjectId} order by n.known_at desc limit 50`.execute(tx);
  return { keys: keys.rows, names: names.rows };
}

/** Where the personal values of one version lie sealed. @throws {Refusal} absent `record.nothing_sealed` */
export async function sealedOf(ctx: Context, id: string, version: number): Promise<string> {
  const found = (await getRecord(ctx, id)).history.find((one) => one.version === version);
  if (!found?.sealedId) throw new Refusal('absent', 'record.nothing_sealed', { id, version });
  return found.sealedId;
}

/** The organs whose records one may read, as the tree is read. */
export function listRecordOrgans(ctx: Context): Promise<{ id: string; name: { zh: string; en: string } }[]> {
  return inWork(ctx, async (tx) => {
    const { rows } = await sql<{ id: string; zh: string; en: string }>`
      select o.id, o.name as zh, o.name_en as en from organs as o where o.path ^@ ${ctx.actor.organPath}
      order by o.path limit 1000`.execute(tx);
    return rows.map(({ id, zh, en }) => ({ id, name: { zh, en } }));
  });
}
