import type { Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { ListDomain } from '../../rules/law/index.ts';
import type { DomainProposal } from './domain-queries.ts';
import './determination-tables.ts';

export async function insertDomainProposal(
  tx: Tx,
  { actor, now }: Context,
  { id, code }: { readonly id: string; readonly code: string },
): Promise<void> {
  await tx
    .insertInto('list_domain_proposals')
    .values({
      id,
      code,
      proposed_by: actor.accountId,
      proposed_kind: 'person',
      proposed_at: now(),
      organ_path: actor.organPath,
    })
    .execute();
}

export async function insertDomainReview(
  tx: Tx,
  { actor, now }: Context,
  { id, code, proposedBy }: DomainProposal,
): Promise<void> {
  await tx
    .insertInto('list_domain_reviews')
    .values({
      id,
      code,
      proposed_by: proposedBy,
      reviewed_by: actor.accountId,
      reviewed_kind: 'person',
      reviewed_at: now(),
      organ_path: actor.organPath,
    })
    .execute();
}

/** What the packs say of the domain today, beside who opened it: the constraints of the table ask it once more. */
export async function insertDomain(
  tx: Tx,
  { actor, now, edition }: Context,
  { id, code, proposedBy, reviewedBy }: DomainProposal & { readonly reviewedBy: string },
  opened: {
    readonly on: PlainDate;
    readonly levels: (refs: readonly string[]) => string[];
    readonly domain: ListDomain;
  },
): Promise<void> {
  const { on, levels, domain } = opened;
  const { scope, basis, criteria, comment } = domain;
  await tx
    .insertInto('list_domains')
    .values({
      id,
      code,
      proposed_by: proposedBy,
      reviewed_by: reviewedBy,
      scope,
      basis: [...basis],
      basis_levels: levels(basis),
      criteria: [...criteria],
      criteria_levels: levels(criteria),
      comment_from: comment.from as PlainDate,
      comment_to: comment.to as PlainDate,
      comment_record: comment.record,
      edition,
      opened_on: on,
      opened_by: actor.accountId,
      opened_kind: 'person',
      opened_at: now(),
      organ_id: actor.organId,
      organ_path: actor.organPath,
    })
    .execute();
}
