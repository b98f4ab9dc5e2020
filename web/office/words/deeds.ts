import { DEEDS } from '../../../src/ground/access/deeds.ts';
import { ANNULMENT } from '../../../src/rights/annulments/annulment-procedure.ts';
import { DETERMINATION } from '../../../src/rights/determinations/determination-procedure.ts';
import { OBJECTION } from '../../../src/rights/objections/objection-procedure.ts';
import type { Procedure } from '../../../src/rights/procedures/procedure.ts';
import { REPAIR } from '../../../src/rights/repairs/repair-procedure.ts';
import type { Words } from '../../shared/words.ts';

/** Deeds of the journal that nobody asks a right for: the program's own steps, and steps that follow from another deed. */
export const deeds = {
  'account.appoint': ['任命首个安全管理账号', 'appoint the first administrator of security'],
  'account.found': ['建立首个管理账号', 'found the installation'],
  'account.join': ['启用账号', 'join with an invitation'],
  'account.renew_password': ['更换密码', 'change the own password'],
  'change.propose': ['提出授权变更', 'propose a change of rights'],
  'change.refuse': ['拒绝授权变更', 'refuse a change of rights'],
  'change.withdraw': ['撤回授权变更', 'take back a change of rights'],
  'glass.open': ['紧急授权生效', 'open a post in an emergency'],
  'batch.give_up': ['批次无法读取', 'give up an unreadable batch'],
  'bundle.make': ['制作案卷证据包', 'make the bundle of a case'],
  'document.draft': ['起草文书', 'draft a document'],
  'document.print': ['制作文书正本', 'make the paper of a document'],
  'document.seal': ['文书用印', 'seal a document'],
  'document.sign': ['签署文书', 'sign a document'],
  'document.withdraw': ['撤回文书', 'withdraw a document'],
  'document.write': ['修改文书', 'write a document anew'],
  'factor.begin': ['开始登记第二因素', 'begin with a second factor'],
  'factor.enrol': ['登记第二因素', 'enrol a second factor'],
  'factor.remove': ['移除第二因素', 'remove a second factor'],
  'factor.renew_codes': ['更换备用码', 'renew the codes for paper'],
  'identity.end': ['解除身份关联', 'end the link to a provider of identities'],
  'identity.link': ['关联统一身份认证', 'link an account to the provider of identities'],
  'interest.declare': ['申报利害关系', 'declare an interest'],
  'file.look': ['查看密封文件', 'look at a sealed file'],
  'law.install': ['装载规则版本', 'install an edition of the law packs'],
  'privacy.assess': ['撰写个人信息保护影响评估', 'write an impact assessment'],
  'privacy.entrust': ['登记委托处理合同', 'enter the contract of an entrusted operator'],
  'privacy.supervise': ['登记对受托人的监督', 'tell how an entrusted operator was looked after'],
  'breach.enter': ['登记个人信息泄露', 'enter a breach of personal information'],
  'log.adopt': ['存证日志接管升级前的数据', 'the log adopts rows of before an upgrade'],
  'retention.remove': ['保存期限届满，删除使用日志', 'rows of the logs of uses removed, their term being over'],
  'log.take': ['存证日志登记查询、查阅和通知', 'the log takes uses, looks and notices down'],
  'breach.step': ['办理个人信息泄露', 'take a step of a breach'],
  'privacy.export': ['导出个人信息保护合规审计包', 'export the compliance audit'],
  'privacy.review': ['审核个人信息保护影响评估', 'review an impact assessment'],
  'key.rotate': ['更换密钥', 'a new secret for a key'],
  'key.terms': ['变更密钥用途和限额', 'change the terms of a key'],
  'subject.keep_apart': ['不同意归并主体', 'refuse to merge two parties'],
  'match.contest': ['对匹配结果提出异议', 'contest a match'],
  'party.acknowledge': ['当事人确认已阅信函', 'a party acknowledges a letter'],
  'party.link_identity': ['当事人关联统一身份认证', 'a party links its account to a provider of identities'],
  'party.end_identity': ['当事人解除身份关联', 'a party ends the link to a provider of identities'],
  'party.join': ['当事人启用账号', 'a party joins with its letter'],
  'recall.appoint': ['指定督办人', 'name who follows up what nobody acknowledged'],
  'setting.find': ['发现放宽设置', 'find a setting that weakens a guard'],
  'setting.confirm': ['确认放宽设置', 'confirm a setting that weakens a guard'],
  'setting.refuse': ['拒绝放宽设置', 'refuse a setting that weakens a guard'],
  'setting.end': ['放宽设置终止', 'a setting that weakens a guard is gone'],
  'report.hand_over': ['在窗口出具信用报告', 'a credit report is made at the counter'],
  'report.fetch': ['凭授权取得信用报告', 'a credit report is fetched by authorisation'],
  'inspection.enter_inspector': ['列入检查人员名录库', 'enter somebody in the register of inspectors'],
  'inspection.end_inspector': ['移出检查人员名录库', 'take somebody off the register of inspectors'],
  'inspection.draw': ['抽取检查人员和检查日', 'draw who inspects, and when'],
  'inspection.replace': ['换人，写入补抽范围', 'another inspector is to be drawn'],
  'inspection.conclude': ['登记检查结果', 'say what became of an inspection'],
  'inspection.fall_away': ['检查随认定取消', 'an inspection falls away with the supervision'],
  'outage.confirm': ['确认系统中断', 'confirm an outage of the system'],
  'duty.take_back': ['收回交接的事项', 'take handed-over duties back'],
  'reminder.wish': ['设置提醒邮件', 'choose reminders by mail'],
  'reminder.open_calendar': ['开设日历地址', 'open a calendar'],
  'reminder.close_calendar': ['关闭日历地址', 'close a calendar'],
  'report.acknowledge': ['被授权人签收信息变化', 'whoever fetched a report acknowledges a change'],
  'report.authorise': ['当事人授权他人取得信用报告', 'a party lets somebody fetch credit reports'],
  'report.end_authority': ['当事人收回授权', 'a party takes an authorisation back'],
  'party.save_draft': ['当事人保存草稿', 'a party saves a draft'],
  'publication.decline_term': ['不同意延后公示截止日', 'decline a later end of a publication'],
  'publication.prolong': ['确认较晚的公示截止日', 'confirm a later end of a publication'],
  'publication.propose_term': ['提出较晚的公示截止日', 'propose a later end of a publication'],
  'publication.shorten': ['提前公示截止日', 'bring the end of a publication forward'],
  'quarantine.accepted': ['接收存疑数据', 'accept a doubtful row'],
  'quarantine.classified': ['认定类别', 'find the class of a record'],
  'quarantine.returned': ['退回存疑数据', 'return a doubtful row'],
  'record.add': ['记入记录', 'add a record'],
  'screening.submit': ['提交核查名单', 'submit a list to be screened'],
  'service.begin': ['开始送达', 'begin to serve documents'],
  'service.conclude': ['登记公告期满', 'write down that a public notice has run'],
  'service.consent': ['登记电子送达确认书', 'keep a consent to electronic service'],
  'service.end_consent': ['登记撤回电子送达同意', 'end a consent to electronic service'],
  'service.note': ['登记送达情况', 'note what happened in a service'],
  'service.send': ['电子送达', 'serve documents electronically'],
  'session.begin': ['登录', 'sign in'],
  'session.end': ['退出', 'sign out'],
  'statement.end': ['当事人撤下声明', 'a party takes back its statement'],
  'subject.create': ['建立主体', 'create a subject'],
  'subject.name': ['记入主体名称', 'add a name of a subject'],
} as const satisfies Words;

