/** What the procedures say when they refuse. */
export const PROCEDURE_MESSAGES = {
  'procedure.no_such_step': {
    zh: '案件当前状态为“{state}”，不能办理此步骤；可以办理的步骤：{open}。',
    en: 'The case is in the state {state}, from which this step does not exist. Open are: {open}.',
  },
  'procedure.moved_on': {
    zh: '案件已有新的步骤（您看到第 {seen} 步，现为第 {now} 步），请重新查看后再办理。',
    en: 'The case has moved on: you saw {seen} steps, there are {now}. Look again before you act.',
  },
  'procedure.taken_once': { zh: '此步骤在一案中只能办理一次。', en: 'This step is taken once in a case.' },
  'procedure.same_person': {
    zh: '拟稿、审核、决定须由不同的人办理；您在本案中已办理“{took}”。',
    en: 'Drafting, reviewing and deciding are in different hands: you took the step {took} in this case.',
  },
  'procedure.recused': { zh: '您在本案中已回避，不得办理。', en: 'You are recused from this case.' },
  'procedure.no_colleague': {
    zh: '此人在承办本案的机构及其上级没有业务岗位，无须由他人令其回避。',
    en: 'This person holds no post of business at the organ of the case or above it, and need not be sent out of it.',
  },
  'procedure.recused_already': { zh: '此人在本案中已回避。', en: 'This person is recused from the case already.' },
  'procedure.program_decides': {
    zh: '决定只能由人作出，程序不得决定。',
    en: 'A program never decides: a person does.',
  },
  'procedure.undisposed': {
    zh: '还有 {open} 项意见、证据或者材料没有逐项处理，不能拟制答复。',
    en: '{open} points, exhibits or materials have no disposition yet: the reply cannot be made.',
  },
  'procedure.document_missing': {
    zh: '缺少此步骤须有的文书：{missing}。',
    en: 'Documents that this step needs are missing: {missing}.',
  },
  'procedure.another_document': {
    zh: '文书与此前拟制、审核的不是同一份，请核对。',
    en: 'This is not the document that was drafted and reviewed before: byte for byte it must be the same.',
  },
  'procedure.document_not_drafted': {
    zh: '此步骤所依据的文书（{kind}）须先在本案中起草，写明全部内容。',
    en: 'The document on which this step rests ({kind}) must first be drafted in this case, and complete.',
  },
  'procedure.document_incomplete': {
    zh: '此步骤所依据的文书（{kind}）还有 {lacks} 处没有写明，不能办理。',
    en: 'The document on which this step rests ({kind}) still lacks {lacks} things.',
  },
  'procedure.document_not_newest': {
    zh: '此步骤所依据的文书（{kind}）已有新的文本，请按最新文本办理。',
    en: 'The document on which this step rests ({kind}) has a newer text: the step names that one.',
  },
  'procedure.not_served': {
    zh: '此步骤须在文书送达之日、以该次送达的回证办理；没有送达的不能办理。',
    en: 'This step is taken on the day on which the documents were served and names that service by its receipt; without a service it is not taken.',
  },
  'procedure.no_reason': { zh: '此步骤须写明理由。', en: 'This step must say why.' },
  'procedure.no_cause': {
    zh: '停止计算期限须写明法定事由，其他步骤不写。',
    en: 'A step that stops the clock names its lawful cause; others name none.',
  },
  'procedure.day_out_of_order': {
    zh: '日期不能晚于今天，也不能早于上一步骤的日期。',
    en: 'The day cannot lie after today or before that of the step before.',
  },
  'procedure.no_basis': {
    zh: '今日没有此步骤的有效依据。',
    en: 'On this day no article in force allows this step.',
  },
  'procedure.absent': {
    zh: '没有这个案件，或者它不属于本机关。',
    en: 'There is no such case, or it is not of your organ.',
  },
  'procedure.no_such_page': { zh: '没有这一页，请重新查找。', en: 'There is no such page: search again.' },
  'procedure.unknown': { zh: '没有这种程序。', en: 'There is no such procedure.' },
  'procedure.record_absent': {
    zh: '没有这条记录，或者它不属于本机关。',
    en: 'There is no such record, or it is not of your organ.',
  },
  'procedure.point_absent': { zh: '本案没有这一项。', en: 'There is no such point in this case.' },
  'procedure.outcome_not_of_kind': {
    zh: '这一项不能作此处理：意见和证据写明是否成立，材料写明是否齐备。',
    en: 'Not an outcome of this kind: points and exhibits are upheld or not, materials are sufficient or lacking.',
  },
  'procedure.drafted': {
    zh: '答复已经拟制，须先退回，再逐项处理。',
    en: 'The reply is drafted: it must be returned before an answer changes.',
  },
  'procedure.answer_stands': {
    zh: '对这一项的处理已经作为决定的根据，不能重新处理；决定有误的，依法定程序另行作出。',
    en: 'A decision rests on what was found about this point, and that stands; a decision that is wrong is made anew by its own procedure.',
  },
  'procedure.decided': {
    zh: '本案已经决定，现在补充的内容在本案中得不到答复；请另行提出；对信息有异议的，提出新的异议，自收到起重新计算期限，同样逐项答复。',
    en: 'The case is decided: what is added now would have no answer in it. It is to be brought in anew: whoever objects to the record enters a new objection, with its own clock and an answer to each point.',
  },
  'procedure.too_many': { zh: '一案最多 {most} 项。', en: 'A case has at most {most} points.' },
  'procedure.closed': { zh: '案件已经办结，不能再逐项处理。', en: 'The case is closed: nothing more is disposed of.' },
  'procedure.notice_absent': {
    zh: '没有发给本机关的这份通知。',
    en: 'There is no such notice to your organ.',
  },
  'procedure.reason_personal_data': {
    zh: '此理由将向公众公开，其中有 {places} 处疑似个人信息，请删去后再提交。',
    en: 'This reason will be told to the public, and {places} places in it look like personal data: remove them.',
  },
  'procedure.receivers_open': {
    zh: '还有 {open} 个单位没有签收，不能办结。',
    en: '{open} organs have not acknowledged yet: the case is not done.',
  },
  'procedure.received_already': { zh: '这份通知已经签收。', en: 'This notice has been acknowledged already.' },
} as const;
