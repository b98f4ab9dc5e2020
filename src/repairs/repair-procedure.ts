import type { Procedure } from '../procedures/index.ts';
import { APPLICATION_STEPS } from './application-steps.ts';
import { DECISION_STEPS } from './decision-steps.ts';
import { REVOCATION_STEPS } from './revocation-steps.ts';
import { RECEIVERS } from './step-parts.ts';

/**
 * Repair (信用修复): law file 2.4, `RepairApplication`. What ends is shown and used no more while the case is in a state that says
 * so; false material leads to a new decision by three people, never to a silent return.
 */
export const REPAIR = {
  code: 'repair',
  name: { zh: '信用修复', en: 'Repair' },
  basis: ['fgw36:2', 'fgw36:3', 'gbf22:2', 'fgw58:5'],
  grounds: {
    term: { zh: '最短公示期届满', en: 'the shortest term has run' },
    reorganisation: { zh: '法院批准的重整计划执行期间', en: 'while an approved reorganisation plan runs' },
    settlement: { zh: '法院认可的和解协议执行期间', en: 'while a recognised settlement runs' },
  },
  states: {
    none: { name: { zh: '未申请', en: 'not applied' } },
    draft: { name: { zh: '填写中', en: 'draft' } },
    submitted: { name: { zh: '已提交', en: 'submitted' } },
    returned: { name: { zh: '退回补正', en: 'returned for supplement' } },
    accepted: { name: { zh: '已受理', en: 'accepted' } },
    verifying: { name: { zh: '核实中', en: 'verifying' } },
    extended: { name: { zh: '核实中（已延期）', en: 'verifying, extended' } },
    drafted: { name: { zh: '已拟决定', en: 'decision drafted' } },
    reviewed: { name: { zh: '已审核', en: 'decision reviewed' } },
    shielded: { name: { zh: '暂时屏蔽', en: 'shielded' }, endsUse: true },
    syncing: { name: { zh: '准予，同步中', en: 'approved, being told' }, endsUse: true },
    done: { name: { zh: '已修复', en: 'repaired' }, endsUse: true, final: true },
    revoking: { name: { zh: '拟撤销修复', en: 'revocation proposed' }, endsUse: true },
    revocation_reviewed: { name: { zh: '撤销修复已审核', en: 'revocation reviewed' }, endsUse: true },
    refused: { name: { zh: '不予受理', en: 'refused' }, final: true },
    rejected: { name: { zh: '不予修复', en: 'rejected' }, final: true },
    withdrawn: { name: { zh: '申请人撤回', en: 'withdrawn' }, final: true },
    shield_ended: { name: { zh: '屏蔽终止', en: 'shield ended' }, final: true },
    revoked_false_material: { name: { zh: '因虚假材料撤销修复', en: 'revoked for false material' }, final: true },
  },
  documents: {
    commitment_letter: { zh: '信用承诺书', en: 'commitment letter' },
    performance_proof: { zh: '义务履行完毕的证明', en: 'proof of performance' },
    court_ruling: { zh: '批准重整计划或者认可和解协议的裁定书', en: 'court ruling on the plan or settlement' },
    supplement_notice: { zh: '补正告知书', en: 'notice what to supplement' },
    acceptance_notice: { zh: '受理通知书', en: 'notice of acceptance' },
    refusal_notice: { zh: '不予受理通知书', en: 'notice of refusal' },
    extension_notice: { zh: '延期告知书', en: 'notice of extension' },
    decision: { zh: '信用修复决定书', en: 'decision' },
    plan_report: { zh: '计划执行完毕的材料', en: 'report that the plan is carried out' },
    shield_decision: { zh: '终止屏蔽决定书', en: 'decision that ends the shield' },
    withdrawal_request: { zh: '撤回申请', en: 'request to withdraw' },
    revocation_notice: { zh: '拟撤销修复告知书', en: 'prior notice of revocation' },
    statement_record: { zh: '陈述申辩记录', en: 'record of statement and defence' },
    revocation_decision: { zh: '撤销修复决定书', en: 'revocation' },
  },
  drafted: [
    ...['supplement_notice', 'acceptance_notice', 'refusal_notice', 'extension_notice', 'decision'],
    ...['shield_decision', 'revocation_notice', 'revocation_decision'],
  ],
  steps: { ...APPLICATION_STEPS, ...DECISION_STEPS, ...REVOCATION_STEPS },
  timers: {
    material_check: {
      period: 'repair.materialCheck',
      from: 'step',
      starts: ['submit', 'supplement'],
      ends: ['accept', 'return_for_supplement', 'refuse'],
      drops: ['withdraw'],
      standsStillIn: [],
    },
    acceptance: {
      period: 'repair.acceptance',
      from: 'step',
      starts: ['submit', 'supplement'],
      ends: ['accept', 'refuse'],
      drops: ['return_for_supplement', 'withdraw'],
      standsStillIn: [],
    },
    answer: {
      period: 'repair.creditChina',
      from: 'step',
      starts: ['submit', 'supplement'],
      ends: ['approve', 'reject', 'refuse', 'shield'],
      drops: ['return_for_supplement', 'withdraw'],
      standsStillIn: [],
    },
    decision: {
      period: 'repair.decision',
      from: 'step',
      starts: ['accept'],
      ends: ['approve', 'reject', 'shield'],
      drops: ['extend', 'withdraw'],
      standsStillIn: [],
    },
    extension: {
      period: 'repair.extension',
      from: { dueOf: 'decision' },
      starts: ['extend'],
      ends: ['approve', 'reject', 'shield'],
      drops: ['withdraw'],
      standsStillIn: [],
    },
    execution: {
      period: 'repair.execution',
      from: 'step',
      starts: ['approve', 'approve_after_plan'],
      ends: ['synced'],
      drops: [],
      standsStillIn: [],
    },
    receivers: {
      period: RECEIVERS,
      from: 'step',
      starts: ['approve', 'approve_after_plan'],
      ends: ['synced'],
      drops: [],
      standsStillIn: [],
    },
  },
} as const satisfies Procedure;
