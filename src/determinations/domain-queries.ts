import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import './determination-tables.ts';

export type DomainProposal = {
  readonly id: string;
  readonly code: string;
  readonly proposedBy: string;
  /** Null: nobody has reviewed it yet. */
  readonly reviewedBy: string | null;
};

/** A proposal of the own organ itself. @throws {Refusal} absent `determination.proposal_absent` */
export async function getDomainProposal(tx: Tx, id: string, organPath: string): Promise<DomainProposal> {
  const row = await tx
    .selectFrom('list_domain_proposals as p')
    .leftJoin('list_domain_reviews as r', 'r.id', 'p.id')
    .select(['p.id', 'p.code', 'p.proposed_by as proposedBy', 'r.reviewed_by as reviewedBy'])
    .where('p.id', '=', id)
    .where('p.organ_path', '=', organPath)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('absent', 'determination.proposal_absent', { id });
  return row;
}

export async function isDomainOpen(tx: Tx, domain: string | null, organPath: string): Promise<boolean> {
  const row = await tx
    .selectFrom('list_domains as d')
    .select('d.id')
    .where('d.code', '=', domain ?? '')
    .where('d.organ_path', '=', organPath)
    .executeTakeFirst();
  return row !== undefined;
}

/** @throws {Refusal} rule `determination.domain_closed`: a list in a domain that this organ has not opened */
export async function requireOpenDomain(
  tx: Tx,
  { domain }: { readonly domain: string | null },
  organPath: string,
): Promise<void> {
  if (domain === null || (await isDomainOpen(tx, domain, organPath))) return;
  throw new Refusal('rule', 'determination.domain_closed', { domain });
}
