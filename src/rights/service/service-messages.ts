/** What service says when it refuses. What it answers of a day is said by the law engine. */
export const SERVICE_MESSAGES = {
  'service.absent': {
    zh: '没有这次送达，或者它不属于本机关。',
    en: 'There is no such service, or it is not of your organ.',
  },
  'service.not_sealed': {
    zh: '文书（{kind}）还没有签署并用印，不能送达。',
    en: 'The document {kind} is not signed and sealed yet: it is not served.',
  },
  'service.withdrawn': {
    zh: '文书（{kind}）已经撤回，不能送达。',
    en: 'The document {kind} was withdrawn: it is not served.',
  },
  'service.not_together': {
    zh: '文书（{kind}）须与下列文书同时送达：{lacking}。',
    en: 'The document {kind} is served together with: {lacking}.',
  },
  'service.way_not_open': {
    zh: '现在不能以这种方式（{channel}）送达；可以采用的方式：{open}。',
    en: 'This way of service ({channel}) is not open now. Open are: {open}.',
  },
  'service.no_mailbox': {
    zh: '当事人没有可以打开的信箱，不能电子送达。',
    en: 'Nobody can open a mailbox of the party: electronic service is not possible.',
  },
  'service.no_reason': {
    zh: '公告送达须写明原因和经过。',
    en: 'Service by public notice says why, and what was tried before.',
  },
  'service.no_proof': {
    zh: '须附送达凭证（送达回证、邮件回执、退回的邮件、影像）。',
    en: 'The proof of service is missing: receipt, slip of the post, returned mail, photograph.',
  },
  'service.not_of_way': {
    zh: '这种送达方式（{channel}）没有此种结果（{what}）。',
    en: 'A service in this way ({channel}) has no such event ({what}).',
  },
  'service.day_out_of_order': {
    zh: '日期不能晚于今天（{today}），也不能早于 {earliest}。',
    en: 'The day cannot lie after today ({today}) or before {earliest}.',
  },
  'service.over': {
    zh: '文书已于 {servedOn} 送达，不再登记。',
    en: 'The documents were served on {servedOn}: nothing more is noted.',
  },
  'service.not_served_yet': {
    zh: '还没有送达（{answer}），期满日为 {dueOn}。',
    en: 'Not served yet ({answer}); the last day is {dueOn}.',
  },
  'service.consent_there': {
    zh: '当事人已有生效的电子送达确认书。',
    en: 'There is a consent to electronic service already.',
  },
  'service.consent_absent': {
    zh: '没有这份电子送达确认书，或者它不属于本机关。',
    en: 'There is no such consent, or it is not of your organ.',
  },
  'service.consent_ended': { zh: '电子送达的同意已经撤回。', en: 'The consent was taken back already.' },
} as const;
