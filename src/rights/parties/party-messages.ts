/** What a party, or an officer who serves one, reads when something is refused. */
export const PARTY_MESSAGES = {
  'party.letter_incomplete': {
    zh: '邀请函模板缺少内容：{lacks}。请联系本系统管理人员，更正后重新开具邀请函。',
    en: 'The template of the letter lacks something: {lacks}. Once it is mended, make a new letter.',
  },
  'party.subject_absent': {
    zh: '没有找到该主体，或者没有本机构可见的记录。',
    en: 'There is no such party, or no record of it that this organ may see.',
  },
  'party.account_absent': { zh: '没有该当事人账号。', en: 'There is no such account of a party.' },
  'party.account_ended': { zh: '该当事人账号已停用。', en: 'This account of a party has ended.' },
  'party.capacity': {
    zh: '自然人由本人或者代理人开通，单位由法定代表人（负责人）或者代理人开通。',
    en: 'For a person the person itself or an agent, for an organisation its representative or an agent.',
  },
  'party.mandate': {
    zh: '代理人须写明委托的最后一日，且不早于今天；其他身份不填写。',
    en: 'An agent’s mandate has a last day, not before today; other capacities have none.',
  },
  'party.code_shown_already': {
    zh: '邀请码只显示一次，已经显示过；请重新开具邀请函。',
    en: 'The code was shown once already: make a new letter.',
  },
  'party.no_such_code': {
    zh: '校验码不成立，不可能有这样的代码，请核对后重新输入；这不表示没有该主体的记录。',
    en: 'The check character of this code is wrong, so that no such code can exist: compare it and enter it again. That says nothing of records.',
  },
  'party.code_kind': {
    zh: '请填写统一社会信用代码、组织机构代码、工商注册号或者公民身份号码。',
    en: 'Give a unified code, an organisation code, a registration number or an identity number.',
  },
  'party.commitment_needed': {
    zh: '申请须附信用承诺：请阅读承诺并勾选。',
    en: 'The application needs the commitment: read it and tick the box.',
  },
  'party.record_absent': { zh: '没有这条信息。', en: 'There is no such entry.' },
  'party.case_absent': { zh: '没有这个办理事项。', en: 'There is no such matter.' },
  'party.letter_absent': { zh: '没有这份通知。', en: 'There is no such notice.' },
  'party.file_kind': {
    zh: '附件只能是 PDF、JPG 或 PNG。',
    en: 'A file must be a PDF, JPG or PNG.',
  },
  'party.file_too_large': {
    zh: '单个附件不超过 {mostMegabytes} MB，请压缩或者分开提交。',
    en: 'A file may have {mostMegabytes} MB: make it smaller or send parts.',
  },
  'party.too_many_files': { zh: '一次最多 {most} 个附件。', en: 'At most {most} files at once.' },
} as const;
