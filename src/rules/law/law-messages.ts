/** Sentences of this area, Chinese first: refusals and pack faults. docs/errors.md prints from it. */
export const LAW_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'calendar.year_unknown': {
    zh: '该年度的放假安排通知尚未载入，不能确定工作日',
    en: 'the holiday notice of that year is not loaded, so its working days are not known',
  },
  'days.count': {
    zh: '工作日数须为0至100000的整数',
    en: 'the number of working days must be a whole number from 0 to 100000',
  },
  'law.pack_faulty': { zh: '规则包有错误，不能使用', en: 'the law packs have faults and cannot be used' },
  'law.no_rule': { zh: '该日没有这条规则', en: 'no such rule holds on that day' },
  'period.stop_not_allowed': {
    zh: '该期限不因此事由中止计算',
    en: 'this cause does not stop the clock of this period',
  },
  'period.span_needs_calendar': {
    zh: '以工作日计的期限须按日历逐日计算',
    en: 'a span of working days can only be counted on a calendar',
  },
  'pack.absent': { zh: '规则包文件夹缺少 pack.yaml', en: 'the pack folder has no pack.yaml' },
  'pack.head': {
    zh: 'pack.yaml 与所在文件夹、上级包或地域不符',
    en: 'pack.yaml does not fit its folder, its parent or its territory',
  },
  'pack.unreadable': { zh: 'YAML 无法读取', en: 'the YAML cannot be read' },
  'pack.unknown_kind': {
    zh: '文件的顶层键不属于任何一种规则文件',
    en: 'the top-level key is none of the kinds of pack file',
  },
  'pack.shape': { zh: '内容与规则包格式不符', en: 'the content does not have the shape of this kind of file' },
  'pack.duplicate': { zh: '同一时间内重复', en: 'the same thing twice at the same time' },
  'pack.no_such_day': { zh: '没有这一天', en: 'there is no such day' },
  'pack.interval_backwards': { zh: '有效期止早于起', en: 'the interval ends before it begins' },
  'pack.article_unresolved': { zh: '引用的条文不存在', en: 'the article referred to does not exist in the stack' },
  'pack.article_outside_instrument': {
    zh: '条文有效期在法律文件有效期之外',
    en: 'the article holds only outside the interval of its act',
  },
  'pack.basis_never_in_force': {
    zh: '规则有效期内其依据条文均未生效',
    en: 'no article of the basis is in force while the rule holds',
  },
  'pack.condition_field': {
    zh: '条件只能使用本决定的事实，不能使用次数或其他记录',
    en: 'a condition may name only facts of the one decision, no count and no other record',
  },
  'pack.condition_op': { zh: '该事实不能用这种比较', en: 'this fact cannot be compared in this way' },
  'pack.condition_value': {
    zh: '条件缺少比较值，或不应有比较值',
    en: 'the condition lacks its value, or must not have one',
  },
  'pack.calendar_holiday': { zh: '假日区间有误', en: 'the interval of the holiday is wrong' },
  'pack.calendar_make_up': {
    zh: '调休上班日须为周末且不在假期内',
    en: 'a make-up day must be a weekend day outside the holidays',
  },
  'pack.level_outside_layer': {
    zh: '该层级的规则包不能收录这一位阶的文件',
    en: 'a pack of this layer cannot hold an act of this level',
  },
  'pack.layer_may_not_hold': {
    zh: '该层级的规则包不能规定此类事项',
    en: 'a pack of this layer may not hold this kind of rule',
  },
  'pack.harsher_than_above': {
    zh: '下级包只能作有利于当事人的调整，除非写明授权条文',
    en: "a lower pack may move a rule only in the subject's favour, unless it names the article that lets it",
  },
  'pack.basis_too_low': { zh: '依据的位阶不足', en: 'the basis is not of the level that the law asks' },
  'pack.item_forbidden': {
    zh: '此事项不得纳入信用信息目录',
    en: 'this matter may not be an item of the credit catalogue',
  },
  'pack.person_graded': {
    zh: '不得对自然人评分、评级、排名',
    en: 'no score, grade, level or rank of a natural person',
  },
  'pack.measure_other': { zh: '不得设“其他”措施', en: 'there is no "other" measure' },
  'pack.measure_outside_list': { zh: '惩戒措施不在全国清单之内', en: 'the measure is outside the national list' },
  'pack.measure_reserved': {
    zh: '限制消费、限制出境只能由法院或法定机关决定',
    en: 'consumption limits and exit bars are for courts and the organs that a law names',
  },
  'pack.measure_trigger': {
    zh: '触发须是目录中的事项，且决定种类与该事项相符',
    en: 'a trigger must be an item of the catalogue with a kind of decision that fits it',
  },
  'pack.measure_end': {
    zh: '措施的终止与期限不相符',
    en: 'the ends of the measure do not fit its term',
  },
  'pack.measure_amount': {
    zh: '数额须各对应一种对象，且对象在措施范围内',
    en: 'each amount must be for a kind of party that the measure covers, each kind once',
  },
  'pack.measure_association': {
    zh: '行业协会不得作出清单 M01 至 M13 的措施',
    en: 'no association may impose a measure of rows M01 to M13',
  },
  'pack.measure_never': {
    zh: '司法行政机关不得作出此类措施',
    en: 'the justice organ never takes a measure of this kind',
  },
  'pack.parameter': { zh: '参数值不在允许范围内', en: 'the value of the parameter is not allowed' },
  'pack.sign_off': {
    zh: '已签署的规则须写明签署人和日期',
    en: 'a signed rule must say who signed it and on which day',
  },
  'pack.template_part': {
    zh: '文书模板或者文书类别缺少法律要求载明的部分',
    en: 'the template or class of documents lacks a part that the law demands',
  },
  'pack.template_name': {
    zh: '文书模板引用了不存在的事实、期限、条文、版式或者文书',
    en: 'the template names a fact, period, article, layout or document that does not exist',
  },
  'pack.layout_absent': { zh: '版式文件不存在', en: 'the file of the layout does not exist' },
  'pack.missing_rule': { zh: '缺少程序必需的规则', en: 'a rule that the program needs is missing' },
};
