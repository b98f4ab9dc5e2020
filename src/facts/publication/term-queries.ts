import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Derivation } from '../../rules/law/index.ts';

export type TermProposal = {
  readonly publicationId: string;
  readonly lastDay: PlainDate;
  readonly derivation: Derivation;
  readonly edition: string;
};

/** A proposal `q` that nobody has decided: against the term that counts. */
export const OPEN_PROPOSAL = sql`
  q.replaces = (select max(t.version) from publication_terms as t where t.publication_id = q.publication_id)
  and not exists (select from publication_term_decisions as f
    where f.publication_id = q.publication_id and f.replaces = q.replaces and f.last_day = q.last_day)`;

/** Later ends that wait for a person: the newest of each public record, proposed against the term that counts. */
export async function listProposals(tx: Tx, today: PlainDate, publicationId?: string): Promise<TermProposal[]> {
  const only = publicationId === undefined ? sql`true` : sql`q.publication_id = ${publicationId}`;
  const { rows } = await sql<TermProposal>`
    select distinct on (q.publication_id) q.publication_id as "publicationId", q.last_day as "lastDay", q.derivation, q.edition
    from publication_term_proposals as q join publications as p on p.id = q.publication_id
    where ${only} and is_public(p.id, p.begins_on, ${today}::date) and ${OPEN_PROPOSAL}
    order by q.publication_id, q.known_at desc limit 500`.execute(tx);
  return rows;
}

/** Why the publication ends when it does, as it was derived. */
export async function termInForce(tx: Tx, publicationId: string): Promise<Derivation | undefined> {
  const { rows } = await sql<{ derivation: Derivation }>`select t.derivation from publication_terms as t
    where t.publication_id = ${publicationId} order by t.version desc limit 1`.execute(tx);
  return rows[0]?.derivation;
}
