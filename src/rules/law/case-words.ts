import { GATE_MESSAGES } from './gate-messages.ts';
import { LAW_MESSAGES } from './law-messages.ts';

/** What a case asks and what it expects, in the words of whoever reads a failing case. docs/law-packs.md lists the codes. */
export const ASK_WORDS: Readonly<Record<string, string>> = {
  deadline: '期限届满之日',
  provisional: '放假安排未公布时的暂定期限',
  workingDays: '若干工作日之后的日期',
  calendar: '是否工作日',
  class: '失信信息的类别',
  publication: '能否公示、公示到何日',
  licencePublication: '许可能否公示、公示到何日',
  repair: '能否信用修复',
  finality: '处罚是否已确定',
  competence: '该机关是否有权决定',
  basis: '依据的位阶是否足够',
  record: '能否记入信用记录',
  list: '能否列入严重失信主体名单',
  listDomain: '能否设列该名单领域',
  determination: '能否作出该认定',
  measure: '能否采取该措施',
  heavier: '决定是否重于告知',
  penaltyKinds: '处罚种类是否法定',
  leniency: '是否不予处罚',
  limitation: '是否超过处罚时效',
  penaltyNotice: '告知书是否齐备',
  spot: '能否当场处罚',
  legalReview: '是否须经法制审核',
  penaltyContent: '处罚决定书是否齐备',
  hearing: '是否应当听证',
  surcharge: '加处罚款的数额',
  enforcement: '能否强制执行',
  bindings: '该事项中适用的条文',
  personalInformation: '能否处理个人信息',
  lateness: '是否逾期',
  document: '文书是否齐备',
  service: '送达是否完成',
  arrow: '程序步骤之后的状态',
  rule: '规则的内容',
  validity: '有效期间',
  refusePack: '规则包应被拒绝的错误',
};

const KEY_WORDS: Readonly<Record<string, string>> = {
  due: '到期日',
  counted: '计入的天数',
  skipped: '跳过的日期',
  rolled: '顺延的日期',
  provisional: '是否暂定',
  result: '结果日期',
  refusal: '拒绝的原因',
  working: '是否工作日',
  why: '原因',
  class: '类别',
  rule: '所依规则',
  answer: '结论',
  until: '最后一日',
  reasons: '理由',
  startsFrom: '起算日',
  basis: '依据条文',
  mark: '核对标记',
  earliestOn: '最早日期',
  final: '是否确定',
  finalOn: '确定之日',
  adverseCredit: '是否作为失信信息',
  competentLevels: '有权的级别',
  articles: '条文',
  bindings: '适用的条文',
  effect: '效力',
  missing: '缺少的内容',
  servedOn: '送达日期',
  open: '可用的送达方式',
  state: '状态',
  starts: '开始的期限',
  ends: '结束的期限',
  from: '起日',
  to: '止日',
  faults: '错误',
  level: '位阶或者级别',
  levels: '级别',
  count: '数量',
  unit: '单位',
  term: '期限',
  atLeast: '最短',
  atMost: '最长',
  authority: '决定机关',
  branch: '系统',
  value: '数值',
  name: '名称',
  gist: '要旨',
  subjects: '对象',
  objectKinds: '对象种类',
  force: '约束力',
  longest: '最长公示',
  earliest: '最短公示',
  published: '是否公示',
  entries: '条目',
  days: '天数',
  surcharge: '加处罚款',
  capped: '是否以本金为限',
  absent: '是否没有',
  holds: '是否有效',
  ask: '问题',
};

const VALUE_WORDS: Readonly<Record<string, string>> = {
  allowed: '可以',
  refused: '不可以',
  unknown: '不能确定',
  yes: '是',
  no: '否',
  must: '应当',
  may: '可以',
  minor: '轻微',
  general: '一般',
  serious: '严重',
  late: '逾期',
  in_time: '未逾期',
  served: '已送达',
  running: '进行中',
  not_served: '未送达',
  failed: '失败',
  complete: '齐备',
  incomplete: '不齐备',
  binds: '应当遵守',
  allows: '可以适用',
  forbids: '禁止',
  info: '仅作索引',
  verified: '已核对原文',
  secondary: '据二手材料',
  memory: '未核对',
  reading: '本系统理解',
};

/** `due` → 到期日 due: the word where there is one, the code always, for it is what the file says. */
export function keyWords(at: string): string {
  const words = at.split('.').map((step) => KEY_WORDS[step] ?? '');
  const told = words.filter((word) => word !== '').join('之');
  return told === '' ? at : `${told} ${at}`;
}

/** A value as a lawyer reads it: 是, 否, 无, lists with 、; a code with its word or sentence, and the code beside it. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined) return '（无）';
  if (value === true) return '是';
  if (value === false) return '否';
  if (Array.isArray(value)) return value.length === 0 ? '（空）' : value.map(valueWords).join('、');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, part]) => `${KEY_WORDS[key] ?? key}：${valueWords(part)}`)
      .join('，');
  }
  const code = String(value);
  const told = VALUE_WORDS[code] ?? sentence(`value.${code}`) ?? sentence(code);
  return told === undefined ? code : `${told}（${code}）`;
}

function sentence(code: string): string | undefined {
  const text = (GATE_MESSAGES[code] ?? LAW_MESSAGES[code])?.zh;
  return text?.replaceAll(/\{\w+\}/g, '…');
}
