import type { Procedure } from '../procedures/index.ts';
import { alsoSuspended, DECIDED_BY, DRAFTS, ENDED_BY, HANDS, PROPOSED, REVIEWED_BY, STANDS } from './step-parts.ts';

/**
 * Key supervision is looked at anew on the day that its decision tells (R25): it stays until its term, or the organ lifts it of its own
 * motion, by the steps that end a removal on application. A review makes nothing heavier and nothing longer: there is no step that would.
 * No article orders the review: the decision gives the organ's own word; that it lifts without an application is our reading.
 */
export const REVIEW_STEPS = {
  review_stays: {
    name: { zh: '复查：维持至期限届满', en: 'review: it stays until its term' },
    ways: alsoSuspended('in_effect', 'in_effect'),
    deed: 'determination.decide',
    notBy: HANDS,
    hand: 'decides',
    once: true,
    alone: {
      zh: '维持三人已经作出的决定，内容和期限都不加重、不延长；由此前没有拟稿、审核的负责人作出，当事人随时可以申请提前移出。',
      en: 'It leaves a decision of three as it stands, nothing heavier and nothing longer, by a person in charge who neither drafted nor reviewed; the party may ask for an early end at any time.',
    },
    documents: [],
    guards: ['supervised', 'review_due', 'within_term'],
    basis: DECIDED_BY,
    effect: STANDS,
  },
  draft_lift: {
    name: { zh: '依职权拟制移出决定', en: 'draft a lift on the organ’s own motion' },
    ways: alsoSuspended('in_effect', 'removal_drafted'),
    deed: 'determination.prepare',
    notBy: [],
    hand: 'drafts',
    answersAll: true,
    saysWhy: true,
    documents: ['removal_decision'],
    guards: ['supervised'],
    basis: ENDED_BY,
    effect: STANDS,
  },
  return_lift: {
    name: { zh: '依职权移出的决定退回', en: 'return the lift' },
    ways: {
      ...alsoSuspended('removal_drafted', 'in_effect'),
      ...alsoSuspended('removal_reviewed', 'in_effect'),
    },
    deed: 'determination.review',
    notBy: [...PROPOSED, ...DRAFTS],
    saysWhy: true,
    documents: [],
    guards: ['own_motion'],
    basis: REVIEWED_BY,
    effect: STANDS,
  },
} as const satisfies Procedure['steps'];
