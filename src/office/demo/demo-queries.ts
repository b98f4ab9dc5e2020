import { sql } from 'kysely';
import type { Actor } from '../../ground/access/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';

function reading<T>(pools: Pools, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { accountId, organPath } = actor;
  return inContext(pools.app, { purpose: 'work', accountId, organPath }, work);
}

/** Whether an account is in this database; without an id, whether any is. */
export async function isAccountThere(pools: Pools, id?: string): Promise<boolean> {
  const { rows } = await inContext(pools.app, { purpose: 'system' }, (tx) =>
    sql<{ there: boolean }>`
      select exists (select from accounts where ${id ?? null}::uuid is null or id = ${id ?? null}::uuid) as there`.execute(
      tx,
    ),
  );
  return rows[0]?.there === true;
}

/** A record that nobody has reviewed for publication yet. */
export type Unreviewed = { readonly recordId: string; readonly version: number; readonly kind: string };

/** Newest versions below the actor's organ whose class is published (or licences), and that nobody has decided on. */
export async function listUnreviewed(pools: Pools, actor: Actor): Promise<Unreviewed[]> {
  const { rows } = await reading(pools, actor, (tx) =>
    sql<Unreviewed>`
      select r.id as "recordId", v.version, s.kind
      from records as r
      join subjects as s on s.id = r.subject_id
      join lateral (select x.version, x.class, x.action from record_versions as x
        where x.subject_id = r.subject_id and x.record_id = r.id order by x.version desc limit 1) as v on true
      left join record_classifications as c on c.subject_id = r.subject_id and c.record_id = r.id and c.version = v.version
      where (r.item = 'licence' or coalesce(c.class, v.class) in ('general', 'serious')) and v.action <> 'withdraw'
        and not exists (select from publication_reviews as w where w.subject_id = r.subject_id and w.record_id = r.id)
        and not exists (select from publication_refusals as f where f.subject_id = r.subject_id and f.record_id = r.id)
      order by r.decided_on, r.document_number`.execute(tx),
  );
  return rows;
}

/** Records of unknown class that wait for a person, with the kinds of penalty that their sheets name. */
export async function listUnclassified(pools: Pools, actor: Actor): Promise<{ id: string; kinds: string }[]> {
  const { rows } = await reading(pools, actor, (tx) =>
    sql<{ id: string; kinds: string }>`
      select q.id, v.facts->>'CF_CFLB' as kinds from quarantine as q
      join record_versions as v on v.batch_id = q.batch_id and v.row_number = q.row_number
      where q.open and q.kind = 'class_unknown' order by q.due_on, q.id`.execute(tx),
  );
  return rows;
}

/** Publications of penalties that nobody took down, newest decision first. */
export async function listPublications(pools: Pools, actor: Actor, most: number): Promise<string[]> {
  const { rows } = await reading(pools, actor, (tx) =>
    sql<{ id: string }>`
      select p.id from publications as p
      join records as r on r.subject_id = p.subject_id and r.id = p.record_id
      where r.item = 'penalty' and not exists (select from publication_withdrawals as d where d.publication_id = p.id)
      order by r.decided_on desc, r.document_number limit ${most}`.execute(tx),
  );
  return rows.map(({ id }) => id);
}

/** Penalties of class general on organisations that are public on that day, the oldest first: their shortest term has run. */
export async function listRecordsForCases(
  pools: Pools,
  actor: Actor,
  today: PlainDate,
  most: number,
): Promise<string[]> {
  const { rows } = await reading(pools, actor, (tx) =>
    sql<{ id: string }>`
      select r.id from records as r
      join subjects as s on s.id = r.subject_id and s.kind = 'organisation'
      join publications as p on p.subject_id = r.subject_id and p.record_id = r.id
      join lateral (select x.class, x.action from record_versions as x
        where x.subject_id = r.subject_id and x.record_id = r.id order by x.version desc limit 1) as v on true
      where r.item = 'penalty' and v.class = 'general' and v.action <> 'withdraw'
        and is_public(p.id, p.begins_on, ${today}::date)
        and not exists (select from publication_withdrawals as d where d.publication_id = p.id)
      order by r.decided_on, r.document_number limit ${most}`.execute(tx),
  );
  return rows.map(({ id }) => id);
}

/** The codes of the parties of these records, in their order. */
export async function listCodesOf(pools: Pools, actor: Actor, recordIds: readonly string[]): Promise<string[]> {
  const { rows } = await reading(pools, actor, (tx) =>
    sql<{ code: string }>`
      select k.key as code from unnest(${recordIds}::uuid[]) with ordinality as w (id, at)
      join records as r on r.id = w.id join subject_keys as k on k.subject_id = r.subject_id and k.kind = 'uscc'
      order by w.at`.execute(tx),
  );
  return rows.map(({ code }) => code);
}

/** Notices about a record to the actor's organ that it has not acknowledged, the oldest first. */
export async function listOpenNotices(
  pools: Pools,
  actor: Actor,
  recordId: string,
): Promise<{ id: string; madeAt: Date }[]> {
  const { rows } = await reading(pools, actor, (tx) =>
    sql<{ id: string; madeAt: Date }>`
      select n.id, n.made_at as "madeAt" from receiver_notices as n
      where n.record_id = ${recordId} and n.receiver_path = ${actor.organPath} and n.received_at is null
      order by n.made_at, n.id`.execute(tx),
  );
  return rows;
}

/** The post that an account holds, and its organ. */
export async function getPostOf(pools: Pools, accountId: string): Promise<{ postId: string; organId: string }> {
  const { rows } = await inContext(pools.app, { purpose: 'system' }, (tx) =>
    sql<{ postId: string; organId: string }>`
      select p.id as "postId", p.organ_id as "organId" from post_holdings as h join posts as p on p.id = h.post_id
      where h.account_id = ${accountId}`.execute(tx),
  );
  return rows[0]!;
}
