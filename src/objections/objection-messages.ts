/** What the entry of an objection says when it refuses. */
export const OBJECTION_MESSAGES = {
  'objection.record_absent': {
    zh: '没有这条记录，或者它不属于本机关。',
    en: 'There is no such record, or it is not of your organ.',
  },
  'objection.received_later': {
    zh: '收到日期不能晚于今天。',
    en: 'The day of receipt cannot lie after today.',
  },
  'objection.before_decision': {
    zh: '收到日期早于决定日期，请核对。',
    en: 'The day of receipt lies before the decision: check it.',
  },
} as const;
