import type { Sentence } from './ground/platform/messages.ts';
import { ANNULMENT } from './rights/annulments/annulment-procedure.ts';
import { DETERMINATION } from './rights/determinations/determination-procedure.ts';
import { OBJECTION } from './rights/objections/objection-procedure.ts';
import type { Procedure } from './rights/procedures/procedure.ts';
import { REPAIR } from './rights/repairs/repair-procedure.ts';
import { DOCUMENT_FACTS } from './rules/law/document-facts.ts';

type Words = Readonly<Record<string, Sentence>>;
const TABLES: readonly Procedure[] = [OBJECTION, REPAIR, ANNULMENT, DETERMINATION];

/** Facts of refusals that name a step, a state, a kind of document; each procedure has words of its own for what it calls alike. */
const STEP_FACTS = ['step', 'open', 'took'];
const STATE_FACTS = ['state'];
const DOCUMENT_FACTS_OF_STEPS = ['kind', 'kinds', 'missing', 'lacking'];

/** `word.<fact>.<scope><code>`: one entry for each fact that may hold the code. */
const under = (facts: readonly string[], scope: string, words: Words): [string, Sentence][] =>
  facts.flatMap((fact) =>
    Object.entries(words).map(([code, { zh, en }]): [string, Sentence] => [`word.${fact}.${scope}${code}`, { zh, en }]),
  );

const names = (rules: Readonly<Record<string, { readonly name: Sentence }>>): Words =>
  Object.fromEntries(Object.entries(rules).map(([code, { name }]) => [code, name]));

/** Documents of any case, and what procedures call by one code and name each in its own way: told so where no procedure is named. */
const DOCUMENTS: Words = {
  repair_notice: { zh: '信用修复告知书', en: 'notice on repair' },
  service_receipt: { zh: '送达回证', en: 'receipt of service' },
  service_consent: { zh: '电子送达确认书', en: 'consent to electronic service' },
  public_notice: { zh: '送达公告', en: 'public notice' },
  decision: { zh: '决定书', en: 'decision' },
  statement_record: { zh: '陈述申辩记录', en: 'record of statement and defence' },
  withdrawal_request: { zh: '撤回申请', en: 'request to withdraw' },
};
const CHANNELS: Words = {
  direct: { zh: '直接送达', en: 'direct service' },
  leaving: { zh: '留置送达', en: 'leaving' },
  post: { zh: '邮寄送达', en: 'post' },
  electronic: { zh: '电子送达', en: 'electronic service' },
  public_notice: { zh: '公告送达', en: 'public notice' },
};
const BATCH_STATES: Words = {
  staging: { zh: '正在读取', en: 'being read' },
  previewed: { zh: '待确认', en: 'to be confirmed' },
  accepted: { zh: '已接收', en: 'accepted' },
  discarded: { zh: '已撤销', en: 'discarded' },
  unreadable: { zh: '无法读取', en: 'unreadable' },
};
const STATEMENT_STATES: Words = {
  waiting: { zh: '待检查', en: 'to be checked' },
  released: { zh: '已通过', en: 'released' },
  refused: { zh: '未通过', en: 'refused' },
  ended: { zh: '已撤回', en: 'taken back' },
};
/** What a single fact may hold besides. */
const OTHERS: Readonly<Record<string, Words>> = {
  channel: CHANNELS,
  open: CHANNELS,
  state: { ...BATCH_STATES, ...STATEMENT_STATES },
  needed: BATCH_STATES,
  remedy: { review: { zh: '行政复议', en: 'review' }, suit: { zh: '行政诉讼', en: 'suit' } },
  use: DETERMINATION.grounds,
  what: {
    signed: { zh: '已签收', en: 'signed for' },
    refused: { zh: '拒绝签收', en: 'refused' },
    left: { zh: '已留置', en: 'left' },
    reached: { zh: '已到达', en: 'arrived' },
    returned: { zh: '退回', en: 'came back' },
  },
  answer: {
    running: { zh: '期限未满', en: 'its days still run' },
    not_served: { zh: '尚无送达情况', en: 'nothing is noted yet' },
    failed: { zh: '未能送达', en: 'it failed' },
    served: { zh: '已送达', en: 'served' },
  },
  because: {
    remedy: { zh: '采取补救措施', en: 'remedy' },
    tell_authority: { zh: '通知主管部门', en: 'tell the department' },
    tell_persons: { zh: '通知个人', en: 'tell the persons' },
    spare_persons: { zh: '决定不通知个人', en: 'decide not to tell the persons' },
    order_persons: { zh: '主管部门要求通知个人', en: 'the department orders to tell the persons' },
    close: { zh: '办结', en: 'close' },
  },
  field: {
    domain: { zh: '领域', en: 'domain' },
    kinds: { zh: '处罚种类', en: 'kinds of penalty' },
    role: { zh: '在单位的职务', en: 'part in the unit' },
    roleUntil: { zh: '任职的截止日期', en: 'last day in that part' },
    termMonths: { zh: '期限', en: 'term' },
    supervision: { zh: '检查次数和复查时间', en: 'inspections and review' },
    inspectionsDuring: { zh: '期间的检查次数', en: 'inspections meanwhile' },
    reviewMonths: { zh: '复查的月数', en: 'months until the review' },
  },
  fact: DOCUMENT_FACTS,
  item: {
    penalty: { zh: '行政处罚', en: 'administrative penalty' },
    licence: { zh: '行政许可', en: 'administrative licence' },
    organisation: { zh: '登记注册基本信息', en: 'registration' },
  },
};

/** What is a code among the facts of a refusal, in words: no sentence of a problem shows a code where it has a name. */
export const CODE_MESSAGES: Words = Object.fromEntries([
  ...TABLES.flatMap(({ documents }) => under(DOCUMENT_FACTS_OF_STEPS, '', documents)),
  ...under(DOCUMENT_FACTS_OF_STEPS, '', DOCUMENTS),
  ...TABLES.flatMap(({ code, steps, states, documents }) => [
    ...under(STEP_FACTS, `${code}.`, names(steps)),
    ...under(STATE_FACTS, `${code}.`, names(states)),
    ...under(DOCUMENT_FACTS_OF_STEPS, `${code}.`, documents),
  ]),
  ...Object.entries(OTHERS).flatMap(([fact, words]) => under([fact], '', words)),
]);
