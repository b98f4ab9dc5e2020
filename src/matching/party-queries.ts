import { sql } from 'kysely';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Tx } from '../platform/db.ts';
import type { Verdict } from './judgement.ts';

export type PartyKind = 'organisation' | 'individual_business' | 'person';
export type KnownParty = {
  readonly id: string;
  readonly kind: PartyKind;
  /** The name that holds. */
  readonly name: string;
  readonly code: string | null;
  readonly ended: boolean;
};

const PARTY = sql`s.id, s.kind, subject_has_ended(s.id) as ended,
  coalesce((select n.name from subject_names as n where n.subject_id = s.id order by n.known_at desc, n.folded limit 1), '') as name,
  (select k.key from subject_keys as k where k.subject_id = s.id and k.kind <> 'person' order by k.kind = 'uscc' desc, k.key limit 1) as code`;

export async function listParties(tx: Tx, ids: readonly string[]): Promise<Map<string, KnownParty>> {
  if (ids.length === 0) return new Map();
  const { rows } =
    await sql<KnownParty>`select ${PARTY} from subjects as s where s.id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

export type ExactKey = { readonly kind: string; readonly key: string };

/** Under which subject the party of that one goes on: itself, unless it was merged into another (0660). */
const goesOn = (subject: string) =>
  sql`coalesce((select m.successor_id from merged_subjects as m where m.merged_id = ${sql.ref(subject)}), ${sql.ref(subject)})`;

/** Who has exactly that code, or that keyed hash of a certificate's number; undefined where nobody has. In the order of `keys`. */
export async function findByKeys(tx: Tx, keys: readonly ExactKey[]): Promise<(KnownParty | undefined)[]> {
  if (keys.length === 0) return [];
  const kinds = keys.map(({ kind }) => kind);
  const values = keys.map(({ key }) => key);
  const { rows } = await sql<KnownParty & { asked: number }>`
    select q.asked, ${PARTY} from unnest(${kinds}::text[], ${values}::text[]) with ordinality as q (kind, key, asked)
    join subject_keys as f on f.kind = q.kind and f.key = q.key join subjects as s on s.id = ${goesOn('f.subject_id')}`.execute(
    tx,
  );
  const found = new Map(rows.map(({ asked, ...party }) => [Number(asked), party]));
  return keys.map((_, at) => found.get(at + 1));
}

/** A judgement as it is shown beside a hit. */
export type JudgementInUse = {
  readonly id: string;
  readonly subjectId: string;
  readonly folded: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly until: PlainDate;
  readonly by: string;
  readonly on: PlainDate;
};

/** What holds today about these spellings: of each spelling and subject the newest judgement, unless it is over or contested. */
export async function judgementsInUse(
  tx: Tx,
  spellings: readonly string[],
  today: PlainDate,
): Promise<readonly JudgementInUse[]> {
  if (spellings.length === 0) return [];
  const { rows } = await sql<JudgementInUse>`
    select j.id, ${goesOn('j.subject_id')} as "subjectId", j.folded, j.verdict, j.reason, j.until, a.display_name as by,
      (j.decided_at at time zone 'Asia/Shanghai')::date as on
    from (
      select distinct on (x.folded, x.subject_id) x.* from match_judgements as x
      where x.folded = any(${[...spellings]}::text[]) order by x.folded, x.subject_id, x.decided_at desc, x.id desc) as j
    join accounts as a on a.id = j.decided_by
    where j.until >= ${today}::date and not exists (select from match_objections as o where o.judgement_id = j.id)`.execute(
    tx,
  );
  return rows;
}
