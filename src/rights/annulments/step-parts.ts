/** Parts that several steps share. */
export const RECEIVED = ['receive_setting_aside', 'receive_alteration', 'receive_unlawful', 'receive_void'];
/** Steps by which somebody says that a review or suit was filed. */
export const FILED = ['file_review', 'file_suit'];
/** Steps by which somebody puts down what another confirms: a ruling, or an enquiry that nothing was filed. */
export const DRAFTS = [...RECEIVED, 'enquire', 'enquire_suit'];
/** And by which somebody reviews; whoever did neither decides. */
export const HANDS = [...DRAFTS, 'confirm', 'propose_dismissal'];
/** 行政处罚法 art. 48(2), and the duty of every holder under Henan's regulation. */
export const WITHDRAWN_BY = ['xzcf:48', 'hnxy:42'];
export const FINAL_BY = ['hnxy:20'];
export const WAITS = {
  zh: '公示不变；未确定前不作为失信信息使用。',
  en: 'It stays public; until it is final it is not used as untrustworthy information.',
} as const;
/** Why two hands suffice: nothing is decided here, what others decided is written down from their paper. */
export const NOTED = {
  zh: '只是登记复议机关、人民法院的文书，由登记申请、起诉以外的人核对；是否确定由程序按期间和送达计算，不由任何人决定。',
  en: 'It writes down the paper of the review organ or the court, checked by somebody other than whoever entered the filing; whether it is final follows from periods and service and is decided by nobody.',
} as const;
export const NOTHING_FILED = {
  zh: '由登记查询记录以外的人按同一份记录核对，期间届满由程序核对；事后登记申请复议或者起诉的，即时恢复为未确定。',
  en: 'Somebody other than whoever entered the enquiry checks the very record; that the periods are over the program checks, and once a filing is entered after all it is not final at once.',
} as const;
export const COUNTS = {
  zh: '公示不变；按届满和送达的日期计算是否已经确定，确定后方可作为失信信息使用。',
  en: 'It stays public; whether it is final follows from periods and service, and only then it counts.',
} as const;
export const RESTS = {
  zh: '即时停止公示、共享和使用。',
  en: 'From now on it is neither shown, shared nor used.',
} as const;
