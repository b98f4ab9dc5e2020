import type { Sentence } from '../../ground/platform/messages.ts';

export const PRIVACY_MESSAGES: Readonly<Record<string, Sentence>> = {
  'privacy.assessment_missing': {
    zh: '这一版本启用的目录事项含有个人信息，尚无经审核的个人信息保护影响评估（个人信息保护法第五十五条）；请先评估并由另一人审核',
    en: 'this edition switches on items with personal information that nobody has assessed (Personal Information Protection Law, art. 55); write the assessment first, and let another person pass it',
  },
  'privacy.assessment_absent': {
    zh: '没有这份影响评估',
    en: 'there is no such assessment',
  },
  'privacy.reviewed_already': {
    zh: '这份影响评估已经审核；如有变化请另写一份',
    en: 'this assessment was reviewed already; where something changed, write another',
  },
  'privacy.notice_incomplete': {
    zh: '通知书还缺少法律要求写明的内容，不能打印：{lacks}',
    en: 'the notice lacks what the law wants in it and is not printed: {lacks}',
  },
  'privacy.personal_value': {
    zh: '登记中不得写入具体个人的信息（如证件号码、手机号、银行卡号）；请只写信息的种类',
    en: 'a register holds nobody’s own information (numbers of papers, telephones, cards): name only its kind',
  },
  'privacy.operator_code': {
    zh: '受托人的统一社会信用代码未通过校验',
    en: 'the unified social credit code of the operator does not pass its check',
  },
  'privacy.entrusting_unassessed': {
    zh: '委托处理这些目录事项尚无经审核的影响评估（个人信息保护法第五十五条）：{items}',
    en: 'nobody has passed an assessment of entrusting these items (Personal Information Protection Law, art. 55): {items}',
  },
  'privacy.entrustment_absent': { zh: '没有这项委托处理', en: 'there is no such entrustment' },
  'privacy.entrustment_ended': {
    zh: '这项委托已经终止，不再登记',
    en: 'this entrustment has ended: nothing more is told of it',
  },
  'privacy.days_backwards': {
    zh: '日期不符：{to} 须晚于 {from}',
    en: 'the days do not fit: {to} must be after {from}',
  },
  'privacy.event_incomplete': {
    zh: '登记的内容不齐或多余：发现问题的须写明整改期限，终止的须写明数据如何处置并附证明，其他的二者都不写',
    en: 'too little or too much is told: what was wanting has its day to be mended by, an end tells what became of the data and has its proof, anything else has neither',
  },
  'privacy.day_out_of_order': {
    zh: '日期不符：不早于 {earliest}，不晚于 {today}',
    en: 'the day does not fit: not before {earliest}, not after {today}',
  },
  'privacy.overtaken': {
    zh: '刚才有人先登记了一步，请刷新后再办',
    en: 'somebody was a moment earlier; read it anew and try again',
  },
  'privacy.breach_absent': { zh: '没有这起泄露事件', en: 'there is no such breach' },
  'privacy.breach_step': {
    zh: '现在不能办理这一步（{because}）：须先补救、通知主管部门，并已通知个人或者决定不通知',
    en: 'this step is not open now ({because}): remedied, told to the department, and told to the persons or spared, comes first',
  },
  'privacy.notice_needed': {
    zh: '通知须写明通知了谁，并附通知书的摘要；其他步骤不带通知书',
    en: 'a notice names whom it went to and its paper’s digest; other steps carry none',
  },
  'privacy.erasure_absent': { zh: '没有这项删除建议', en: 'there is no such proposal of an erasure' },
  'privacy.erasure_decided': {
    zh: '这项删除建议已经决定，不能再改',
    en: 'this erasure was decided, and cannot be decided again',
  },
  'privacy.erasure_of_nothing': {
    zh: '本机关没有这条记录或者这份文件',
    en: 'this organ has no such record and no such file',
  },
  'privacy.erasure_organisation': {
    zh: '删除个人信息只适用于自然人（个人信息保护法第四十七条）；组织的信息按更正、撤回和期限办理',
    en: 'erasure is for persons (Personal Information Protection Law, art. 47); what is held about an organisation is corrected, withdrawn or ended instead',
  },
  'privacy.erasure_basis': {
    zh: '以“法律、行政法规规定”为理由的，须引用现行有效的条文；其他理由不引用',
    en: 'where a law demands it, name its article in force; for any other ground name none',
  },
  'privacy.erasure_public': {
    zh: '此人还有正在公示的信息；请先依法撤回公示或者等待期满（个人信息保护法第四十七条第二款）',
    en: 'something about this person is public; withdraw it by law first, or let its term end (Personal Information Protection Law, art. 47(2))',
  },
  'privacy.erasure_case_open': {
    zh: '此人还有未办结的案件；删除会使其权利无从办理，请先办结',
    en: 'a case of this person is open, whose rights need what is sealed; close it first',
  },
  'privacy.erasure_archive': {
    zh: '所涉案件尚未移交档案机构并取得回执（行政处罚法第四十七条）；请先移交',
    en: 'a case that holds it has not been handed over to the archive and acknowledged (Administrative Penalty Law, art. 47); hand it over first',
  },
  'privacy.erasure_other_organ': {
    zh: '其他机关也保存此人的信息；请由共同的上级机关提出',
    en: 'another organ holds information about this person too; let the organ above both propose it',
  },
  'privacy.erasure_term_runs': {
    zh: '保存期限尚未届满；届满后由程序自动删除，或者以其他理由提出',
    en: 'its term of retention has not ended; after it the program deletes by itself, or propose it on another ground',
  },
};
