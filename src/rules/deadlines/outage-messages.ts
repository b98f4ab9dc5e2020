/** What outages say when they refuse. */
export const OUTAGE_MESSAGES = {
  'outage.absent': { zh: '没有这条中断记录。', en: 'No such outage is recorded.' },
  'outage.times': {
    zh: '中断的起止时间不对：结束须在开始之后、不晚于现在，一次不超过31天。',
    en: 'The times are not right: an outage ends after it began, not later than now, and lasts at most 31 days.',
  },
  'outage.same_person': {
    zh: '登记人不得自己确认，须由另一人确认。',
    en: 'Another person than the one who recorded it confirms it.',
  },
  'outage.confirmed': { zh: '这次中断已经确认。', en: 'This outage is confirmed already.' },
} as const;
