import type { DeterminationUse } from '../../rules/law/index.ts';
import type { Procedure, Sentence } from '../procedures/index.ts';
import { DECISION_STEPS } from './decision-steps.ts';
import { ENDING_STEPS } from './ending-steps.ts';
import { NOTICE_STEPS } from './notice-steps.ts';
import { RESUMPTION_STEPS } from './resumption-steps.ts';
import { REVIEW_STEPS } from './review-steps.ts';

/**
 * Determinations (认定): prior notice, statement and defence, legal review, decision, service, effect, end (law file 2.3). One table for
 * the serious list, key supervision and findings about a responsible person; what each needs its guards ask of the packs.
 */
export const DETERMINATION = {
  code: 'determination',
  name: { zh: '认定', en: 'Determination' },
  basis: ['gbf49:8', 'hnxy:28', 'hnxy:37'],
  pointsBy: 'determination.enter',
  grounds: {
    key_supervision: { zh: '列为重点监管对象', en: 'key supervision' },
    responsible_person: { zh: '认定责任人员', en: 'a finding about a responsible person' },
    serious_list: { zh: '列入严重失信主体名单', en: 'entry in a serious list' },
  } satisfies Record<DeterminationUse, Sentence>,
  states: {
    none: { name: { zh: '无', en: 'none' } },
    proposed: { name: { zh: '拟认定', en: 'proposed' } },
    noticed: { name: { zh: '已告知', en: 'notice served' } },
    defending: { name: { zh: '陈述申辩核实中', en: 'defence being verified' } },
    heard: { name: { zh: '听取完毕', en: 'heard' } },
    drafted: { name: { zh: '已拟决定', en: 'decision drafted' } },
    reviewed: { name: { zh: '已法制审核', en: 'legally reviewed' } },
    decided: { name: { zh: '已决定，待送达', en: 'decided, not served' }, decided: true },
    in_effect: { name: { zh: '已生效', en: 'in effect' }, decided: true },
    suspended: { name: { zh: '暂停', en: 'suspended' }, decided: true },
    removal_applied: { name: { zh: '已申请移出（生效中）', en: 'in effect, early end applied for' } },
    removal_refusal_drafted: {
      name: { zh: '已拟不予受理移出申请（生效中）', en: 'in effect, refusal of the application drafted' },
    },
    removal_refusal_reviewed: {
      name: { zh: '不予受理移出申请已审核（生效中）', en: 'in effect, refusal of the application reviewed' },
    },
    removal_accepted: { name: { zh: '移出申请已受理（生效中）', en: 'in effect, application accepted' } },
    removal_drafted: { name: { zh: '移出决定已拟（生效中）', en: 'in effect, decision on an early end drafted' } },
    removal_reviewed: { name: { zh: '移出决定已审核（生效中）', en: 'in effect, decision on an early end reviewed' } },
    suspended_applied: { name: { zh: '已申请移出（暂停）', en: 'suspended, early end applied for' } },
    suspended_refusal_drafted: {
      name: { zh: '已拟不予受理移出申请（暂停）', en: 'suspended, refusal of the application drafted' },
    },
    suspended_refusal_reviewed: {
      name: { zh: '不予受理移出申请已审核（暂停）', en: 'suspended, refusal of the application reviewed' },
    },
    suspended_accepted: { name: { zh: '移出申请已受理（暂停）', en: 'suspended, application accepted' } },
    suspended_drafted: { name: { zh: '移出决定已拟（暂停）', en: 'suspended, decision on an early end drafted' } },
    suspended_reviewed: { name: { zh: '移出决定已审核（暂停）', en: 'suspended, decision on an early end reviewed' } },
    resumption_drafted: { name: { zh: '恢复决定已拟（暂停）', en: 'suspended, decision to resume drafted' } },
    resumption_reviewed: { name: { zh: '恢复决定已审核（暂停）', en: 'suspended, decision to resume reviewed' } },
    resumption_decided: {
      name: { zh: '已决定恢复，待送达（暂停）', en: 'suspended, decided to resume, not served' },
      decided: true,
    },
    removed: { name: { zh: '已移出，通知中', en: 'removed, receivers being told' }, decided: true },
    removed_wrong: { name: { zh: '因错误移出，待恢复名誉', en: 'removed as wrong, to be made good' }, decided: true },
    restored: { name: { zh: '已致歉并恢复名誉，通知中', en: 'made good, receivers being told' }, decided: true },
    closed: { name: { zh: '已移出，各单位均已移出', en: 'removed everywhere' }, final: true },
    dropped: { name: { zh: '不予认定', en: 'no determination' }, final: true },
  },
  documents: {
    prior_notice: { zh: '事先告知书', en: 'prior notice' },
    delivery_receipt: { zh: '送达回证', en: 'receipt of service' },
    statement_record: { zh: '陈述申辩笔录或者书面意见', en: 'record of statement and defence' },
    statement_reply: { zh: '陈述申辩答复', en: 'answer to the statement' },
    no_finding_notice: { zh: '不予认定告知书', en: 'notice that no finding is made' },
    decision: { zh: '认定决定书', en: 'decision' },
    list_decision: { zh: '列入严重失信主体名单决定书', en: 'decision to list' },
    legal_opinion: { zh: '法制审核意见', en: 'opinion of the legal review' },
    discussion_record: { zh: '集体讨论记录', en: 'record of the discussion' },
    repair_notice: { zh: '信用修复告知书', en: 'notice on repair' },
    publication_notice: { zh: '公示通知', en: 'notice of publication' },
    suspension_ground: { zh: '暂停的依据（异议、裁定、重整计划）', en: 'what it is suspended for' },
    resumption_decision: { zh: '恢复决定书', en: 'decision to resume' },
    removal_application: { zh: '提前移出申请', en: 'application for an early end' },
    commitment_letter: { zh: '信用承诺书', en: 'commitment letter' },
    acceptance_notice: { zh: '受理通知书', en: 'notice of acceptance' },
    refusal_notice: { zh: '不予受理通知书', en: 'notice of refusal' },
    removal_decision: { zh: '移出决定书', en: 'decision on removal' },
    wrongful_removal: { zh: '错误列入移出决定书', en: 'removal of what was wrong' },
    apology: { zh: '致歉函', en: 'apology' },
    restoration_notice: { zh: '恢复名誉公告', en: 'notice that restores the good name' },
    compensation_note: { zh: '赔偿事项告知书', en: 'note on compensation' },
  },
  drafted: [
    ...['prior_notice', 'statement_reply', 'no_finding_notice', 'decision', 'list_decision', 'legal_opinion'],
    ...['discussion_record', 'repair_notice', 'publication_notice', 'resumption_decision', 'acceptance_notice'],
    ...['refusal_notice', 'removal_decision', 'wrongful_removal', 'apology', 'restoration_notice', 'compensation_note'],
  ],
  steps: { ...NOTICE_STEPS, ...DECISION_STEPS, ...REVIEW_STEPS, ...ENDING_STEPS, ...RESUMPTION_STEPS },
  timers: {
    statement: {
      period: 'list.statement',
      from: 'service',
      starts: ['serve_notice'],
      ends: ['file_statement', 'close_hearing'],
      drops: ['drop'],
      standsStillIn: [],
    },
    reply: {
      period: 'list.reply',
      from: 'step',
      starts: ['file_statement'],
      ends: ['answer_statement'],
      drops: ['drop'],
      standsStillIn: [],
    },
    publication: {
      period: 'list.publication',
      from: 'step',
      starts: ['decide_listing'],
      ends: ['publish'],
      drops: ['approve_removal', 'remove_suspended', 'expire', 'remove_wrongful'],
      standsStillIn: [],
    },
    term: {
      period: 'list.term',
      from: 'service',
      starts: ['serve_listing'],
      ends: ['expire'],
      drops: ['approve_removal', 'remove_suspended', 'remove_wrongful'],
      standsStillIn: [],
    },
    removal_acceptance: {
      period: 'list.removal.acceptance',
      from: 'step',
      starts: ['apply_removal'],
      ends: ['accept_removal', 'refuse_removal'],
      drops: ['expire', 'remove_wrongful'],
      standsStillIn: [],
    },
    removal_decision: {
      period: 'list.removal.decision',
      from: 'step',
      starts: ['accept_removal'],
      ends: ['approve_removal', 'reject_removal'],
      drops: ['expire', 'remove_wrongful'],
      standsStillIn: [],
    },
    receivers: {
      period: 'list.removal.receivers',
      from: 'step',
      starts: ['approve_removal', 'remove_suspended', 'expire', 'remove_wrongful'],
      ends: ['all_removed'],
      drops: [],
      standsStillIn: [],
    },
  },
} as const satisfies Procedure;
