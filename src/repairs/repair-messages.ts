/** What the procedure of repair and its simulator say when they refuse, besides what every procedure says. */
export const REPAIR_MESSAGES = {
  'repair.not_repairable': {
    zh: '这条记录不是可以修复的失信信息（须为仍然有效的行政处罚）。',
    en: 'This record is no untrustworthy information that can be repaired: it must be a penalty that still stands.',
  },
  'repair.open_already': {
    zh: '这条记录已有办理中的修复申请，或者已经修复。',
    en: 'An application for this record is under way, or it is repaired already.',
  },
  'repair.material_missing': {
    zh: '还缺以下材料：{missing}。本机关已有的材料不用提交。',
    en: 'These materials are missing: {missing}. What we hold already is not asked for.',
  },
  'repair.not_open': {
    zh: '尚不能准予修复：{reasons}。',
    en: 'Repair cannot be approved: {reasons}.',
  },
  'repair.wrong_ground': {
    zh: '此步骤与申请的事由不符：屏蔽用于重整、和解计划执行期间，其余为期满修复。',
    en: 'This step does not fit the ground: a shield is for a plan that runs, the rest for a term that has run.',
  },
  'repair.statement_open': {
    zh: '陈述、申辩的期限到 {due} 届满，在此之前不能办结。',
    en: 'The party may speak until {due}; the hearing cannot be closed before.',
  },
  'repair.unknown_choice': {
    zh: '“{field}”只能填目录中的值：{choices}。',
    en: 'Only words of the catalogue may stand in {field}: {choices}.',
  },
} as const;
