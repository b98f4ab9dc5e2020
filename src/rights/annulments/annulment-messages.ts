/** What the procedure of remedies and withdrawal says when it refuses, besides what every procedure says. */
export const ANNULMENT_MESSAGES = {
  'annulment.not_a_penalty': {
    zh: '这条记录不是仍在使用的行政处罚，不适用本程序。',
    en: 'This record is no penalty that is in use: the procedure does not apply.',
  },
  'annulment.case_exists': {
    zh: '这条记录已有复议诉讼与撤回案件，请在该案件中办理。',
    en: 'There is a case about the remedies of this record already: take the step there.',
  },
  'annulment.remedy_open': {
    zh: '本案已登记过{remedy}，不能重复登记。',
    en: 'In this case a {remedy} has been entered already.',
  },
  'annulment.remedy_not_open': {
    zh: '本案没有正在进行的{remedy}，不能登记其结果。',
    en: 'No {remedy} runs in this case: it has no result.',
  },
  'annulment.remedies_run': {
    zh: '当事人仍可申请复议或者起诉，尚不能认定决定已经确定：{reasons}。',
    en: 'The party may still apply for review or sue: the decision is not final ({reasons}).',
  },
} as const;
