/** What the procedure of objection says when it refuses, besides what every procedure says. */
export const OBJECTION_MESSAGES = {
  'objection.before_decision': {
    zh: '收到日期早于决定日期，请核对。',
    en: 'The day of receipt lies before the decision: check it.',
  },
  'objection.no_point': {
    zh: '异议至少写明一项意见。',
    en: 'An objection has at least one point.',
  },
  'objection.open_already': {
    zh: '对这条信息的异议正在办理，尚未决定；新的意见和材料（书面的也一样）请补入该异议，同样逐项答复。',
    en: 'An objection to this entry is being dealt with and not decided: add what is new, on paper or otherwise, to that one, where each point has its own answer.',
  },
  'objection.none_upheld': {
    zh: '没有一项意见成立，不能决定更正或者撤回。',
    en: 'No point is upheld: the record cannot be corrected or withdrawn for this objection.',
  },
  'objection.some_upheld': {
    zh: '有意见成立，不能决定异议不成立。',
    en: 'A point is upheld: the objection cannot be refused.',
  },
  'objection.not_corrected_yet': {
    zh: '记录还没有在异议之后的更正版本，不能办结；异议标注保留。',
    en: 'The record has no corrected version since the objection: the case stays open and the marker stays.',
  },
  'objection.not_released_yet': {
    zh: '更正后的内容还没有审核发布，公众看到的仍是更正前的内容，不能办结；异议标注保留。',
    en: 'The corrected version is not released yet and the public reads the old one: the case stays open and the marker stays.',
  },
  'objection.not_withdrawn_yet': {
    zh: '记录还没有撤回，不能办结；异议标注保留。',
    en: 'The record is not withdrawn yet: the case stays open and the marker stays.',
  },
} as const;
