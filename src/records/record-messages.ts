/** What records say when they refuse. */
export const RECORD_MESSAGES = {
  'record.none': {
    zh: '没有这条记录，或者它不属于本机关。',
    en: 'There is no such record, or it is not of your organ.',
  },
} as const;
