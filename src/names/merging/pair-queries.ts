import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';

/** A subject as an officer compares it with another: who it is, nothing of what is recorded about it. */
export type ComparedSubject = {
  readonly id: string;
  readonly names: readonly string[];
  readonly codes: readonly { readonly kind: string; readonly key: string; readonly faultAccepted: boolean }[];
  /** An instant, as text. */
  readonly knownAt: string;
};
export type PairLine = { readonly one: ComparedSubject; readonly other: ComparedSubject };
export type OpenPair = PairLine & { readonly class: string; readonly foundAt: Date };
type Judged = {
  readonly judgementId: string;
  readonly successorId: string;
  readonly reason: string;
  readonly until: PlainDate;
  readonly by: string;
  readonly byMe: boolean;
  readonly at: Date;
};
export type WaitingPair = PairLine & Judged;
export type MergedPair = PairLine & {
  readonly mergeId: string;
  readonly confirmedBy: string;
  readonly confirmedAt: Date;
} & Omit<Judged, 'judgementId' | 'byMe'>;

const compared = (id: string) => sql`(select jsonb_build_object('id', s.id, 'knownAt', s.known_at,
  'names', (select jsonb_agg(n.name order by n.known_at desc, n.folded) from subject_names as n where n.subject_id = s.id),
  'codes', coalesce((select jsonb_agg(jsonb_build_object('kind', k.kind, 'key', k.key, 'faultAccepted', k.accepted_by is not null)
    order by k.kind = 'uscc' desc, k.key) from subject_keys as k where k.subject_id = s.id and k.kind <> 'person'), '[]'))
  from subjects as s where s.id = ${sql.ref(id)})`;
const PAIR = (alias: string) => sql`${compared(`${alias}.one_id`)} as one, ${compared(`${alias}.other_id`)} as other`;
const NEWEST = sql`not exists (select from subject_pair_judgements as x where x.one_id = j.one_id and x.other_id = j.other_id
  and (x.decided_at, x.id) > (j.decided_at, j.id))`;

/**
 * Pairs that were proposed and about which nothing holds today: nobody has judged, or what was judged is over, was refused or undone.
 * The longest known first.
 */
export async function listOpenPairs(tx: Tx, today: PlainDate, limit: number): Promise<OpenPair[]> {
  const { rows } = await sql<OpenPair>`
    select ${PAIR('p')}, p.class, p.found_at as "foundAt" from subject_pairs as p
    where not exists (select from subject_pair_judgements as j where j.one_id = p.one_id and j.other_id = p.other_id
        and j.until >= ${today}::date and ${NEWEST}
        and not exists (select from subject_merges as m where m.judgement_id = j.id
          and (m.outcome = 'refused' or exists (select from subject_partings as d where d.merge_id = m.id))))
      and subject_group(p.one_id) <> subject_group(p.other_id)
      and not subject_has_ended(p.one_id) and not subject_has_ended(p.other_id)
    order by p.found_at, p.one_id, p.other_id limit ${limit}`.execute(tx);
  return rows;
}

/** Pairs of which somebody found that they are one, and which a second person has to confirm or refuse. */
export async function listWaitingPairs(
  tx: Tx,
  { today, accountId, limit }: { readonly today: PlainDate; readonly accountId: string; readonly limit: number },
): Promise<WaitingPair[]> {
  const { rows } = await sql<WaitingPair>`
    select ${PAIR('j')}, j.id as "judgementId", j.successor_id as "successorId", j.reason, j.until, a.display_name as by,
      j.decided_by = ${accountId}::uuid as "byMe", j.decided_at as at
    from subject_pair_judgements as j join accounts as a on a.id = j.decided_by
    where j.verdict = 'same' and j.until >= ${today}::date and ${NEWEST}
      and not exists (select from subject_merges as m where m.judgement_id = j.id)
    order by j.until, j.id limit ${limit}`.execute(tx);
  return rows;
}

/** Merges that stand, the newest first. */
export async function listMergedPairs(tx: Tx, limit: number): Promise<MergedPair[]> {
  const { rows } = await sql<MergedPair>`
    select ${PAIR('j')}, m.id as "mergeId", j.successor_id as "successorId", j.reason, j.until, a.display_name as by, j.decided_at as at,
      b.display_name as "confirmedBy", m.decided_at as "confirmedAt"
    from merged_subjects as m join subject_merges as x on x.id = m.id join subject_pair_judgements as j on j.id = x.judgement_id
    join accounts as a on a.id = j.decided_by join accounts as b on b.id = x.decided_by
    order by m.decided_at desc, m.id limit ${limit}`.execute(tx);
  return rows;
}

export type NamedSubject = { readonly id: string; readonly names: readonly string[] };
/** Which of these are organisations that have not ended, under their newest names. */
export async function listNamed(tx: Tx, ids: readonly string[], mostNames: number): Promise<NamedSubject[]> {
  const { rows } = await sql<NamedSubject>`
    select s.id, array(select n.name from subject_names as n where n.subject_id = s.id
      order by n.known_at desc, n.folded limit ${mostNames}) as names
    from subjects as s where s.id = any (${[...ids]}::uuid[]) and s.kind = 'organisation' and not subject_has_ended(s.id)`.execute(
    tx,
  );
  return rows;
}

/** Whose organisation code is that of one of these, though the subject is another of the same kind. */
export async function listSameOrganisation(
  tx: Tx,
  ids: readonly string[],
): Promise<{ readonly oneId: string; readonly otherId: string }[]> {
  const { rows } = await sql<{ oneId: string; otherId: string }>`
    select o.one_id as "oneId", o.other_id as "otherId" from same_organisations(${[...ids]}::uuid[]) as o`.execute(tx);
  return rows;
}
