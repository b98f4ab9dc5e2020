/** What a check says when it refuses. */
export const CHECK_MESSAGES = {
  'check.absent': {
    zh: '没有这次查询，或者它不是本机关提出的。',
    en: 'There is no such check, or another organ asked it.',
  },
  'check.code_kind': {
    zh: '第 {at} 个问题的代码不是统一社会信用代码、组织机构代码或工商注册号；自然人须以证件号码密封查询。',
    en: 'The code of question {at} is no social credit code, organisation code or registration number; a natural person is asked about by the sealed number.',
  },
  'check.person_number': {
    zh: '第 {at} 个问题的证件号码不成立，请核对后重新输入。',
    en: 'The number of question {at} is no identity number: check it and enter it again.',
  },
  'check.name_short': {
    zh: '第 {at} 个问题的名称过短，请输入完整的注册名称。',
    en: 'The name of question {at} is too short: give the full registered name.',
  },
  'check.log_full': {
    zh: '查询过多，使用记录来不及保存，请稍后再试；未作任何答复。',
    en: 'Too many checks wait for their use-log row. Nothing was answered; try again.',
  },
  'check.edition_gone': {
    zh: '当时采用的规则版本已不在用，无法原样重述该答复。',
    en: 'The edition of that answer is no longer in use here, so the same answer cannot be given again.',
  },
  'check.no_server': {
    zh: '请给出服务地址和程序密钥（--url、--key 或 ZHENGMING_URL、ZHENGMING_KEY）。',
    en: 'Give the address of the server and a key (--url, --key, or ZHENGMING_URL, ZHENGMING_KEY).',
  },
  'check.server_away': { zh: '服务没有答复，请稍后再试。', en: 'The server gave no answer. Try again.' },
  'check.bindings_closed': {
    zh: '异议和中止办理建成之前，不得给出对查询机关的约束条款。',
    en: 'Articles that bind the asking organ are not given before objection and suspension work.',
  },
} as const;

/** Sentences of the derivation of an answer. */
export const CHECK_SENTENCES = {
  found: { zh: '按代码或密封的证件号码找到该主体。', en: 'The party was found by its code or sealed number.' },
  not_found: {
    zh: '按所给代码没有找到主体；这只说明所列来源截至所列时间没有报送。',
    en: 'No party was found by what was given. That says only that the sources listed had delivered nothing until then.',
  },
  by_name: {
    zh: '名称相同不等于同一主体：只列出候选，不给出任何记录；请以代码再查。',
    en: 'A same name is not the same party: candidates only, no records. Ask again by code.',
  },
  in_force: {
    zh: '只列出当日仍然有效的记录；已撤回、撤销、变更、期满的一律不列。',
    en: 'Only what stands in force on the day is told; nothing withdrawn, set aside, altered or ended.',
  },
  not_used: {
    zh: '轻微类处罚、对自然人适用简易程序的处罚不归集不使用（河南省社会信用条例第13条；对组织的轻微类处罚按从宽理解）。',
    en: 'Penalties of the minor class and by simple procedure on natural persons are not used (Henan Regulation art. 13; for organisations of the minor class by the kinder reading).',
  },
  gaps: { zh: '来源及截至时间见覆盖范围。', en: 'Sources and until when they reach: see the coverage.' },
} as const;
