/** What determinations say when they refuse, besides what every procedure says. */
export const DETERMINATION_MESSAGES = {
  'determination.no_finding': {
    zh: '认定只能依据具有法律效力的处罚决定提出。',
    en: 'A determination rests on an effective penalty decision, and this record is none.',
  },
  'determination.finding_gone': {
    zh: '所依据的决定已被变更、撤销，或者其记录不再使用。',
    en: 'The decision it rests on was altered or set aside, or its record is no longer used.',
  },
  'determination.number_unreadable': {
    zh: '证件号码不是有效的公民身份号码。',
    en: 'The number is no valid number of a resident identity card.',
  },
  'determination.text_outdated': {
    zh: '文书写于拟认定内容修改之前，须重新起草：{kinds}。',
    en: 'The text was written before what is to be determined was changed; draft it anew: {kinds}.',
  },
  'determination.party_absent': { zh: '没有该认定对象。', en: 'There is no such party.' },
  'determination.wrong_party': {
    zh: '该认定应当针对{use}所指的人：责任人员认定针对本人，其他认定针对被处罚人。',
    en: 'It is addressed to the wrong party: a finding about a responsible person to that person, the rest to the party of the record.',
  },
  'determination.case_exists': {
    zh: '已有同一认定的案件。',
    en: 'There is a case about the same determination already.',
  },
  'determination.misfit': {
    zh: '内容与认定的种类不符：{field}。',
    en: 'What is to be determined does not fit the use: {field}.',
  },
  'determination.no_contents': { zh: '尚未写明拟认定的内容。', en: 'What is to be determined is not written down.' },
  'determination.not_determinable': { zh: '依法不能作出该认定。', en: 'By law the determination cannot be made.' },
  'determination.measure_not_listed': {
    zh: '措施不在清单内，或者没有具体条文：{measures}。',
    en: 'Not on the list of measures, or without an article of its own: {measures}.',
  },
  'determination.heavier': {
    zh: '告知之后不得加重：不得因陈述申辩加重，另有新的事实的须重新告知。',
    en: 'Nothing becomes heavier after the notice: not for having spoken, and on new facts only by a new notice.',
  },
  'determination.drafted': {
    zh: '决定已经拟制，内容不能再改；先退回。',
    en: 'The decision is drafted: what it says does not change before it goes back.',
  },
  'determination.other_use': { zh: '这一步不适用于该类认定。', en: 'That step is not for this use.' },
  'determination.statement_open': {
    zh: '陈述申辩的期限（{due}）未满。',
    en: 'The party may still speak until {due}.',
  },
  'determination.not_in_effect': { zh: '该认定尚未生效。', en: 'The determination is not in effect.' },
  'determination.term_over': { zh: '该认定已于 {untilOn} 届满。', en: 'Its term ended on {untilOn}.' },
  'determination.term_runs': { zh: '该认定至 {untilOn} 届满。', en: 'Its term runs until {untilOn}.' },
  'determination.too_early': {
    zh: '自 {earliest} 起可以申请提前移出。',
    en: 'An early end may be applied for from {earliest}.',
  },
  'determination.no_review': {
    zh: '该认定的决定没有写明复查日，无须复查。',
    en: 'Its decision tells no day of review.',
  },
  'determination.review_early': { zh: '复查日为 {reviewOn}，未到。', en: 'It is reviewed on {reviewOn}, not before.' },
  'determination.own_motion': {
    zh: '移出决定是依职权拟制的，没有申请可以退回或者驳回；用“依职权移出的决定退回”。',
    en: 'The organ drafted it of its own motion: there is no application to go back to or to reject; return the lift.',
  },
  'determination.by_application': {
    zh: '移出决定是依申请拟制的，不能按依职权的退回。',
    en: 'It was drafted on an application, and goes back to that.',
  },
  'determination.domain_closed': {
    zh: '本机关没有设列该领域的名单，不得列入。',
    en: 'This organ has opened no list in that domain: no entry.',
  },
  'determination.domain_locked': {
    zh: '依据、认定标准的征求意见或者职权不具备，不得设列名单领域。',
    en: 'Level of basis, public comment or competence is lacking: the list domain stays closed.',
  },
  'determination.proposal_absent': { zh: '没有该设列建议。', en: 'There is no such proposal to open a list domain.' },
  'determination.domain_reviewed': { zh: '该设列建议已经审核。', en: 'The proposal is reviewed already.' },
  'determination.domain_open': { zh: '该领域已经设列。', en: 'The domain is open already.' },
} as const;
