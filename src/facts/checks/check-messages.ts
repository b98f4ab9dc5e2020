/** What a check says when it refuses. */
export const CHECK_MESSAGES = {
  'check.absent': {
    zh: '没有这次查询，或者它不是本机关提出的。',
    en: 'There is no such check, or another organ asked it.',
  },
  'check.code_kind': {
    zh: '这不是统一社会信用代码、组织机构代码或工商注册号，请核对位数和字母（第 {nth} 个问题）；按名称或者自然人证件号码查询的，请先选定方式。',
    en: 'This is no social credit code, organisation code or registration number: check its length and letters (question {nth}). To ask by name, or about a natural person by number, choose so first.',
  },
  'check.person_number': {
    zh: '证件号码不成立，请核对后重新输入（第 {nth} 个问题）。',
    en: 'This is no identity number: check it and enter it again (question {nth}).',
  },
  'check.name_short': {
    zh: '名称过短，请输入完整的注册名称（第 {nth} 个问题）。',
    en: 'This name is too short: give the full registered name (question {nth}).',
  },
  'check.log_full': {
    zh: '查询过多，使用记录来不及保存，请稍后再试；未作任何答复。',
    en: 'Too many checks wait for their use-log row. Nothing was answered; try again.',
  },
  'check.edition_gone': {
    zh: '该答复所依据的规则版本没有保存，无法原样重述。',
    en: 'The edition of that answer was not kept here, so the same answer cannot be given again.',
  },
  'check.no_server': {
    zh: '请给出服务地址和程序密钥（--url、--key 或 ZHENGMING_URL、ZHENGMING_PROGRAM_KEY）。',
    en: 'Give the address of the server and a key (--url, --key, or ZHENGMING_URL, ZHENGMING_PROGRAM_KEY).',
  },
  'check.server_away': { zh: '服务没有答复，请稍后再试。', en: 'The server gave no answer. Try again.' },
} as const;
