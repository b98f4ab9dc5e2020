import type { Procedure } from '../procedures/index.ts';
import { decidesOn, REMEDIES, reviewsOn } from '../procedures/step-shapes.ts';
import { DECIDED_BY, DRAFTS, HANDS, PROPOSED, RESTS, RESUMED, REVIEWED_BY, STANDS, TOLD_WITHIN } from './step-parts.ts';

/**
 * What was suspended stands again as it came to stand: drafted, reviewed and decided by three people, in effect when it is served. That
 * its ground has fallen away is found against the party, who may speak meanwhile and be answered. An application for an early end
 * that came during the suspension is decided first.
 */
export const RESUMPTION_STEPS = {
  draft_resumption: {
    name: { zh: '拟制恢复决定', en: 'draft the decision to resume' },
    ways: { suspended: 'resumption_drafted' },
    deed: 'determination.prepare',
    notBy: [],
    hand: 'drafts',
    answersAll: true,
    documents: ['resumption_decision'],
    guards: ['within_term'],
    basis: DECIDED_BY,
    effect: RESTS,
  },
  pass_resumption: {
    name: { zh: '恢复决定审核通过', en: 'pass the decision to resume' },
    ways: { resumption_drafted: 'resumption_reviewed' },
    deed: 'determination.review',
    notBy: [...PROPOSED, ...DRAFTS],
    ...reviewsOn('resumption_decision'),
    guards: [],
    basis: REVIEWED_BY,
    effect: RESTS,
  },
  return_resumption: {
    name: { zh: '恢复决定退回', en: 'return the decision to resume' },
    ways: { resumption_drafted: 'suspended', resumption_reviewed: 'suspended' },
    deed: 'determination.review',
    notBy: [...PROPOSED, ...DRAFTS],
    saysWhy: true,
    documents: [],
    guards: [],
    basis: REVIEWED_BY,
    effect: RESTS,
  },
  resume: {
    name: { zh: '决定恢复', en: 'decide to resume' },
    ways: { resumption_reviewed: 'resumption_decided' },
    // As it was before: one person, at once, from wherever an application stood.
    formerWays: RESUMED,
    deed: 'determination.decide',
    notBy: [...HANDS, 'suspend'],
    ...decidesOn('resumption_decision'),
    remedies: REMEDIES,
    guards: ['determinable', 'within_term', 'remedies'],
    basis: DECIDED_BY,
    effect: RESTS,
  },
  serve_resumption: {
    name: { zh: '送达恢复决定', en: 'serve the decision to resume' },
    ways: { resumption_decided: 'in_effect' },
    deed: 'determination.prepare',
    notBy: [],
    documents: ['delivery_receipt'],
    serves: ['resumption_decision'],
    guards: ['determinable', 'within_term'],
    basis: DECIDED_BY,
    tellsWithin: TOLD_WITHIN,
    effect: STANDS,
  },
} as const satisfies Procedure['steps'];
