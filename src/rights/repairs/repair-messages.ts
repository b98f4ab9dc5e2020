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
  'repair.material_lacking': {
    zh: '有 {lacking} 项材料被核实为不齐全，不能准予修复或者屏蔽：请补正后重新处理，或者不予修复。',
    en: 'Found lacking: {lacking}. Neither repair nor shield is granted on that; have it supplemented and found anew, or reject.',
  },
  'repair.plan_not_shown': {
    zh: '屏蔽须有经核实齐全的材料（法院批准重整计划或者认可和解协议的裁定书），本案没有。',
    en: 'A shield needs a material that was found sufficient, the court’s ruling on the plan or settlement; this case has none.',
  },
  'repair.not_open': {
    zh: '尚不能准予修复：{reasons}。',
    en: 'Repair cannot be approved: {reasons}.',
  },
  'repair.wrong_ground': {
    zh: '此步骤与申请的事由不符：屏蔽用于重整、和解计划执行期间，其余为期满修复。',
    en: 'This step does not fit the ground: a shield is for a plan that runs, the rest for a term that has run.',
  },
  'repair.decided_on_that': {
    zh: '这份决定书已用于准予屏蔽；计划执行完毕的，须另行拟制决定。',
    en: 'That text was decided on when the shield was granted; the approval after the plan is drafted anew.',
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
