import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { PairedSubject, Verdict } from './merge.ts';

type Decided = { decided_by: string; decided_kind: 'person'; decided_at: Date; organ_path: string };
declare module '../../ground/platform/db.ts' {
  interface Tables {
    subject_pair_judgements: Decided & {
      id: string;
      one_id: string;
      other_id: string;
      verdict: Verdict;
      successor_id: string | null;
      reason: string;
      until: PlainDate;
      edition: string;
    };
    subject_merges: Decided & {
      id: string;
      judgement_id: string;
      outcome: 'confirmed' | 'refused';
      merged_id: string;
      successor_id: string;
      reason: string;
    };
    subject_partings: Decided & { merge_id: string; reason: string };
  }
}
export type By = { readonly by: string; readonly at: Date; readonly organPath: string };
const decided = ({ by, at, organPath }: By): Decided => ({
  decided_by: by,
  decided_kind: 'person',
  decided_at: at,
  organ_path: organPath,
});

const SUBJECT = sql`s.id, s.kind,
  array(select k.key from subject_keys as k where k.subject_id = s.id and k.kind = 'uscc' and k.accepted_by is null) as "soundCodes",
  (select m.successor_id from merged_subjects as m where m.merged_id = s.id) as "successorId",
  exists (select from merged_subjects as m where m.successor_id = s.id) as "isSuccessor"`;

/** Subjects as merging looks at them. */
export async function listPaired(tx: Tx, ids: readonly string[]): Promise<Map<string, PairedSubject>> {
  const { rows } = await sql<PairedSubject>`
    select ${SUBJECT} from subjects as s where s.id = any (${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Both in hand, the smaller id first: nobody else judges or merges either of them meanwhile. @throws {Refusal} absent `match.subject_absent` */
export async function lockPair(tx: Tx, ids: readonly [string, string]): Promise<[PairedSubject, PairedSubject]> {
  const ordered = ids.toSorted();
  for (const id of ordered) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`subject ${id}`}, 0))`.execute(tx);
  }
  const found = await listPaired(tx, ordered);
  const [one, other] = ordered.map((id) => found.get(id));
  if (!one || !other) throw new Refusal('absent', 'match.subject_absent', { subjectId: one ? ordered[1] : ordered[0] });
  return [one, other];
}

export async function insertPairJudgement(
  tx: Tx,
  given: {
    readonly id: string;
    readonly oneId: string;
    readonly otherId: string;
    readonly verdict: Verdict;
    readonly successorId: string | null;
    readonly reason: string;
    readonly until: PlainDate;
    readonly edition: string;
  },
  by: By,
): Promise<void> {
  const { id, oneId, otherId, verdict, successorId, reason, until, edition } = given;
  await tx
    .insertInto('subject_pair_judgements')
    .values({
      id,
      one_id: oneId,
      other_id: otherId,
      verdict,
      successor_id: successorId,
      reason,
      until,
      edition,
      ...decided(by),
    })
    .execute();
}

export type PairJudgement = {
  readonly id: string;
  readonly oneId: string;
  readonly otherId: string;
  readonly verdict: Verdict;
  readonly successorId: string | null;
  readonly until: PlainDate;
  readonly decidedBy: string;
  /** The newest about its pair, and nobody has confirmed or refused it. */
  readonly waits: boolean;
};
/** @throws {Refusal} absent `merging.judgement_absent` */
export async function getPairJudgement(tx: Tx, id: string): Promise<PairJudgement> {
  const { rows } = await sql<PairJudgement>`
    select j.id, j.one_id as "oneId", j.other_id as "otherId", j.verdict, j.successor_id as "successorId", j.until,
      j.decided_by as "decidedBy",
      not exists (select from subject_merges as m where m.judgement_id = j.id)
        and not exists (select from subject_pair_judgements as x where x.one_id = j.one_id and x.other_id = j.other_id
          and (x.decided_at, x.id) > (j.decided_at, j.id)) as waits
    from subject_pair_judgements as j where j.id = ${id}`.execute(tx);
  const [judgement] = rows;
  if (!judgement) throw new Refusal('absent', 'merging.judgement_absent', { id });
  return judgement;
}

export async function insertMerge(
  tx: Tx,
  given: {
    readonly id: string;
    readonly judgementId: string;
    readonly outcome: 'confirmed' | 'refused';
    readonly mergedId: string;
    readonly successorId: string;
    readonly reason: string;
  },
  by: By,
): Promise<void> {
  const { id, judgementId, outcome, mergedId, successorId, reason } = given;
  await tx
    .insertInto('subject_merges')
    .values({
      id,
      judgement_id: judgementId,
      outcome,
      merged_id: mergedId,
      successor_id: successorId,
      reason,
      ...decided(by),
    })
    .execute();
}

export type StandingMerge = { readonly id: string; readonly mergedId: string; readonly successorId: string };
/** A merge that stands, locked by both its subjects. @throws {Refusal} absent `merging.merge_absent` */
export async function lockMerge(tx: Tx, id: string): Promise<StandingMerge> {
  const standing = () =>
    sql<StandingMerge>`select m.id, m.merged_id as "mergedId", m.successor_id as "successorId"
      from merged_subjects as m where m.id = ${id}`.execute(tx);
  const [seen] = (await standing()).rows;
  if (seen) await lockPair(tx, [seen.mergedId, seen.successorId]);
  const [merge] = (await standing()).rows;
  if (!merge) throw new Refusal('absent', 'merging.merge_absent', { id });
  return merge;
}

export async function insertParting(tx: Tx, mergeId: string, reason: string, by: By): Promise<void> {
  await tx
    .insertInto('subject_partings')
    .values({ merge_id: mergeId, reason, ...decided(by) })
    .execute();
}

export type FoundPair = { readonly oneId: string; readonly otherId: string; readonly class: string };
/** Pairs that seem one; a pair that was found before stays as it was found. */
export async function insertPairs(tx: Tx, pairs: readonly FoundPair[], at: Date): Promise<void> {
  if (pairs.length === 0) return;
  await sql`insert into subject_pairs (one_id, other_id, class, found_at)
    select p."oneId", p."otherId", p.class, ${at}
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p ("oneId" uuid, "otherId" uuid, class text)
    on conflict do nothing`.execute(tx);
}
