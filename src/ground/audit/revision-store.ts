import { sql } from 'kysely';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';

/**
 * The revision of what is shown as an entity tag (RFC 9110 8.8.3): how many entries the journal has about it. A page that shows a
 * record and its publication changes with either. Ask before reading: a tag that is too old refuses a write, one too new loses one.
 */
export async function entityTagOf(tx: Tx, ...objectIds: readonly string[]): Promise<string> {
  const { rows } = await sql<{ tag: string }>`
    select string_agg(revision_of(o.id)::text, '.' order by o.place) as tag
    from unnest(${objectIds}::uuid[]) with ordinality as o (id, place)`.execute(tx);
  return `"${rows[0]!.tag}"`;
}

/**
 * Holds a write to what its author has seen (`If-Match`, RFC 9110 13.1.1). Asked after the thing is locked and before its entry
 * is written. @throws {Refusal} stale `request.changed_since`
 */
export async function refuseIfChanged(tx: Tx, objectIds: readonly string[], seen: readonly string[]): Promise<void> {
  const current = await entityTagOf(tx, ...objectIds);
  if (!seen.includes(current)) throw new Refusal('stale', 'request.changed_since', { current });
}
