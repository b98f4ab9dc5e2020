/** What finding and judging parties says when it refuses. */
export const MATCHING_MESSAGES = {
  'matching.index_building': {
    zh: '名称索引正在建立，请稍候再试。',
    en: 'The index of names is being made. Please try again in a moment.',
  },
  'matching.person_number': {
    zh: '第 {at} 个问题的证件号码不是有效的公民身份号码（从 0 数起）。',
    en: 'The number in question {at}, counted from 0, is no valid resident identity number.',
  },
  'matching.prefix': {
    zh: '前缀须为 {digits} 位小写十六进制数字。',
    en: 'A prefix has {digits} hexadecimal digits in lower case.',
  },
  'matching.sheet_unwritable': {
    zh: '这个工作簿的写法无法加列，请另存为 csv 后再试。',
    en: 'No columns can be added to this workbook. Save it as csv and try again.',
  },
  'matching.list_no_file': {
    zh: '请求中没有文件。',
    en: 'The request holds no file.',
  },
  'matching.list_absent': {
    zh: '没有这份名单，或者它不属于本机关。',
    en: 'There is no such list, or it is not of your organ.',
  },
  'matching.list_not_done': {
    zh: '名单尚未比对完（已完成 {rowsDone} 行）。',
    en: 'The list is not done yet ({rowsDone} rows are).',
  },
  'reconcile.too_often': {
    zh: '查询过于频繁，请 {retryAfterSeconds} 秒后再试。',
    en: 'Too many questions from this address. Try again in {retryAfterSeconds} seconds.',
  },
  'reconcile.too_many': {
    zh: '一次最多 {most} 个查询。',
    en: 'At most {most} queries at once.',
  },
  'reconcile.unreadable': {
    zh: '表单须含 queries 或 extend 字段，其内容须符合核对接口 0.2 的格式。',
    en: 'The form needs a field queries or extend in the shape of the Reconciliation API 0.2.',
  },
  'match.person': {
    zh: '自然人只按密封的证件号码认定，不按姓名认定。',
    en: 'Natural persons are told apart by the sealed number, never by a name.',
  },
  'match.spelling_empty': {
    zh: '名称中没有可比对的文字。',
    en: 'The spelling has no character that could be compared.',
  },
  'match.is_its_name': {
    zh: '这就是该主体登记的名称，无须认定。',
    en: 'This is a name that the party bears on record; there is nothing to judge.',
  },
  'match.until': {
    zh: '有效期须在 {from} 至 {to} 之间。',
    en: 'The last day must lie between {from} and {to}.',
  },
  'match.nothing_new': {
    zh: '同样的认定已经有效。',
    en: 'The same judgement is in use already.',
  },
  'match.subject_absent': {
    zh: '没有这个主体。',
    en: 'There is no such party.',
  },
  'match.judgement_absent': {
    zh: '没有这项认定。',
    en: 'There is no such judgement.',
  },
  'match.contested': {
    zh: '对这项认定已登记异议，已停止使用。',
    en: 'An objection to this judgement is entered already; it is not re-used.',
  },
  'match.received': {
    zh: '收到日期须在认定之日（{from}）至今天（{to}）之间。',
    en: 'The day of receipt must lie between the judgement ({from}) and today ({to}).',
  },
  'match.end_stands': {
    zh: '该主体已经是这个状态。',
    en: 'The party stands so already.',
  },
  'match.ended_later': {
    zh: '注销日期不能晚于今天。',
    en: 'The day of deregistration cannot lie after today.',
  },
} as const;
