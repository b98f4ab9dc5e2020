import { sql } from 'kysely';
import type { Context } from '../audit/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Tx } from '../platform/db.ts';

export type RecordPage = { readonly before?: string; readonly limit: number; readonly number?: string };
export type RecordLine = {
  readonly id: string;
  readonly subjectId: string;
  readonly item: string;
  readonly subjectName: string;
  readonly documentNumber: string;
  readonly decidedOn: string;
  readonly publicationDueOn: string | null;
  readonly class: string | null;
  readonly versions: number;
  readonly action: string;
  readonly underObjection: boolean;
};

/** A record with its newest version, its newest name, and the class that a person gave where one did. `r` is the record. */
const LINE = sql`
  r.id, r.subject_id as "subjectId", r.item, n.name as "subjectName", r.document_number as "documentNumber",
  r.decided_on as "decidedOn", r.publication_due_on as "publicationDueOn", coalesce(c.class, v.class) as class,
  v.version as versions, v.action,
  exists (select from objection_marks as m where m.subject_id = r.subject_id and m.record_id = r.id) as "underObjection"`;
const NEWEST = sql`
  join lateral (select v.version, v.class, v.action from record_versions as v
    where v.subject_id = r.subject_id and v.record_id = r.id order by v.version desc limit 1) as v on true
  join lateral (select n.name from subject_names as n where n.subject_id = r.subject_id order by n.known_at desc limit 1) as n on true
  left join record_classifications as c on c.subject_id = r.subject_id and c.record_id = r.id and c.version = v.version`;

const inWork = <T>({ actor, pools }: Context, work: (tx: Tx) => Promise<T>) =>
  inContext(pools.app, { purpose: 'work', accountId: actor.accountId, organPath: actor.organPath }, work);

/** The organ's records, latest decision first; `before` is a decision day, `number` the beginning of a document number. */
export function listRecords(ctx: Context, { before, limit, number }: RecordPage): Promise<RecordLine[]> {
  return inWork(ctx, async (tx) => {
    const { rows } = await sql<RecordLine>`
      select ${LINE}
      from (select * from records as r
        where r.organ_path ^@ ${ctx.actor.organPath} and (${before ?? null}::date is null or r.decided_on < ${before ?? null}::date)
          and (${number ?? null}::text is null or r.document_number ^@ ${number ?? null})
        order by r.decided_on desc, r.id limit ${limit}) as r
      ${NEWEST}
      order by r.decided_on desc, r.id`.execute(tx);
    return rows;
  });
}

export type RecordVersion = {
  readonly version: number;
  readonly knownAt: Date;
  readonly action: string;
  readonly facts: Record<string, string>;
  readonly class: string | null;
  readonly classRule: string | null;
  readonly edition: string;
  readonly batchId: string;
  readonly row: number;
};
export type RecordHistory = RecordLine & { readonly history: readonly RecordVersion[] };

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
    const versions = await sql<RecordVersion>`
      select v.version, v.known_at as "knownAt", v.action, v.facts, v.class, v.class_rule as "classRule", v.edition,
        v.batch_id as "batchId", v.row_number as row
      from record_versions as v where v.subject_id = ${line.subjectId} and v.record_id = ${id} order by v.version`.execute(
      tx,
    );
    return { ...line, history: versions.rows };
  });
}
