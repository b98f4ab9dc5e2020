import { type Matter, may } from '../../ground/access/index.ts';
import type { Actor } from '../../ground/kernel/actor.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import './determination-tables.ts';

export type DomainProposal = {
  readonly id: string;
  readonly code: string;
  readonly proposedBy: string;
  /** Null: nobody has reviewed it yet. */
  readonly reviewedBy: string | null;
};

/** What the policies see of a proposal: who made it, who reviewed it. */
export function matterOfProposal({ proposedBy, reviewedBy }: DomainProposal, organPath: string): Matter {
  const history = { submittedBy: proposedBy, draftedBy: proposedBy, ...(reviewedBy === null ? {} : { reviewedBy }) };
  return { kind: 'list_domain', organPath, history };
}

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

/** Codes of the domains that the organ itself has opened. */
export async function openDomainsOf(tx: Tx, organPath: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('list_domains as d')
    .select('d.code')
    .where('d.organ_path', '=', organPath)
    .execute();
  return rows.map(({ code }) => code);
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

export type ProposalLine = {
  readonly id: string;
  readonly code: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly openedBy: string | null;
  readonly openedOn: PlainDate | null;
  /** Whether whoever asks may take the step that comes next; the command decides anew. */
  readonly mayReview: boolean;
  readonly mayOpen: boolean;
};

/** Who proposed which domain at the own organ, who reviewed it and who opened it, newest first. */
export async function listProposals(tx: Tx, actor: Actor): Promise<ProposalLine[]> {
  const { organPath } = actor;
  const rows = await tx
    .selectFrom('list_domain_proposals as p')
    .innerJoin('accounts as a', 'a.id', 'p.proposed_by')
    .leftJoin('list_domain_reviews as r', 'r.id', 'p.id')
    .leftJoin('accounts as b', 'b.id', 'r.reviewed_by')
    .leftJoin('list_domains as d', 'd.id', 'p.id')
    .leftJoin('accounts as c', 'c.id', 'd.opened_by')
    .select(['p.id', 'p.code', 'p.proposed_at as proposedAt', 'r.reviewed_at as reviewedAt', 'd.opened_on as openedOn'])
    .select(['p.proposed_by as proposer', 'r.reviewed_by as reviewer'])
    .select(['a.display_name as proposedBy', 'b.display_name as reviewedBy', 'c.display_name as openedBy'])
    .where('p.organ_path', '=', organPath)
    .orderBy('p.proposed_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ proposer, reviewer, ...line }) => {
    const matter = matterOfProposal(
      { id: line.id, code: line.code, proposedBy: proposer, reviewedBy: reviewer },
      organPath,
    );
    return {
      ...line,
      proposedAt: line.proposedAt.toISOString(),
      reviewedAt: line.reviewedAt?.toISOString() ?? null,
      mayReview: reviewer === null && may(actor, 'determination.review', matter).allowed,
      mayOpen: reviewer !== null && line.openedOn === null && may(actor, 'determination.decide', matter).allowed,
    };
  });
}
