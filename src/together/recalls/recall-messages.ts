/** What recalls say when they refuse. */
export const RECALL_MESSAGES = {
  'recall.absent': { zh: '没有这份通知，或者不是发给本单位的。', en: 'There is no such notice to your organ.' },
  'recall.received': {
    zh: '此通知已经签收，不用督办。',
    en: 'This notice is acknowledged already: there is nothing to follow up.',
  },
  'recall.not_in_post': {
    zh: '督办人须是本机关或者上级机关在岗的业务人员。',
    en: 'Whoever follows a notice up must hold a post of business at the organ of the record or above it.',
  },
} as const;
