/** Why a penalty is final or not yet, as people read it. `{x}` is filled from the step's facts. */
export const FINALITY_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'finality.rule': {
    zh: '逾期未申请复议、未起诉，或者最终被维持的，才计为失信信息',
    en: 'counts only when not attacked in time or finally upheld',
  },
  'finality.period_runs': {
    zh: '救济期限未满，最早 {finalOn} 确定',
    en: 'the time for remedies still runs: final on {finalOn} at the earliest',
  },
  'finality.service_unknown': { zh: '送达日期未知', en: 'the day of service is not known' },
  'finality.not_told': { zh: '未告知救济途径，按较长期限', en: 'remedies not told: the longer period' },
  'finality.told_unknown': {
    zh: '是否告知救济途径未知，按较长期限',
    en: 'whether remedies were told is not known: the longer period',
  },
  'finality.overturned': { zh: '{kind}结果：{outcome}', en: 'outcome of the {kind}: {outcome}' },
  'finality.suit_pending': { zh: '诉讼未结', en: 'the suit is pending' },
  'finality.review_pending': { zh: '复议未结', en: 'the review is pending' },
  'finality.outcome_day_unknown': {
    zh: '{kind}结果的送达日期未知',
    en: 'the day the outcome of the {kind} was served is not known',
  },
  'finality.upheld': { zh: '{kind}维持，{on} 送达', en: 'upheld in {kind}, served on {on}' },
  'finality.review_unknown': { zh: '是否申请复议未知', en: 'whether a review was filed is not known' },
  'finality.suit_unknown': { zh: '是否起诉未知', en: 'whether a suit was filed is not known' },
  'finality.provisional': {
    zh: '期满日 {due} 为暂定，不据此认定逾期',
    en: 'the last day {due} is provisional: nobody is late by it',
  },
  'finality.remedy_learnt': {
    zh: '{remedyKnownOn} 知道救济途径，自该日起算，最长不超过知道内容起的期限',
    en: 'the party learnt of its remedies on {remedyKnownOn}: the time runs from then, within the longest from knowing the content',
  },
  'finality.shut': {
    zh: '自 {decidedOn} 作出起超过 {count}{unit} 的不再受理{kind}，到 {last}',
    en: 'no {kind} is taken after {count} {unit} from {decidedOn}: until {last}',
  },
  'finality.paper_unknown': {
    zh: '裁判是否生效、是判决还是裁定未知，按一审判决',
    en: 'which paper the court gave is not known: read as a judgment of first instance',
  },
  'finality.appeal_pending': { zh: '上诉未结', en: 'the appeal is pending' },
  'finality.appeal_unknown': { zh: '是否上诉未知', en: 'whether an appeal was filed is not known' },
  'finality.extension_pending': {
    zh: '{filedOn} 申请延长起诉期限，法院尚未决定',
    en: 'more time to sue was asked for on {filedOn} and the court has not decided',
  },
  'finality.extension_day_unknown': {
    zh: '法院准许延长，延长到何日未知',
    en: 'the court granted more time; until when is not known',
  },
  'finality.extended': { zh: '法院准许延长到 {until}', en: 'the court granted time until {until}' },
};
