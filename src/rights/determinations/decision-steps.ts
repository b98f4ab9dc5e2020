import type { Procedure } from '../procedures/index.ts';
import { decidesOn, REMEDIES, reviewsOn } from '../procedures/step-shapes.ts';
import { DECIDED_BY, DRAFTS, HANDS, NOTHING_YET, PROPOSED, REVIEWED_BY, REVIEWS, STANDS } from './step-parts.ts';

const draft = <Kind extends string, Use extends string>(kind: Kind, use: Use) =>
  ({
    name: { zh: '拟制认定决定', en: 'draft the determination' },
    ways: { heard: 'drafted' },
    deed: 'determination.prepare',
    notBy: [],
    hand: 'drafts',
    answersAll: true,
    documents: [kind],
    guards: [use, 'determinable', 'text_of_contents'],
    basis: DECIDED_BY,
    effect: NOTHING_YET,
  }) as const;
const pass = <Kind extends string, Use extends string>(kind: Kind, use: Use) =>
  ({
    name: { zh: '法制审核通过', en: 'pass the legal review' },
    ways: { drafted: 'reviewed' },
    deed: 'determination.review',
    notBy: [...PROPOSED, ...DRAFTS],
    ...reviewsOn(kind, 'legal_opinion'),
    guards: [use],
    basis: REVIEWED_BY,
    effect: NOTHING_YET,
  }) as const;
const decide = <Kind extends string, Use extends string, Zh extends string, En extends string, More extends string>(
  [zh, en]: readonly [Zh, En],
  kind: Kind,
  use: Use,
  more: readonly More[],
) =>
  ({
    name: { zh, en },
    ways: { reviewed: 'decided' },
    deed: 'determination.decide',
    notBy: HANDS,
    ...decidesOn(kind, 'repair_notice', ...more),
    remedies: REMEDIES,
    guards: [use, 'determinable', 'not_heavier', 'remedies'],
    basis: DECIDED_BY,
    effect: NOTHING_YET,
  }) as const;
const serve = <Kind extends string, Use extends string>(kind: Kind, use: Use) =>
  ({
    name: { zh: '送达决定', en: 'serve the decision' },
    ways: { decided: 'in_effect' },
    deed: 'determination.prepare',
    notBy: [],
    documents: ['delivery_receipt'],
    serves: [kind, 'repair_notice'],
    guards: [use, 'determinable'],
    basis: DECIDED_BY,
    effect: STANDS,
  }) as const;

/** Draft, legal review, decision, service. An entry in a serious list is decided collectively, the rest by one or by several. */
export const DECISION_STEPS = {
  draft: draft('decision', 'no_listing'),
  draft_listing: draft('list_decision', 'listing'),
  pass: pass('decision', 'no_listing'),
  pass_listing: pass('list_decision', 'listing'),
  return_draft: {
    name: { zh: '审核退回', en: 'return the draft' },
    ways: { drafted: 'heard' },
    deed: 'determination.review',
    notBy: [...PROPOSED, ...DRAFTS],
    saysWhy: true,
    documents: [],
    guards: [],
    basis: REVIEWED_BY,
    effect: NOTHING_YET,
  },
  send_back: {
    name: { zh: '决定人退回', en: 'send back' },
    ways: { reviewed: 'heard' },
    deed: 'determination.decide',
    notBy: [...PROPOSED, ...DRAFTS, ...REVIEWS],
    saysWhy: true,
    documents: [],
    guards: [],
    basis: DECIDED_BY,
    effect: NOTHING_YET,
  },
  decide: decide(['决定认定', 'decide'], 'decision', 'no_listing', []),
  decide_collectively: decide(['集体讨论决定认定', 'decide collectively'], 'decision', 'no_listing', [
    'discussion_record',
  ]),
  decide_listing: decide(['集体讨论决定列入', 'decide collectively to list'], 'list_decision', 'listing', [
    'discussion_record',
  ]),
  serve_decision: serve('decision', 'no_listing'),
  serve_listing: serve('list_decision', 'listing'),
  publish: {
    name: { zh: '公示列入信息', en: 'publish the listing' },
    ways: { in_effect: 'in_effect' },
    deed: 'determination.decide',
    notBy: HANDS,
    hand: 'decides',
    once: true,
    alone: {
      zh: '列入已由三人拟稿、审核、集体决定并送达，公示执行该决定，不增加任何内容；由此前没有拟稿、审核的人作出。',
      en: 'The entry was drafted, reviewed, decided collectively and served; publication carries that out and adds nothing, by somebody who neither drafted nor reviewed.',
    },
    documents: ['publication_notice'],
    guards: ['listing', 'determinable', 'within_term'],
    basis: ['gbf49:7', 'hnxy:19'],
    effect: {
      zh: '列入信息在列入期限内公示；异议、暂停、移出期间不公示。',
      en: 'The entry is public while it stands; not while it is disputed, suspended or removed.',
    },
  },
} as const satisfies Procedure['steps'];
