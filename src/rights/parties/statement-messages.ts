/** What is said about a party's own statement. */
export const STATEMENT_MESSAGES = {
  'statement.entry_absent': {
    zh: '没有查到该当事人以此文号记录的一条信息；请核对文号。',
    en: 'No single entry of that party stands under this number: look at the number again.',
  },
  'statement.absent': { zh: '没有这份说明。', en: 'There is no such statement.' },
  'statement.length': {
    zh: '说明应为 {least} 到 {most} 个字。',
    en: 'A statement has {least} to {most} characters.',
  },
  'statement.not_waiting': {
    zh: '这份说明不在待审核状态（{state}）。',
    en: 'This statement does not wait for a review ({state}).',
  },
  'statement.ended': { zh: '这份说明已经撤回。', en: 'This statement was taken back already.' },
  'statement.place': {
    zh: '遮盖的位置不在说明之内（共 {length} 个字）。',
    en: 'A place to redact lies outside the statement ({length} characters).',
  },
  'statement.personal_data': {
    zh: '遮盖之后仍有疑似个人信息，不能公开；请遮盖所列位置。',
    en: 'What is left still looks like personal data and cannot be told: redact the places given.',
  },
} as const;
