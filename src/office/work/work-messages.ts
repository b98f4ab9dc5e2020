/** What the work list says when it refuses. */
export const WORK_MESSAGES = {
  'handover.not_same_post': {
    zh: '只能交给本机关同一岗位的在岗人员。',
    en: 'Duties go to somebody who holds the same post at the same organ.',
  },
  'handover.days': {
    zh: '起止日须从今天（{today}）起，最迟到 {last}。',
    en: 'The days must begin today ({today}) or later and end by {last}.',
  },
  'handover.absent': { zh: '没有这项交接，或者不是您交出的。', en: 'There is no such handover of yours.' },
} as const;
