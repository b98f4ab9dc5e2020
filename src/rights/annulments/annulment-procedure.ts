import type { Procedure } from '../procedures/index.ts';
import { REMEDY_STEPS } from './remedy-steps.ts';
import { RULING_STEPS } from './ruling-steps.ts';
import { RECEIVED } from './step-parts.ts';

/**
 * What becomes of a decision after it was made: review (行政复议), suit (行政诉讼), and rulings by which it no longer stands
 * (行政处罚法 art. 48; 河南省社会信用条例 arts. 20, 42). One case for each record: whether it counts as untrustworthy information
 * follows from the steps when it is read, and what no longer stands is shown and used no more from the ruling's receipt on.
 */
export const ANNULMENT = {
  code: 'annulment',
  name: { zh: '复议诉讼与撤回', en: 'Remedies and withdrawal' },
  basis: ['xzcf:48', 'hnxy:20', 'hnxy:42'],
  grounds: {
    remedy: { zh: '当事人申请复议、提起诉讼', en: 'the party applied for review or sued' },
    ruling: { zh: '决定被变更、撤销、确认违法或者无效', en: 'altered, set aside, held unlawful or void' },
    own_motion: { zh: '作出机关自行撤销、变更', en: 'set aside or altered by the organ that made it' },
    no_remedy: { zh: '法定期限内未申请复议、未提起诉讼', en: 'no review and no suit in time' },
  },
  states: {
    none: { name: { zh: '无', en: 'none' } },
    enquired: { name: { zh: '已查询未复议、未起诉，待核对', en: 'enquiry entered, to be checked' } },
    under_review: { name: { zh: '复议中（不作为失信信息）', en: 'under review, not counted as untrustworthy' } },
    under_suit: { name: { zh: '诉讼中（不作为失信信息）', en: 'before the court, not counted as untrustworthy' } },
    review_upheld: { name: { zh: '复议维持，尚可起诉', en: 'upheld in review, a suit is still open' }, final: true },
    suit_enquired: {
      name: { zh: '已查询复议维持后未起诉，待核对', en: 'enquiry after the review entered, to be checked' },
    },
    remedy_withdrawn: { name: { zh: '撤回复议申请或者起诉', en: 'review or suit withdrawn' }, final: true },
    unattacked: { name: { zh: '期限内未复议、未起诉', en: 'not attacked in time' }, final: true },
    upheld: { name: { zh: '决定维持，已经确定', en: 'upheld and final' }, final: true },
    received: { name: { zh: '收到文书，停止公示和使用', en: 'ruling received' }, endsUse: true },
    confirmed: { name: { zh: '文书已核对', en: 'ruling verified' }, endsUse: true },
    dismissal_proposed: {
      name: { zh: '核对认为文书无关，待决定', en: 'found to be about something else' },
      endsUse: true,
    },
    withdrawing: { name: { zh: '已撤回，通知中', en: 'withdrawn, receivers being told' }, endsUse: true },
    gone: { name: { zh: '已撤回，各单位均已撤除', en: 'withdrawn everywhere' }, endsUse: true, final: true },
    dismissed: { name: { zh: '文书与本决定无关，恢复', en: 'the ruling was about something else' }, final: true },
  },
  documents: {
    review_application: { zh: '复议受理通知书', en: 'notice that review was accepted' },
    suit_notice: { zh: '应诉通知书', en: 'notice of suit' },
    review_decision: { zh: '行政复议决定书', en: 'review decision' },
    judgment: { zh: '生效裁判文书', en: 'judgment in effect' },
    end_notice: { zh: '终止复议、准予撤诉的文书', en: 'paper that ends the review or the suit' },
    enquiry_record: { zh: '未复议未起诉的查询记录', en: 'record of the enquiry that nothing was filed' },
    ruling: { zh: '变更、撤销、确认违法或者无效的文书', en: 'ruling that alters, sets aside, holds unlawful or void' },
    withdrawal_notice: { zh: '撤回行政处罚决定信息通知书', en: 'notice of withdrawal' },
  },
  drafted: ['withdrawal_notice'],
  steps: { ...REMEDY_STEPS, ...RULING_STEPS },
  timers: {
    suit_after_review: {
      period: 'suit.afterReview',
      from: 'step',
      starts: ['uphold_review'],
      ends: ['file_suit', 'note_no_suit'],
      drops: RECEIVED,
      standsStillIn: [],
    },
    withdrawal: {
      period: 'penalty.withdrawal',
      from: 'step',
      starts: RECEIVED,
      ends: ['withdraw', 'dismiss'],
      drops: [],
      standsStillIn: [],
    },
    holders: {
      period: 'objection.fanOut',
      from: 'step',
      starts: ['withdraw'],
      ends: ['all_withdrawn'],
      drops: [],
      standsStillIn: [],
    },
  },
} as const satisfies Procedure;
