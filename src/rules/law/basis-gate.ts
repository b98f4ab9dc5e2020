import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from './law.ts';
import type { ArticleRef, BasisRule } from './pack.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/** What the system is about to do, as table 2.0 of the law file and `basisLevels` name it. */
export type BasisAct =
  | 'catalogue_item'
  | 'list_domain'
  | 'list_criteria'
  | 'measure'
  | 'personal_information'
  | 'publish_personal_information'
  | 'penalty_kind'
  | 'repair_condition';
export type Scope = 'national' | 'local';

/** Whether one of the articles is in force on `on` and of the level that the act asks (law file 2.0). */
export function basisSuffices(
  act: BasisAct,
  scope: Scope,
  refs: readonly ArticleRef[],
  law: Law,
  on: PlainDate,
): Answer {
  return requireBasis(act, scope, refs, new Reasoning('question.basis', { act, scope, refs }, law, on)).answer();
}

/** Public organs process personal information only within powers set by law or regulation (个人信息保护法 arts. 13, 25, 34). */
export function mayUsePersonalInformation(
  facts: { readonly use: 'process' | 'publish'; readonly refs: readonly ArticleRef[]; readonly consent?: boolean },
  law: Law,
  on: PlainDate,
): Answer {
  const act = facts.use === 'process' ? 'personal_information' : 'publish_personal_information';
  const reasoning = new Reasoning('question.personal_information', facts, law, on);
  const rule = ruleOf(act, reasoning);
  if (rule?.consent === true && facts.consent === true) return reasoning.say('basis.consent', {}, rule.basis).answer();
  return requireBasis(act, 'local', facts.refs, reasoning).answer();
}

/** Adds to `reasoning` whether the articles carry the act; the rule itself comes from the pack. */
export function requireBasis(
  act: BasisAct,
  scope: Scope,
  refs: readonly ArticleRef[],
  reasoning: Reasoning,
): Reasoning {
  const { law, on } = reasoning;
  const rule = ruleOf(act, reasoning);
  if (rule === undefined) return reasoning.doubt('basis.no_rule', { act });
  if (refs.length === 0) return reasoning.refuse('basis.absent', { act }, rule.basis);
  const asked = rule[scope];
  const standing = refs.filter((ref) => law.article(ref, on) !== undefined);
  if (standing.length === 0) return reasoning.refuse('basis.not_in_force', { refs: refs.join(' '), on }, rule.basis);
  const carrying = standing.filter((ref) => asked.includes(law.level(ref, on)!));
  if (carrying.length > 0)
    return reasoning.say('basis.suffices', { act, asked: asked.join(' ') }, [...carrying, ...rule.basis]);
  const has = standing.map((ref) => law.level(ref, on)).join(' ');
  return reasoning.refuse('basis.too_low', { act, asked: asked.join(' '), has }, rule.basis);
}

function ruleOf(act: BasisAct, { law, on }: Reasoning): BasisRule | undefined {
  return law.all('basisLevels', on).find((rule) => rule.act === act);
}
