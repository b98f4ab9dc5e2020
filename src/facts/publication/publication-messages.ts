/** What publication says when it refuses. */
export const PUBLICATION_MESSAGES = {
  'publication.record_absent': {
    zh: '没有这条记录，或者它不属于本机关。',
    en: 'There is no such record, or it is not of your organ.',
  },
  'publication.absent': {
    zh: '没有这项公示，或者它不属于本机关。',
    en: 'There is no such publication, or it is not of your organ.',
  },
  'publication.item_not_public': {
    zh: '目录事项“{item}”不在公示范围内。',
    en: 'Records of the item "{item}" are not published.',
  },
  'publication.not_allowed': {
    zh: '依现有事实和规则不能公示；原因见所附推理。',
    en: 'By the facts and the law now known it may not be public; the reasons are in the derivation.',
  },
  'publication.end_unknown': {
    zh: '公示截止日无法算出，不得公示。',
    en: 'The last public day cannot be computed: it is not published.',
  },
  'publication.newer_version': {
    zh: '记录已有更新的第 {newest} 版，请按新版重新审核。',
    en: 'The record has a newer version, {newest}: review that one.',
  },
  'publication.record_withdrawn': {
    zh: '报送单位已撤回该记录，不得公示。',
    en: 'The record has been withdrawn by who delivered it: it is not published.',
  },
  'publication.old_years': {
    zh: '该记录随历史数据导入，当年的公示和修复结果照旧，不再重新公示。',
    en: 'The record came in a load of old years: what was public or repaired then is respected, and it is not published anew.',
  },
  'publication.decided': {
    zh: '该记录的公示已有决定。',
    en: 'The publication of this record has been decided already.',
  },
  'publication.over': {
    zh: '公示期已届满，不再恢复公示。',
    en: 'The publication has ended and does not return.',
  },
  'publication.not_reviewed_yet': {
    zh: '该版本尚未经审核，不能发布。',
    en: 'This version has not been reviewed: it cannot be released.',
  },
  'publication.place_outside': {
    zh: '有 {places} 处标注不在可公示的自由文本之内。',
    en: '{places} marked places lie outside the public free text.',
  },
  'publication.personal_data_open': {
    zh: '有 {places} 处疑似个人信息尚未逐处隐去或者放行。',
    en: '{places} places that look like personal data are neither redacted nor released.',
  },
  'publication.reason_personal_data': {
    zh: '公开理由中有 {places} 处疑似个人信息，请改写。',
    en: 'The public reason holds {places} places that look like personal data: write it without them.',
  },
  'publication.no_proposal': {
    zh: '没有待确认的较晚截止日，或者日期不符。',
    en: 'No later last day waits for confirmation, or it is another day.',
  },
  'publication.too_many_questions': {
    zh: '查询过于频繁，请一分钟后再试。',
    en: 'Too many questions from this address. Try again in a minute.',
  },
} as const;
