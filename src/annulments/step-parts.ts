/** Parts that several steps share. */
export const RECEIVED = ['receive_setting_aside', 'receive_alteration', 'receive_unlawful', 'receive_void'];
/** Steps by which somebody says that a review or suit was filed. */
export const FILED = ['file_review', 'file_suit'];
/** 行政处罚法 art. 48(2), and the duty of every holder under Henan's regulation. */
export const WITHDRAWN_BY = ['xzcf:48', 'hnxy:42'];
export const FINAL_BY = ['hnxy:20'];
export const WAITS = {
  zh: '公示不变；未确定前不作为失信信息使用。',
  en: 'It stays public; until it is final it is not used as untrustworthy information.',
} as const;
export const COUNTS = {
  zh: '公示不变；按届满和送达的日期计算是否已经确定，确定后方可作为失信信息使用。',
  en: 'It stays public; whether it is final follows from periods and service, and only then it counts.',
} as const;
export const RESTS = {
  zh: '即时停止公示、共享和使用。',
  en: 'From now on it is neither shown, shared nor used.',
} as const;
