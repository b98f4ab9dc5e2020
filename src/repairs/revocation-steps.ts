import type { Procedure } from '../procedures/index.ts';
import { REMEDIES } from '../procedures/step-shapes.ts';
import { CONDITIONS, DRAFTS, HANDS, RECEIVERS, RESTS } from './step-parts.ts';

/** False material: a new decision, by notice, hearing, review and three people (law file 2.4), never a silent return. */
export const REVOCATION_STEPS = {
  propose_revocation: {
    name: { zh: '发现虚假材料，拟撤销', en: 'propose to revoke' },
    ways: { done: 'revoking' },
    deed: 'repair.prepare',
    notBy: [],
    hand: 'drafts',
    saysWhy: true,
    documents: ['revocation_notice', 'revocation_decision'],
    guards: [],
    basis: CONDITIONS,
    effect: RESTS,
  },
  pass_revocation: {
    name: { zh: '听取陈述申辩后审核通过', en: 'pass the revocation' },
    ways: { revoking: 'revocation_reviewed' },
    deed: 'repair.review',
    notBy: DRAFTS,
    hand: 'reviews',
    documents: ['revocation_decision', 'statement_record'],
    sameDocument: 'revocation_decision',
    guards: [],
    basis: CONDITIONS,
    effect: RESTS,
  },
  drop_revocation: {
    name: { zh: '不撤销', en: 'drop the revocation' },
    ways: { revoking: 'done', revocation_reviewed: 'done' },
    deed: 'repair.review',
    notBy: DRAFTS,
    saysWhy: true,
    documents: [],
    guards: [],
    basis: CONDITIONS,
    effect: RESTS,
  },
  revoke: {
    name: { zh: '撤销修复', en: 'revoke' },
    ways: { revocation_reviewed: 'revoked_false_material' },
    deed: 'repair.decide',
    notBy: HANDS,
    hand: 'decides',
    documents: ['revocation_decision'],
    sameDocument: 'revocation_decision',
    remedies: REMEDIES,
    guards: ['remedies'],
    basis: CONDITIONS,
    tellsWithin: RECEIVERS,
    effect: {
      zh: '以新的决定恢复，按原期限公示；通知每个取得过该记录的单位。',
      en: 'By a new decision the record stands again until its old end; every organ that got it is told.',
    },
  },
} as const satisfies Procedure['steps'];
