import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { requireBasis } from './basis-gate.ts';
import { belongsTo } from './competence.ts';
import type { ActingOrgan } from './facts.ts';
import type { Law } from './law.ts';
import type { ListDomain } from './pack.ts';
import { deadline } from './periods.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/** A domain of a serious list that somebody would open at an organ. */
export type DomainFacts = { readonly domain: string; readonly organ: ActingOrgan };

/**
 * Whether the organ may open the domain (设列领域; 国办发〔2020〕49号 (六), (七)): it stands in the packs, on a basis of the level asked,
 * with criteria of the level asked that were out for public comment the whole period, and the organ is the one that decides.
 */
export function mayOpenDomain(facts: DomainFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.list_domain', facts, law, on);
  const domain = law.find('listDomains', facts.domain, on);
  if (domain === undefined) return reasoning.refuse('domain.not_in_packs', {}, basisOf(law, on)).answer();
  return requireDomain(domain, facts.organ, reasoning).answer();
}

/** Adds to `reasoning` whether the domain carries an entry today. */
export function requireDomain(domain: ListDomain, organ: ActingOrgan, reasoning: Reasoning): Reasoning {
  requireBasis('list_domain', domain.scope, domain.basis, reasoning);
  requireBasis('list_criteria', domain.scope, domain.criteria, reasoning);
  commentDone(domain, reasoning);
  if (!domain.authority.some((named) => belongsTo(organ, named))) {
    reasoning.refuse('domain.not_competent', { branch: organ.branch, level: organ.level }, domain.basis);
  }
  return reasoning;
}

/** The whole period and not a day less; a draft that is still out for comment opens nothing. */
function commentDone({ comment: { from, to } }: ListDomain, reasoning: Reasoning): void {
  const { law, on } = reasoning;
  const { due, period } = deadline(law, 'list.criteria.comment', from as PlainDate);
  if (to < due) reasoning.refuse('domain.comment_short', { from, to, due }, period.basis);
  else if (on <= to) reasoning.refuse('domain.comment_open', { to }, period.basis);
  else reasoning.say('domain.commented', { from, to }, period.basis);
}

function basisOf(law: Law, on: PlainDate): readonly string[] {
  return law.all('basisLevels', on).find(({ act }) => act === 'list_domain')?.basis ?? [];
}
