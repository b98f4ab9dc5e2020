import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Pools } from '../../ground/platform/db.ts';
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
/** A code, or the keyed hash of a certificate's number. */
export type ExactKey = { readonly kind: string; readonly key: string };
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

/** What is to be known before questions can be answered. */
export type LookedUp = {
  readonly keys?: readonly ExactKey[];
  /** Folded spellings. */
  readonly spellings?: readonly string[];
  readonly subjectIds: readonly string[];
};
export type Known = {
  /**
   * Who has exactly that code or hash, in the order of the keys; undefined where nobody has. One that was merged goes on as another (0660).
   */
  readonly named: readonly (KnownParty | undefined)[];
  /** What holds today about these spellings: of each spelling and subject the newest judgement, unless it is over or contested. */
  readonly judgements: readonly JudgementInUse[];
  /** Those that were asked for and those that are named here, by their ids. */
  readonly parties: ReadonlyMap<string, KnownParty>;
};

type Row =
  | (KnownParty & { readonly asked: null; readonly judgement: null })
  | { readonly asked: number; readonly judgement: null; readonly id: string }
  | { readonly asked: null; readonly judgement: JudgementInUse; readonly id: string };

/** In one trip. Who asks changes nothing in what is known (0970). */
export async function readKnown(
  pools: Pools,
  { keys = [], spellings = [], subjectIds }: LookedUp,
  today: PlainDate,
): Promise<Known> {
  const { rows } = await pools.appPool.query<Row>({
    name: 'screening_read',
    text: 'select * from screening_read($1, $2, $3, $4, $5)',
    values: [keys.map(({ kind }) => kind), keys.map(({ key }) => key), spellings, subjectIds, today],
  });
  const parties = new Map<string, KnownParty>();
  const named = new Map<number, string>();
  const judgements: JudgementInUse[] = [];
  for (const row of rows) {
    if (row.asked !== null) named.set(row.asked, row.id);
    else if (row.judgement !== null) judgements.push(row.judgement);
    else {
      const { id, kind, name, code, ended } = row;
      parties.set(id, { id, kind, name, code, ended });
    }
  }
  return { named: keys.map((_, at) => parties.get(named.get(at + 1) ?? '')), judgements, parties };
}