/** Deeds that need a right have their words in the server's own table. */
export const rightDeeds: Words = Object.fromEntries(
  Object.entries(DEEDS).map(([deed, { zh, en }]) => [deed, [zh, en]]),
);

/** Steps of procedures bear the names that their tables give them. */
const PROCEDURES: readonly Procedure[] = [OBJECTION, REPAIR, ANNULMENT, DETERMINATION];
export const stepDeeds: Words = Object.fromEntries(
  PROCEDURES.flatMap(({ code, name, steps }) =>
    Object.entries(steps).map(([step, { name: done }]) => [
      `${code}.${step}`,
      [`${name.zh}：${done.zh}`, `${name.en}: ${done.en}`] as const,
    ]),
  ),
);

/** A case is called as its procedure is. */
export const caseWords: Words = Object.fromEntries(
  PROCEDURES.map(({ code, name }) => [code, [name.zh, name.en] as const]),
);

/** Deeds of a case that are no steps of its table, in whichever procedure; the last three are the program's own. */
const OF_A_CASE = {
  add_point: ['补充意见或者证据', 'add to what was said'],
  dispose: ['逐项处理意见', 'answer what was said'],
  recuse: ['决定回避', 'have an officer stand aside'],
  count_clocks: ['按现行规则重新计算期限', 'count the clocks anew under the law in use'],
  clock_due: ['期限届满之日', 'the last day of a clock'],
  clock_overdue: ['期限已过', 'a clock has run out'],
} as const satisfies Words;
export const caseDeeds: Words = Object.fromEntries(
  PROCEDURES.flatMap(({ code, name }) =>
    Object.entries(OF_A_CASE).map(([deed, [zh, en]]) => [
      `${code}.${deed}`,
      [`${name.zh}：${zh}`, `${name.en}: ${en}`] as const,
    ]),
  ),
);
