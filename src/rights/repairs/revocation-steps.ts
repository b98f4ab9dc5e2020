import type { Procedure } from '../procedures/index.ts';
import { decidesOn, REMEDIES, reviewsOn } from '../procedures/step-shapes.ts';
import { CONDITIONS, DRAFTS, HANDS, RECEIVERS, RETURNS, STAYS_REPAIRED } from './step-parts.ts';

const PLAN = ['gbf22:7'];
const PROPOSED_ALONE = {
  zh: '只是提出；须送达告知、听取陈述申辩，由三人另行决定，此前一切不变。',
  en: 'A proposal only: notice, hearing and a new decision by three persons come after it, and nothing changes before.',
} as const;
const KEPT = {
  zh: '对当事人有利：修复或者屏蔽照旧。由提出、拟稿以外的人作出。',
  en: 'In the party’s favour: what was repaired or shielded stays so. By somebody who neither proposed nor drafted.',
} as const;
const propose = <Kind extends string>(kind: Kind) =>
  ({
    deed: 'repair.prepare',
    notBy: [],
    hand: 'drafts',
    saysWhy: true,
    documents: [kind],
    guards: [],
    effect: STAYS_REPAIRED,
  }) as const;
const draft = <Kind extends string>(kind: Kind) =>
  ({
    deed: 'repair.prepare',
    notBy: [],
    hand: 'drafts',
    answersAll: true,
    documents: [kind],
    guards: [],
    effect: STAYS_REPAIRED,
  }) as const;
const pass = <Kind extends string>(kind: Kind) =>
  ({ deed: 'repair.review', notBy: DRAFTS, ...reviewsOn(kind), guards: [], effect: STAYS_REPAIRED }) as const;
const decide = <Kinds extends readonly [string, ...string[]]>(...[kind, ...beside]: Kinds) =>
  ({
    deed: 'repair.decide',
    notBy: HANDS,
    ...decidesOn(kind, ...beside),
    remedies: REMEDIES,
    guards: ['remedies'],
    effect: STAYS_REPAIRED,
  }) as const;
const serve = (...kinds: readonly string[]) =>
  ({
    name: { zh: '送达决定', en: 'serve the decision' },
    deed: 'repair.prepare',
    notBy: [],
    documents: ['delivery_receipt'],
    serves: kinds,
    guards: [],
    tellsWithin: RECEIVERS,
    effect: RETURNS,
  }) as const;

/**
 * False material, and a plan that failed: a new decision, by notice, hearing, review and three people, in effect when it is served (law
 * file 2.4), never a silent return.
 */
export const REVOCATION_STEPS = {
  // While receivers still have to acknowledge too: one who never does must not keep what was got by false material.
  propose_revocation: {
    name: { zh: '发现虚假材料，拟撤销', en: 'propose to revoke' },
    ways: { done: 'revoking', syncing: 'revoking' },
    ...propose('revocation_notice'),
    alone: PROPOSED_ALONE,
    basis: CONDITIONS,
  },
  propose_shield_end: {
    name: { zh: '计划未能执行，拟终止屏蔽', en: 'propose to end the shield' },
    ways: { shielded: 'shield_ending' },
    ...propose('shield_notice'),
    basis: PLAN,
  },
  draft_revocation: {
    name: { zh: '拟制撤销决定', en: 'draft the revocation' },
    ways: { revocation_heard: 'revocation_drafted' },
    ...draft('revocation_decision'),
    basis: CONDITIONS,
  },
  draft_shield_end: {
    name: { zh: '拟制终止屏蔽决定', en: 'draft the end of the shield' },
    ways: { shield_heard: 'shield_drafted' },
    ...draft('shield_decision'),
    basis: PLAN,
  },
  pass_revocation: {
    name: { zh: '听取陈述申辩后审核通过', en: 'pass the revocation' },
    ways: { revocation_drafted: 'revocation_reviewed' },
    formerWays: { revoking: 'revocation_reviewed' },
    ...pass('revocation_decision'),
    basis: CONDITIONS,
  },
  pass_shield_end: {
    name: { zh: '听取陈述申辩后审核通过', en: 'pass the end of the shield' },
    ways: { shield_drafted: 'shield_reviewed' },
    ...pass('shield_decision'),
    basis: PLAN,
  },
  drop_revocation: {
    name: { zh: '不撤销', en: 'drop the revocation' },
    ways: {
      revoking: 'done',
      revocation_noticed: 'done',
      revocation_defending: 'done',
      revocation_heard: 'done',
      revocation_drafted: 'done',
      revocation_reviewed: 'done',
    },
    deed: 'repair.review',
    notBy: DRAFTS,
    saysWhy: true,
    alone: KEPT,
    documents: [],
    guards: [],
    basis: CONDITIONS,
    effect: STAYS_REPAIRED,
  },
  drop_shield_end: {
    name: { zh: '不终止屏蔽', en: 'keep the shield' },
    ways: {
      shield_ending: 'shielded',
      shield_noticed: 'shielded',
      shield_defending: 'shielded',
      shield_heard: 'shielded',
      shield_drafted: 'shielded',
      shield_reviewed: 'shielded',
    },
    deed: 'repair.review',
    notBy: DRAFTS,
    saysWhy: true,
    alone: KEPT,
    documents: [],
    guards: [],
    basis: PLAN,
    effect: STAYS_REPAIRED,
  },
  decide_revocation: {
    name: { zh: '决定撤销修复', en: 'decide to revoke' },
    ways: { revocation_reviewed: 'revocation_decided' },
    ...decide('revocation_decision', 'repair_notice'),
    basis: CONDITIONS,
  },
  decide_shield_end: {
    name: { zh: '决定终止屏蔽', en: 'decide to end the shield' },
    ways: { shield_reviewed: 'shield_decided' },
    ...decide('shield_decision'),
    basis: PLAN,
  },
  serve_revocation: {
    ways: { revocation_decided: 'revoked_false_material' },
    ...serve('revocation_decision', 'repair_notice'),
    basis: CONDITIONS,
  },
  serve_shield_end: {
    ways: { shield_decided: 'shield_ended' },
    ...serve('shield_decision'),
    basis: PLAN,
  },
  // Steps of the table as it was before a notice had to be served: nobody takes them any more.
  revoke: {
    name: { zh: '撤销修复', en: 'revoke' },
    ways: {},
    formerWays: { revocation_reviewed: 'revoked_false_material' },
    ...decide('revocation_decision'),
    basis: CONDITIONS,
    tellsWithin: RECEIVERS,
    effect: RETURNS,
  },
  end_shield: {
    name: { zh: '终止屏蔽', en: 'end the shield' },
    ways: {},
    formerWays: { shielded: 'shield_ended' },
    ...decide('shield_decision'),
    basis: PLAN,
    tellsWithin: RECEIVERS,
    effect: RETURNS,
  },
} as const satisfies Procedure['steps'];
