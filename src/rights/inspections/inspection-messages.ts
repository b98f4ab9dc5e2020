/** What inspections under key supervision say when they refuse. */
export const INSPECTION_MESSAGES = {
  'inspection.absent': { zh: '没有这次检查。', en: 'There is no such inspection.' },
  'inspection.plan_absent': { zh: '没有这个抽取方案。', en: 'There is no such plan.' },
  'inspection.inspector_absent': { zh: '名录库中没有此人。', en: 'Nobody of that id is on the register.' },
  'inspection.not_oneself': {
    zh: '不得把自己列入检查人员名录库，由另一人登记。',
    en: 'Nobody enters himself or herself in the register of inspectors; another person does.',
  },
  'inspection.not_eligible': {
    zh: '此人在本机关没有业务岗位，或者已在名录库中。',
    en: 'That person holds no business post at this organ, or is on the register already.',
  },
  'inspection.nothing_due': {
    zh: '到 {until} 为止，没有尚未列入方案的检查。',
    en: 'No inspection that begins by {until} waits for a plan.',
  },
  'inspection.too_few': {
    zh: '可以抽取的人员不足：每次检查须抽 {crew} 人，名录库有 {entered} 人，回避的和有利害关系的不得抽取；或者检查期间内没有工作日。',
    en: 'Too few may be drawn: {crew} for each inspection, {entered} are on the register, and whoever is recused or has an interest is not drawn; or its time holds no working day.',
  },
  'inspection.drawn': { zh: '已经抽取，不得重抽。', en: 'It was drawn, and is not drawn again.' },
  'inspection.not_drawn': { zh: '还没有抽取。', en: 'It is not drawn yet.' },
  'inspection.over': { zh: '这次检查已经了结。', en: 'That inspection is over.' },
  'inspection.fell_away': {
    zh: '重点监管已经结束或者中断，尚未进行的检查随之取消。',
    en: 'The supervision has ended or was broken off, and what was not held fell away with it.',
  },
  'inspection.rests': {
    zh: '所依据的记录处于异议之中，期间不得检查。',
    en: 'Its record is under objection; no inspection is held meanwhile.',
  },
  'inspection.not_in_crew': {
    zh: '只有抽中的检查人员可以登记检查结果，也只有抽中的人可以更换。',
    en: 'Only whoever was drawn says what became of it, and only whoever was drawn is replaced.',
  },
  'inspection.too_early': {
    zh: '检查日为 {onDay}，当日起方可登记。',
    en: 'It is held on {onDay}, and concluded from that day on.',
  },
  'inspection.note': {
    zh: '未进行的写明原因，移送的写明移送给谁；未发现问题的不写。',
    en: 'Say why it was not held, or to whom it was handed on; where nothing was found there is nothing to say.',
  },
} as const;
