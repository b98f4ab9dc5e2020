import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type Answer, explain, type Law, mayOpenDomain } from '../../rules/law/index.ts';
import { lockKey } from '../procedures/index.ts';
import { actingOrgan } from './determination.ts';
import { getDomainProposal, isDomainOpen, matterOfProposal } from './domain-queries.ts';
import { insertDomain, insertDomainProposal, insertDomainReview } from './domain-store.ts';

/** @throws {Refusal} rule `determination.domain_locked` */
function openableOrRefuse({ actor }: Context, law: Law, domain: string, today: PlainDate): Answer {
  const answer = mayOpenDomain({ domain, organ: actingOrgan(actor.organKind) }, law, today);
  if (answer.answer === 'allowed') return answer;
  const { reasons, articles, derivation } = answer;
  const why = { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
  throw new Refusal('rule', 'determination.domain_locked', { reasons, articles, why });
}

/**
 * Proposes to open the domain of a serious list (设列) at the own organ. The packs that come with the program have none, so that here
 * nothing can be proposed.
 * @throws {Refusal} forbidden `access.denied`; rule `determination.domain_locked`
 */
export function proposeDomain(ctx: Context, law: Law, code: string): Promise<Acted<{ id: string }>> {
  const { actor } = ctx;
  return act(ctx, async (tx) => {
    mayOrRefuse(actor, 'determination.propose', { kind: 'list_domain', organPath: actor.organPath });
    const answer = openableOrRefuse(ctx, law, code, chinaDate(ctx.now()));
    const id = newId(ctx.now().getTime());
    await insertDomainProposal(tx, ctx, { id, code });
    const object = { kind: 'list_domain', id };
    return { result: { id }, deed: 'determination.propose', object, basis: answer.articles, after: { domain: code } };
  });
}

/**
 * Reviews what another person proposed: the legal review of the domain.
 * @throws {Refusal} absent `determination.proposal_absent`; forbidden `access.denied`; rule `determination.domain_locked`; conflict
 *   `determination.domain_reviewed`
 */
export function reviewDomain(ctx: Context, law: Law, proposalId: string): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { organPath } = ctx.actor;
    await lockKey(tx, proposalId);
    const proposal = await getDomainProposal(tx, proposalId, organPath);
    mayOrRefuse(ctx.actor, 'determination.review', matterOfProposal(proposal, organPath));
    const answer = openableOrRefuse(ctx, law, proposal.code, chinaDate(ctx.now()));
    if (proposal.reviewedBy !== null) throw new Refusal('conflict', 'determination.domain_reviewed');
    await insertDomainReview(tx, ctx, proposal);
    const { id, code } = proposal;
    const object = { kind: 'list_domain', id };
    return { result: { id }, deed: 'determination.review', object, basis: answer.articles, after: { domain: code } };
  });
}

/**
 * Opens what one person proposed and another reviewed: level of basis, criteria, comment and competence are asked once more, by the
 * law of the day.
 * @throws {Refusal} absent `determination.proposal_absent`; forbidden `access.denied`; rule `determination.domain_locked`; conflict
 *   `determination.domain_open`
 */
export function openDomain(ctx: Context, law: Law, proposalId: string): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { organPath } = ctx.actor;
    await lockKey(tx, proposalId);
    const proposal = await getDomainProposal(tx, proposalId, organPath);
    mayOrRefuse(ctx.actor, 'determination.decide', matterOfProposal(proposal, organPath));
    const { id, code, reviewedBy } = proposal;
    const today = chinaDate(ctx.now());
    const answer = openableOrRefuse(ctx, law, code, today);
    if (await isDomainOpen(tx, code, organPath)) throw new Refusal('conflict', 'determination.domain_open');
    const levels = (refs: readonly string[]) => refs.flatMap((ref) => law.level(ref, today) ?? []);
    // The policies have let nobody through without a review.
    const reviewed = { ...proposal, reviewedBy: reviewedBy! };
    await insertDomain(tx, ctx, reviewed, { on: today, levels, domain: law.get('listDomains', code, today) });
    const object = { kind: 'list_domain', id };
    const after = { domain: code, on: today };
    return { result: { id }, deed: 'determination.decide', object, basis: answer.articles, after };
  });
}
