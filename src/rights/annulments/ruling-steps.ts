import type { Procedure } from '../procedures/index.ts';
import { decidesText, reviewsText } from '../procedures/step-shapes.ts';
import { DRAFTS, HANDS, RESTS, WITHDRAWN_BY } from './step-parts.ts';

const FROM_ANYWHERE = {
  none: 'received',
  enquired: 'received',
  suit_enquired: 'received',
  under_review: 'received',
  under_suit: 'received',
  review_upheld: 'received',
  remedy_withdrawn: 'received',
  unattacked: 'received',
  upheld: 'received',
  dismissed: 'received',
} as const;
const receive = <Zh extends string, En extends string>(zh: Zh, en: En) =>
  ({
    name: { zh, en },
    ways: FROM_ANYWHERE,
    deed: 'annulment.enter',
    notBy: [],
    hand: 'drafts',
    alone: {
      zh: '对当事人有利：自收到文书起即时停止公示和使用；撤回或者恢复由另外两人核对、决定。',
      en: 'In the party’s favour: from its receipt on the record rests; two others verify and decide whether it is withdrawn or stands.',
    },
    documents: ['ruling'],
    guards: ['one_case'],
    basis: WITHDRAWN_BY,
    effect: RESTS,
  }) as const;

/**
 * A ruling by which the decision no longer stands. From its receipt on the record rests, our reading in the party's favour: the
 * ruling binds whoever reads it. A second person verifies it, a third withdraws what was published and says why in public.
 */
export const RULING_STEPS = {
  receive_setting_aside: receive('收到撤销的文书', 'set aside: ruling received'),
  receive_alteration: receive('收到变更的文书', 'altered: ruling received'),
  receive_unlawful: receive('收到确认违法的文书', 'held unlawful: ruling received'),
  receive_void: receive('收到确认无效的文书', 'held void: ruling received'),
  confirm: {
    name: { zh: '核对文书', en: 'verify the ruling' },
    ways: { received: 'confirmed' },
    deed: 'annulment.review',
    notBy: DRAFTS,
    ...reviewsText('ruling'),
    guards: [],
    basis: WITHDRAWN_BY,
    effect: RESTS,
  },
  send_back: {
    name: { zh: '退回重新核对', en: 'send back' },
    ways: { confirmed: 'received', dismissal_proposed: 'received' },
    deed: 'annulment.decide',
    notBy: HANDS,
    saysWhy: true,
    documents: [],
    guards: [],
    basis: WITHDRAWN_BY,
    effect: RESTS,
  },
  withdraw: {
    name: { zh: '撤回并公开说明理由', en: 'withdraw and say why in public' },
    ways: { confirmed: 'withdrawing' },
    deed: 'annulment.decide',
    notBy: HANDS,
    hand: 'decides',
    documents: ['ruling', 'withdrawal_notice'],
    sameDocument: 'ruling',
    publicReason: true,
    guards: [],
    basis: WITHDRAWN_BY,
    tellsWithin: 'objection.fanOut',
    effect: {
      zh: '撤回公示并公开说明理由；通知每个取得过该记录的单位撤除。',
      en: 'The publication is withdrawn, with the reason told to the public; every organ that got the record is told to remove it.',
    },
  },
  all_withdrawn: {
    name: { zh: '各单位均已撤除', en: 'removed everywhere' },
    ways: { withdrawing: 'gone' },
    deed: 'annulment.prepare',
    notBy: [],
    documents: [],
    guards: ['all_told'],
    basis: WITHDRAWN_BY,
    effect: RESTS,
  },
  propose_dismissal: {
    name: { zh: '核对认为文书与本决定无关', en: 'find that the ruling is about something else' },
    ways: { received: 'dismissal_proposed', confirmed: 'dismissal_proposed' },
    deed: 'annulment.review',
    notBy: DRAFTS,
    ...reviewsText('ruling'),
    saysWhy: true,
    guards: [],
    basis: WITHDRAWN_BY,
    effect: RESTS,
  },
  dismiss: {
    name: { zh: '决定文书与本决定无关', en: 'decide that the ruling is about something else' },
    ways: { dismissal_proposed: 'dismissed' },
    // As it was before: by whoever verified the ruling, at once.
    formerWays: { received: 'dismissed', confirmed: 'dismissed' },
    deed: 'annulment.decide',
    notBy: HANDS,
    ...decidesText('ruling'),
    guards: [],
    basis: WITHDRAWN_BY,
    tellsWithin: 'record.notice',
    effect: {
      zh: '恢复公示和使用，按原期限；复议、诉讼仍在进行的，不作为失信信息使用。',
      en: 'Shown and used again until its old end; while a review or suit runs it does not count as untrustworthy information.',
    },
  },
} as const satisfies Procedure['steps'];
