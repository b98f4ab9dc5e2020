import type { Language, Pair, Words } from '../../shared/words.ts';
import { caseDeeds, caseWords, deeds, rightDeeds, stepDeeds } from './deeds.ts';

const items = {
  penalty: ['行政处罚', 'Penalty'],
  licence: ['行政许可', 'Licence'],
  organisation: ['登记注册基本信息', 'Register of organisations'],
  unknown: ['未识别', 'Not recognised'],
} as const satisfies Words;

/** What an entry of the journal is of. A case bears the name of its procedure. */
const objects = {
  account: ['账号', 'account'],
  archive_handover: ['档案移交包', 'hand-over package for the archive'],
  batch: ['批次', 'batch'],
  bundle: ['案卷证据包', 'bundle of a case'],
  consent: ['电子送达确认书', 'consent to electronic service'],
  document: ['文书', 'document'],
  file: ['文件', 'file'],
  key: ['密钥', 'key'],
  law_adoption: ['规则版本的采用', 'adoption of an edition'],
  law_edition: ['规则版本', 'edition of the law'],
  law_proposal: ['规则版本草案', 'draft of an edition'],
  erasure: ['删除个人信息', 'erasure of personal information'],
  retention: ['保存期限', 'term of retention'],
  privacy_breach: ['个人信息泄露', 'breach of personal information'],
  privacy_entrustment: ['委托处理', 'entrusted operator'],
  privacy_assessment: ['个人信息保护影响评估', 'impact assessment of personal information'],
  letter: ['信函', 'letter'],
  log: ['存证日志', 'verifiable log'],
  list_domain: ['名单设列领域', 'domain of a list'],
  match_judgement: ['匹配认定', 'judgement of a match'],
  notice: ['告知', 'notice'],
  organ: ['机关', 'organ'],
  change: ['授权变更', 'change of rights'],
  post: ['岗位', 'post'],
  procedure: ['程序', 'procedure'],
  publication: ['公示', 'publication'],
  quarantine: ['存疑数据', 'doubtful row'],
  record: ['记录', 'record'],
  screening_list: ['核查名单', 'list to be screened'],
  session: ['会话', 'session'],
  subject_merge: ['主体归并', 'merge of two parties'],
  subject_pair: ['两个主体是否同一', 'whether two parties are one'],
  inspection: ['检查', 'inspection'],
  inspection_plan: ['检查抽取方案', 'plan of inspections'],
  inspector: ['检查人员', 'inspector'],
  outage: ['系统中断', 'outage of the system'],
  duty: ['交接的事项', 'handed-over duty'],
  report: ['信用报告', 'credit report'],
  report_grant: ['取得报告的授权', 'authorisation to fetch reports'],
  service: ['送达', 'service of documents'],
  statement: ['当事人声明', 'statement of a party'],
  subject: ['主体', 'subject'],
  value: ['密封值', 'sealed value'],
  setting: ['放宽设置', 'setting that weakens a guard'],
  vault_key: ['密封密钥', 'key to seal with'],
} as const satisfies Words;

