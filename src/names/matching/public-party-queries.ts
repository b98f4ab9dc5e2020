import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';

/** An organisation about which something is public on the day, with that: what anybody may read on the portal. */
export type PublicParty = {
  readonly id: string;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly code: string | null;
  readonly decisions: readonly {
    readonly item: 'penalty' | 'licence';
    readonly documentNumber: string;
    readonly decidedOn: PlainDate;
    /** Its page on the portal is `/d/` and this. */
    readonly address: string;
  }[];
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Row = Pick<PublicParty, 'id' | 'code' | 'decisions'> & { names: string[] };

/** Those of `ids` about whom something is public today (`public_parties`, 0696); what is no id of ours finds nobody. */
export async function listPublicParties(
  pools: Pools,
  ids: readonly string[],
  today: PlainDate,
): Promise<Map<string, PublicParty>> {
  const ours = ids.filter((id) => UUID.test(id));
  if (ours.length === 0) return new Map();
  const { rows } = await pools.appPool.query<Row>({
    name: 'public_parties',
    text: 'select * from public_parties($1, $2)',
    values: [ours, today],
  });
  return new Map(rows.map(({ names: [name = '', ...formerNames], ...row }) => [row.id, { ...row, name, formerNames }]));
}

/** The organisation that has exactly this code, under the subject where it goes on (0660), if something about it is public today. */
export async function findPublicIdsByCode(
  pools: Pools,
  codes: readonly string[],
  today: PlainDate,
): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const { rows } = await inContext(pools.app, { purpose: 'portal', today }, (tx) =>
    sql<{ key: string; id: string }>`
      select k.key, s.id from subject_keys as k cross join lateral (select (subject_group(k.subject_id))[1] as id offset 0) as g
      join subjects as s on s.id = g.id
      where k.kind in ('uscc', 'organisation_code', 'registration_number') and k.key = any(${[...codes]}::text[])
        and s.kind = 'organisation' and exists (select from unnest(subject_group(s.id)) as m (id)
          join publications as p on p.subject_id = m.id)`.execute(tx),
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}
