import type { Named } from './layout.ts';

/** What a letter in the mailbox says, by the deed that it tells of; the matter itself says the rest. */
export const LETTERS: Readonly<Record<string, Named>> = {
  'objection.enter': { zh: '异议已登记，信息已加标注', en: 'The objection is entered and the entry is marked' },
  'objection.ask_provider': { zh: '异议已送提供单位核查', en: 'The objection went to the provider to be checked' },
  'objection.record_provider': { zh: '提供单位已答复核查', en: 'The provider has answered the check' },
  'objection.decide_correction': {
    zh: '异议成立，决定更正',
    en: 'The objection is upheld: the entry will be corrected',
  },
  'objection.decide_withdrawal': {
    zh: '异议成立，决定撤回信息',
    en: 'The objection is upheld: the entry will be withdrawn',
  },
  'objection.decide_refusal': {
    zh: '异议不成立，附理由和救济途径',
    en: 'The objection is not upheld; reasons and remedies are with it',
  },
  'objection.decide_not_upheld': {
    zh: '已决定异议不成立，答复送达前标注保留',
    en: 'It is decided that the objection fails; the mark stays until the reply is served',
  },
  'objection.serve_reply': {
    zh: '异议处理结果已送达，附理由和救济途径',
    en: 'The reply to the objection was served; reasons and remedies are in it',
  },
  'objection.confirm_correction': { zh: '信息已更正', en: 'The entry is corrected' },
  'objection.confirm_withdrawal': { zh: '信息已撤回', en: 'The entry is withdrawn' },
  'objection.withdraw': { zh: '异议已撤回', en: 'The objection is withdrawn' },
  'objection.clock_overdue': { zh: '异议办理期限已过，办理机关逾期', en: 'The bureau is late with the objection' },
  'repair.submit': { zh: '修复申请已提交', en: 'The application for repair is submitted' },
  'repair.return_for_supplement': { zh: '修复申请需要补正', en: 'The application for repair needs a supplement' },
  'repair.accept': { zh: '修复申请已受理', en: 'The application for repair is accepted' },
  'repair.refuse': {
    zh: '修复申请不予受理，附理由和救济途径',
    en: 'The application is not accepted; reasons and remedies are with it',
  },
  'repair.extend': { zh: '修复办理期限延长', en: 'The time for the repair is extended' },
  'repair.approve': { zh: '准予修复，停止公示和使用', en: 'Repair approved: publication and use end' },
  'repair.approve_after_plan': { zh: '计划执行完毕，准予修复', en: 'The plan is carried out: repair approved' },
  'repair.reject': { zh: '不予修复，附理由和救济途径', en: 'Repair rejected; reasons and remedies are with it' },
  'repair.shield': { zh: '准予暂时屏蔽', en: 'The entry is shielded while the plan runs' },
  'repair.end_shield': { zh: '屏蔽终止', en: 'The shield has ended' },
  'repair.synced': { zh: '各单位均已停止使用', en: 'Every organ has confirmed that it uses the entry no more' },
  'repair.withdraw': { zh: '修复申请已撤回', en: 'The application for repair is withdrawn' },
  'repair.serve_revocation_notice': {
    zh: '拟撤销修复，已告知，您有权陈述申辩',
    en: 'It is proposed to revoke the repair; you have been told and have the right to be heard',
  },
  'repair.serve_shield_notice': {
    zh: '拟终止屏蔽，已告知，您有权陈述申辩',
    en: 'It is proposed to end the shield; you have been told and have the right to be heard',
  },
  'repair.propose_revocation': {
    zh: '拟撤销修复，您有权陈述申辩',
    en: 'It is proposed to revoke the repair; you have the right to be heard',
  },
  'repair.file_statement': { zh: '陈述、申辩已收到', en: 'Your statement and defence was received' },
  'repair.answer_statement': {
    zh: '陈述、申辩已逐项答复',
    en: 'Your statement and defence was answered point by point',
  },
  'repair.drop_revocation': { zh: '不撤销修复，修复不变', en: 'The repair is not revoked and stands' },
  'repair.drop_shield_end': { zh: '不终止屏蔽，屏蔽不变', en: 'The shield does not end' },
  'repair.decide_revocation': {
    zh: '决定撤销修复，送达后生效，附理由和救济途径',
    en: 'The repair will be revoked when the decision is served; reasons and remedies are with it',
  },
  'repair.decide_shield_end': {
    zh: '决定终止屏蔽，送达后生效，附理由和救济途径',
    en: 'The shield will end when the decision is served; reasons and remedies are with it',
  },
  'repair.serve_revocation': {
    zh: '撤销修复的决定已送达，信息恢复公示和使用',
    en: 'The revocation was served: the entry stands again',
  },
  'repair.serve_shield_end': {
    zh: '终止屏蔽的决定已送达，信息恢复公示和使用',
    en: 'The end of the shield was served: the entry stands again',
  },
  'repair.revoke': { zh: '撤销修复，附理由和救济途径', en: 'The repair is revoked; reasons and remedies are with it' },
  'repair.clock_overdue': { zh: '修复办理期限已过，办理机关逾期', en: 'The bureau is late with the repair' },
  'determination.file_statement': { zh: '陈述、申辩已收到', en: 'Your statement and defence was received' },
  'determination.answer_statement': {
    zh: '陈述、申辩已逐项答复',
    en: 'Your statement and defence was answered point by point',
  },
  'determination.drop': { zh: '不予认定，事项办结', en: 'No determination is made; the matter is closed' },
  'determination.suspend': { zh: '认定暂停，不公示、不采取措施', en: 'The determination is suspended' },
  'determination.resume': {
    zh: '决定恢复认定，送达后生效，附理由和救济途径',
    en: 'The determination will stand again when the decision is served; reasons and remedies are with it',
  },
  'determination.serve_resumption': {
    zh: '恢复认定的决定已送达，认定恢复生效',
    en: 'The decision to resume was served: the determination stands again',
  },
  'determination.apply_removal': { zh: '提前移出申请已提交', en: 'The application for an early end is submitted' },
  'determination.accept_removal': { zh: '提前移出申请已受理', en: 'The application for an early end is accepted' },
  'determination.refuse_removal': {
    zh: '提前移出申请不予受理，附理由和救济途径',
    en: 'The application for an early end is not accepted; reasons and remedies are with it',
  },
  'determination.approve_removal': { zh: '决定提前移出', en: 'It ends early' },
  'determination.remove_suspended': { zh: '暂停期间决定提前移出', en: 'It ends early while suspended' },
  'determination.reject_removal': {
    zh: '不予提前移出，附理由和救济途径',
    en: 'It does not end early; reasons and remedies are with it',
  },
  'determination.review_stays': {
    zh: '重点监管已复查，维持至期限届满，附理由',
    en: 'The key supervision was reviewed and stays until its term; reasons are with it',
  },
  'determination.expire': { zh: '认定期满，已移出', en: 'The term is over: removed' },
  'determination.remove_wrongful': { zh: '认定有误，已立即移出', en: 'The determination was wrong: removed at once' },
  'determination.restore': {
    zh: '已致歉、恢复名誉并告知赔偿事项',
    en: 'Apology, restored name and a note on compensation',
  },
  'determination.all_removed': { zh: '各单位均已移出', en: 'Every organ has confirmed the removal' },
  'determination.publish': { zh: '列入信息已公示', en: 'The entry was published' },
  'determination.clock_overdue': {
    zh: '认定办理期限已过，办理机关逾期',
    en: 'The bureau is late with the determination',
  },
  'annulment.file_review': {
    zh: '已登记您申请行政复议，未确定前不作为失信信息',
    en: 'Your application for review is entered: until it is final the entry does not count against you',
  },
  'annulment.file_suit': {
    zh: '已登记您提起行政诉讼，未确定前不作为失信信息',
    en: 'Your suit is entered: until it is final the entry does not count against you',
  },
  'annulment.end_review': { zh: '已登记行政复议终止', en: 'It is entered that the review ended without a decision' },
  'annulment.end_suit': { zh: '已登记撤回起诉', en: 'It is entered that the suit was withdrawn' },
  'annulment.uphold_review': {
    zh: '已登记复议维持，您仍可以起诉',
    en: 'It is entered that the review upheld it; you may still sue',
  },
  'annulment.uphold_suit': { zh: '已登记生效裁判维持', en: 'It is entered that a judgment in effect upheld it' },
  'annulment.note_no_suit': {
    zh: '已登记复议后未起诉；已经起诉的，请告知我们',
    en: 'It is entered that no suit followed the review; if one was brought, tell us',
  },
  'annulment.note_no_remedy': {
    zh: '已登记期限内未复议、未起诉；已经申请或者起诉的，请告知我们',
    en: 'It is entered that neither review nor suit was filed in time; if one was, tell us',
  },
  'annulment.receive_setting_aside': {
    zh: '收到撤销决定的文书，信息即时停止公示和使用',
    en: 'A ruling that sets the decision aside came in: the entry is neither shown nor used from now on',
  },
  'annulment.receive_alteration': {
    zh: '收到变更决定的文书，信息即时停止公示和使用',
    en: 'A ruling that alters the decision came in: the entry is neither shown nor used from now on',
  },
  'annulment.receive_unlawful': {
    zh: '收到确认违法的文书，信息即时停止公示和使用',
    en: 'A ruling that holds the decision unlawful came in: the entry is neither shown nor used from now on',
  },
  'annulment.receive_void': {
    zh: '收到确认无效的文书，信息即时停止公示和使用',
    en: 'A ruling that holds the decision void came in: the entry is neither shown nor used from now on',
  },
  'annulment.withdraw': { zh: '信息已撤回并公开说明理由', en: 'The entry is withdrawn, and the reason is public' },
  'annulment.dismiss': {
    zh: '文书与这一决定无关，信息恢复公示和使用，附理由',
    en: 'The ruling was about something else: the entry stands again; the reasons are with it',
  },
  'annulment.all_withdrawn': { zh: '各单位均已撤除', en: 'Every organ has confirmed that it removed the entry' },
  'annulment.clock_overdue': { zh: '撤回期限已过，办理机关逾期', en: 'The bureau is late with the withdrawal' },
  'service.send': {
    zh: '一份文书已送达您的信箱，自今日起计算期限',
    en: 'A document was served in your mailbox; periods run from today',
  },
  'record.add': { zh: '归集了一条关于您的信息', en: 'An entry about you was collected' },
  'record.correct': { zh: '一条关于您的信息已更正', en: 'An entry about you was corrected' },
  'record.withdraw': { zh: '一条关于您的信息已撤回', en: 'An entry about you was withdrawn' },
  'record.classify': { zh: '一条信息的类别已由人员认定', en: 'A person has settled the class of an entry' },
  'publication.release': { zh: '一条关于您的信息已公示', en: 'An entry about you was published' },
  'publication.withdraw': {
    zh: '一条信息已撤回公示，理由已公开',
    en: 'An entry was taken down, and the reason is public',
  },
  'publication.shorten': { zh: '公示截止日提前', en: 'The publication of an entry ends sooner' },
  'statement.review': { zh: '您的说明已检查', en: 'Your statement was checked' },
  'report.hand_over': {
    zh: '窗口核验身份后出具了您的信用报告',
    en: 'Your credit report was made at the counter, for somebody whose identity was checked',
  },
  'report.fetch': { zh: '您授权的人取走了一份信用报告', en: 'Somebody whom you authorised fetched a credit report' },
};
