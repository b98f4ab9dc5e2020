import { may, mayOrRefuse } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { explain, type Law, mayOpenDomain } from '../../rules/law/index.ts';
import { actingOrgan } from './determination.ts';
import { listProposals, openDomainsOf } from './domain-queries.ts';

const ownDomain = (organPath: string) => ({ kind: 'list_domain', organPath }) as const;

/** Whether the organ that asks may open that domain on the day, with its derivation. Nothing is written. */
function answerFor({ actor }: Context, law: Law, domain: string, today: PlainDate) {
  const { answer, articles, derivation } = mayOpenDomain({ domain, organ: actingOrgan(actor.organKind) }, law, today);
  return { answer, articles, why: { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') } };
}

/** Each domain of the packs as the gate answers it for the organ that asks; `locked`: none is open here, and why. */
export async function domainsAt(ctx: Context, law: Law, today: PlainDate) {
  const { accountId, organPath } = ctx.actor;
  const { open, proposals } = await inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => ({
    open: await openDomainsOf(tx, organPath),
    proposals: await listProposals(tx, ctx.actor),
  }));
  const domains = law.all('listDomains', today).map((domain) => {
    const { code, name: zh, nameEn: en, scope, basis, criteria, comment, mark } = domain;
    const stands = { code, name: { zh, en }, open: open.includes(code), scope, basis, criteria, comment, mark };
    return { ...stands, ...answerFor(ctx, law, code, today) };
  });
  return { domains, proposals, locked: domains.some((one) => one.open) ? null : answerFor(ctx, law, '', today) };
}

/** What the law asks of a domain before it is opened: levels of basis and criteria by reach, and days of public comment. */
function demandsOf(law: Law, today: PlainDate) {
  const levels = (act: 'list_domain' | 'list_criteria') => {
    const rule = law.all('basisLevels', today).find((one) => one.act === act);
    return { national: rule?.national ?? [], local: rule?.local ?? [], articles: rule?.basis ?? [] };
  };
  const { count, unit, basis: articles, mark } = law.period('list.criteria.comment', today);
  return { basis: levels('list_domain'), criteria: levels('list_criteria'), comment: { count, unit, articles, mark } };
}

/** The page of the domains of lists: what the law asks, what the packs have, who proposed, reviewed and opened. */
export async function readDomains(ctx: Context, law: Law) {
  const today = chinaDate(ctx.now());
  const mayPropose = may(ctx.actor, 'determination.propose', ownDomain(ctx.actor.organPath)).allowed;
  return { mayPropose, demands: demandsOf(law, today), ...(await domainsAt(ctx, law, today)) };
}

/** The answer that a proposal to open that domain would meet today. @throws {Refusal} forbidden `access.denied` */
export function askDomain(ctx: Context, law: Law, code: string) {
  mayOrRefuse(ctx.actor, 'determination.propose', ownDomain(ctx.actor.organPath));
  return answerFor(ctx, law, code, chinaDate(ctx.now()));
}
