/** What credit reports say when they refuse. */
export const REPORT_MESSAGES = {
  'report.absent': {
    zh: '没有这份报告，或者已过可以核验和查看的期限；请重新出具。',
    en: 'There is no such report, or the time in which it can be read and verified is over: make a new one.',
  },
  'report.incomplete': {
    zh: '报告模板缺少内容：{lacks}。请联系本机关。',
    en: 'The template of the report lacks something: {lacks}. Tell the bureau.',
  },
  'report.edition_gone': {
    zh: '出具时所用的规则版本已不可用，不能重印；请重新出具。',
    en: 'The edition of the law by which it was made is gone, so that it cannot be printed again: make a new one.',
  },
  'report.as_of': {
    zh: '数据截至日须在 {first} 至 {today} 之间。',
    en: 'The day as of which a report speaks must lie between {first} and {today}.',
  },
  'report.grant_until': {
    zh: '授权截止日须在 {today} 至 {last} 之间。',
    en: 'The last day of the authorisation must lie between {today} and {last}.',
  },
  'report.grant_words': {
    zh: '请写明被授权人（2至60字）和用途（2至60字）。',
    en: 'Say who is authorised and for what, in 2 to 60 characters each.',
  },
  'report.code_unknown': {
    zh: '授权码不对、已过期或者已被收回；请向授权您的当事人核对。',
    en: 'The code is wrong, over or taken back. Ask the party that gave it to you.',
  },
  'report.too_often': { zh: '请过一分钟再试。', en: 'Please wait a minute and try again.' },
} as const;