/** Choices of catalogue items that are codes of ours. Choices in the law's own Chinese words stay as they are. */
const values = {
  altered: ['被变更', 'altered'],
  arbitration_body: ['仲裁机构', 'arbitration body'],
  arbitrator: ['仲裁员', 'arbitrator'],
  cancelled: ['注销', 'cancelled'],
  drugs: ['药品', 'drugs'],
  false: ['否', 'no'],
  fire: ['消防', 'fire safety'],
  first_judgment: ['一审判决', 'judgment of first instance'],
  first_ruling: ['一审裁定', 'ruling of first instance'],
  food: ['食品', 'food'],
  forensic_appraiser: ['司法鉴定人', 'forensic appraiser'],
  forensic_institute: ['司法鉴定机构', 'forensic institute'],
  granted: ['准许', 'granted'],
  grassroots_office: ['基层法律服务所', 'grassroots legal-service office'],
  grassroots_worker: ['基层法律服务工作者', 'grassroots legal-service worker'],
  hearing: ['普通程序（听证）', 'ordinary procedure with a hearing'],
  in_effect: ['生效裁判', 'decision in effect'],
  in_operation: ['存续', 'in operation'],
  law_firm: ['律师事务所', 'law firm'],
  lawyer: ['律师', 'lawyer'],
  none: ['无', 'none'],
  notary: ['公证员', 'notary'],
  notary_office: ['公证机构', 'notary office'],
  ordinary: ['普通程序', 'ordinary procedure'],
  other: ['其他', 'other'],
  pending: ['审理中', 'pending'],
  refused: ['不准许', 'refused'],
  revoked: ['吊销', 'revoked'],
  set_aside: ['被撤销', 'set aside'],
  simple: ['简易程序', 'simple procedure'],
  special_equipment: ['特种设备', 'special equipment'],
  standing: ['有效', 'standing'],
  suspended: ['暂扣（停业）', 'suspended'],
  true: ['是', 'yes'],
  upheld: ['维持', 'upheld'],
  void: ['被确认违法或者无效', 'found unlawful or void'],
  withdrawn: ['撤回', 'withdrawn'],
  work_safety: ['安全生产', 'work safety'],
} as const satisfies Words;

const roles = {
  clerk: ['经办岗', 'Clerk'],
  reviewer: ['审核岗', 'Reviewer'],
  decider: ['决定岗', 'Decider'],
  publisher: ['公示岗', 'Publisher'],
  counter: ['窗口岗', 'Counter officer'],
  administrator: ['系统管理岗', 'System administrator'],
  security: ['安全管理岗', 'Security administrator'],
  auditor: ['审计管理岗', 'Audit administrator'],
} as const satisfies Words;

const organKinds = {
  province_department: ['省司法厅', 'provincial department'],
  city_bureau: ['市司法局', 'city bureau'],
  section: ['内设机构', 'section'],
  county_bureau: ['县（区）司法局', 'county bureau'],
  association: ['行业协会', 'association'],
  partner: ['协同部门', 'partner department'],
} as const satisfies Words;

const grounds = {
  changed: ['处罚决定被变更', 'the decision was changed'],
  set_aside: ['处罚决定被撤销', 'the decision was set aside'],
  unlawful: ['被确认违法', 'it was found unlawful'],
  void: ['被确认无效', 'it was found void'],
  own_error: ['本机关差错', 'our own error'],
} as const satisfies Words;

/** Lawful causes that stop a clock, as the periods of the packs name them. */
const causes = {
  test: ['检验检测', 'testing'],
  appraisal: ['鉴定', 'appraisal'],
  outage: ['平台中断', 'the platform stood still'],
  expert_review: ['专家评审', 'review by experts'],
  not_own_fault: ['不可抗力等非自身原因耽误', 'lost through no fault of the party'],
} as const satisfies Words;

/** Codes of the program that people read, by what they are codes of. `codes.test.ts` asks that none is without words. */
export const CODES = {
  item: items,
  deed: { ...caseDeeds, ...rightDeeds, ...stepDeeds, ...deeds },
  object: { ...objects, ...caseWords },
  value: values,
  role: roles,
  organKind: organKinds,
  ground: grounds,
  cause: causes,
} satisfies Readonly<Record<string, Words>>;
export type CodeKind = keyof typeof CODES;

/** The words of a code; the code itself where it has none (a later version of the server). */
export function wordOf(kind: CodeKind, code: string, language: Language): string {
  const pair = (CODES[kind] as Readonly<Record<string, Pair>>)[code];
  return pair ? pair[language === 'en' ? 1 : 0] : code;
}

/** A value of a record's field as people read it: a code of ours in words; anything else as it was sent. */
export function valueWords(value: string, language: Language): string {
  return /^[a-z_]+$/.test(value) ? wordOf('value', value, language) : value;
}
