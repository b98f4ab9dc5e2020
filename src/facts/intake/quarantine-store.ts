import { sql } from 'kysely';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { type Waiting, waiting, waitingOf } from './quarantine-queries.ts';
import type { QuarantineOutcome } from './quarantine-ways.ts';

/**
 * Takes one matter in hand until the transaction ends: two officers cannot settle it at once.
 * @throws {Refusal} absent `quarantine.absent`: settled already, never there, or another organ's
 */
export async function lockWaiting(tx: Tx, id: string): Promise<Waiting> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`quarantine ${id}`}, 0))`.execute(tx);
  const row = await waiting(tx).where('q.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('absent', 'quarantine.absent', { id });
  return waitingOf(row);
}

export async function saveDecision(
  tx: Tx,
  decision: { id: string; outcome: QuarantineOutcome; reason: string; by: string; at: Date; organPath: string },
): Promise<void> {
  await tx
    .insertInto('quarantine_decisions')
    .values({
      quarantine_id: decision.id,
      outcome: decision.outcome,
      reason: decision.reason,
      decided_by: decision.by,
      decided_kind: 'person',
      decided_at: decision.at,
      organ_path: decision.organPath,
    })
    .execute();
}

type Party = { readonly kind: unknown; readonly key: unknown; readonly subjectId: unknown };

/** The name under which a known code was told this time, as one more name of its subject. */
export async function addName(tx: Tx, party: Party, name: { name: unknown; folded: unknown; at: Date }): Promise<void> {
  await sql`insert into subject_names (subject_id, folded, name, known_at)
    select k.subject_id, ${name.folded}, ${name.name}, ${name.at} from subject_keys as k
    where k.kind = ${party.kind} and k.key = ${party.key} on conflict do nothing`.execute(tx);
}

/** The account of a name that a person let in: whoever follows the names of subjects hears of it. */
export function nameChange({ kind, key }: Party, folded: unknown) {
  const changes = sql`select 0 as nth, k.subject_id as object_id, null::integer as version, k.subject_id,
    jsonb_build_object('folded', ${folded}::text) as after from subject_keys as k where k.kind = ${kind} and k.key = ${key}`;
  return { deed: 'subject.name', objectKind: 'subject', changes };
}

/** A code in force that fails its check: taken by a second person, with the reason beside it for ever. */
export async function acceptFaultyKey(
  tx: Tx,
  party: Party & { subjectKind: unknown; name: unknown; folded: unknown },
  accepted: { by: string; reason: string; at: Date },
): Promise<void> {
  await sql`insert into subjects (id, kind, known_at) values (${party.subjectId}, ${party.subjectKind}, ${accepted.at})
    on conflict do nothing`.execute(tx);
  await sql`insert into subject_keys (kind, key, subject_id, known_at, accepted_by, accepted_kind, accepted_reason)
    values (${party.kind}, ${party.key}, ${party.subjectId}, ${accepted.at}, ${accepted.by}, 'person', ${accepted.reason})
    on conflict do nothing`.execute(tx);
  await sql`insert into subject_names (subject_id, folded, name, known_at)
    values (${party.subjectId}, ${party.folded}, ${party.name}, ${accepted.at}) on conflict do nothing`.execute(tx);
  await sql`insert into vault_scopes (id, salt) values (${party.subjectId}, uuid_send(gen_random_uuid()))
    on conflict do nothing`.execute(tx);
}

/** The class that a person found, and the last day to publish that follows from it. Answers the version it is about. */
export async function saveClassification(
  tx: Tx,
  found: {
    id: string;
    subjectId: string;
    recordId: string;
    class: string;
    basis: readonly string[];
    reason: string;
    by: string;
    at: Date;
    organPath: string;
  },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into record_classifications (id, subject_id, record_id, version, class, basis, reason, decided_by, decided_kind,
      decided_at, organ_path)
    select ${found.id}, v.subject_id, v.record_id, v.version, ${found.class}, ${[...found.basis]}, ${found.reason}, ${found.by},
      'person', ${found.at}, ${found.organPath}
    from record_versions as v where v.subject_id = ${found.subjectId} and v.record_id = ${found.recordId}
    order by v.version desc limit 1 returning version`.execute(tx);
  return rows[0]!.version;
}

export async function findDecidedOn(tx: Tx, subjectId: string, recordId: string): Promise<string> {
  const { rows } = await sql<{ decided_on: string }>`select decided_on from records
    where subject_id = ${subjectId} and id = ${recordId}`.execute(tx);
  return rows[0]!.decided_on;
}

export async function savePublicationDue(
  tx: Tx,
  subjectId: string,
  recordId: string,
  dueOn: string | undefined,
): Promise<void> {
  await sql`update records set publication_due_on = ${dueOn ?? null} where subject_id = ${subjectId} and id = ${recordId}`.execute(
    tx,
  );
}
