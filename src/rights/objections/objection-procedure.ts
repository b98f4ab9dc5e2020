import type { Procedure } from '../procedures/index.ts';
import { OBJECTION_STEPS } from './objection-steps.ts';

/** The organ has answered: what it decided for the party with the decision, what against it with the service of the reply. */
const ENDS = ['decide_correction', 'decide_withdrawal', 'decide_refusal', 'serve_reply', 'withdraw'];

/**
 * Objection (异议): law file 2.5, 河南省社会信用条例 arts. 41, 42. The marker stands from receipt until the result: that the objection
 * fails is a result only when the reply was served, which is our reading of art. 41 (the party is to be told the result); a decision to
 * correct or to withdraw, only when the record itself has changed.
 */
export const OBJECTION = {
  code: 'objection',
  name: { zh: '异议', en: 'Objection' },
  basis: ['hnxy:41'],
  grounds: {
    incorrect: { zh: '信息有误', en: 'the information is wrong' },
    not_mine: { zh: '不是本主体的信息', en: 'it is not about this party' },
    outdated: { zh: '已超过期限或者已被撤销', en: 'it is out of term or was revoked' },
    not_lawful: { zh: '不应归集或者公示', en: 'it must not be collected or published' },
  },
  states: {
    none: { name: { zh: '未提出', en: 'not made' } },
    received: { name: { zh: '已收到', en: 'received' }, marksRecord: true },
    at_provider: { name: { zh: '提供单位核查中', en: 'with the provider' }, marksRecord: true },
    at_experts: { name: { zh: '检验、鉴定、评审中', en: 'with experts' }, marksRecord: true },
    provider_at_experts: {
      name: { zh: '提供单位委托检验、鉴定、评审中', en: 'with experts of the provider' },
      marksRecord: true,
    },
    verified: { name: { zh: '已核查', en: 'verified' }, marksRecord: true },
    drafted: { name: { zh: '已拟答复', en: 'reply drafted' }, marksRecord: true },
    reviewed: { name: { zh: '已审核', en: 'reply reviewed' }, marksRecord: true },
    correcting: { name: { zh: '决定更正，待更正', en: 'to be corrected' }, marksRecord: true, decided: true },
    withdrawing: { name: { zh: '决定撤回，待撤回', en: 'to be withdrawn' }, marksRecord: true, decided: true },
    refusal_decided: {
      name: { zh: '决定异议不成立，待送达答复', en: 'to be refused, reply not served yet' },
      marksRecord: true,
      decided: true,
    },
    corrected: { name: { zh: '已更正', en: 'corrected' }, final: true },
    record_withdrawn: { name: { zh: '已撤回记录', en: 'record withdrawn' }, final: true },
    refused: { name: { zh: '异议不成立', en: 'refused' }, final: true },
    withdrawn: { name: { zh: '当事人撤回异议', en: 'withdrawn by the party' }, final: true },
  },
  documents: {
    check_notice: { zh: '核查通知', en: 'check notice' },
    provider_answer: { zh: '提供单位核查结果', en: 'answer of the provider' },
    expert_request: { zh: '检验、鉴定、评审委托书', en: 'request to experts' },
    expert_report: { zh: '检验、鉴定、评审意见', en: 'report of experts' },
    reply: { zh: '异议处理结果告知书', en: 'reply' },
    delivery_receipt: { zh: '送达回证', en: 'receipt of service' },
    withdrawal_request: { zh: '撤回异议申请', en: 'request to withdraw' },
  },
  drafted: ['check_notice', 'expert_request', 'reply'],
  steps: OBJECTION_STEPS,
  timers: {
    own: {
      period: 'objection.own',
      from: 'opening',
      starts: ['enter'],
      ends: ENDS,
      drops: ['ask_provider'],
      standsStillIn: ['at_experts'],
    },
    total: {
      period: 'objection.total',
      from: 'opening',
      starts: ['ask_provider'],
      ends: ENDS,
      drops: [],
      standsStillIn: ['at_experts', 'provider_at_experts'],
    },
    provider: {
      period: 'objection.provider',
      from: 'step',
      starts: ['ask_provider'],
      ends: ['record_provider', 'withdraw'],
      drops: [],
      standsStillIn: ['provider_at_experts'],
    },
    execution: {
      period: 'objection.execution',
      from: 'step',
      starts: ['decide_correction', 'decide_withdrawal'],
      ends: ['confirm_correction', 'confirm_withdrawal'],
      drops: [],
      standsStillIn: [],
    },
  },
} as const satisfies Procedure;
