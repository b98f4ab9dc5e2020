/** What documents say when they refuse. */
export const DOCUMENT_MESSAGES = {
  'document.absent': {
    zh: '没有这份文书，或者它不属于本机关。',
    en: 'There is no such document, or it is not of your organ.',
  },
  'document.no_such_kind': {
    zh: '本案的程序没有这种文书（{kind}）。',
    en: 'The procedure of this case has no document of the kind {kind}.',
  },
  'document.no_template': {
    zh: '现行规则包没有这种文书（{kind}）的模板。',
    en: 'The law packs in use have no template for a document of the kind {kind}.',
  },
  'document.fact_unknown': {
    zh: '这份文书的模板没有“{fact}”一项。',
    en: 'The template of this document names no fact {fact}.',
  },
  'document.fact_unreadable': {
    zh: '“{fact}”一项不能识别：日期写作 2026-03-09，表格每行的栏数应当相同。',
    en: 'The fact {fact} cannot be read: a day is written 2026-03-09, and each row of a table has its columns.',
  },
  'document.part_not_written': {
    zh: '“{part}”部分由模板写明，承办人不能改写。',
    en: 'The part {part} is said by the template and is not in the officer’s own words.',
  },
  'document.signed': {
    zh: '文书已经签署，不能再改；需要改的，撤回后重新制作。',
    en: 'The document is signed and is not changed any more: withdraw it and make another.',
  },
  'document.incomplete': {
    zh: '文书还缺少 {lacks} 处内容，不能制作正本。',
    en: 'The document still lacks {lacks} things: no paper is made of it.',
  },
  'document.not_decided': {
    zh: '案件中还没有以这份文本（{kind}）作出的步骤，不能签署。',
    en: 'No step of the case rests on this text ({kind}) yet: it cannot be signed.',
  },
  'document.not_signed_by_us': {
    zh: '这种文书（{kind}）不由本机关签署。',
    en: 'A document of the kind {kind} is not signed by this organ.',
  },
  'document.another_signs': {
    zh: '这份文书（{kind}）由作出该步骤的人签署。',
    en: 'This document ({kind}) is signed by whoever took the step that rests on it.',
  },
  'document.no_paper': {
    zh: '还没有制作正本，不能签署或者用印。',
    en: 'No paper has been made yet: there is nothing to sign or seal.',
  },
  'document.another_paper': {
    zh: '正本已经重新制作，摘要不同，请重新查看后再办理。',
    en: 'The paper was made anew and has another digest: look at it again.',
  },
  'document.paper_of_another_day': {
    zh: '正本的成文日期是 {issuedOn}，今日签署的须重新制作正本。',
    en: 'The paper bears the day {issuedOn}: to sign it today, make it anew.',
  },
  'document.not_signed': {
    zh: '文书还没有签署，不能用印或者送达。',
    en: 'The document is not signed yet: it is neither sealed nor served.',
  },
  'document.not_sealed': {
    zh: '文书还没有用印，不能送达。',
    en: 'The document bears no seal yet: it is not served.',
  },
  'document.sealed_already': { zh: '文书已经用印。', en: 'The document is sealed already.' },
  'document.no_seal_needed': {
    zh: '这种文书（{kind}）不用印。',
    en: 'A document of the kind {kind} bears no seal.',
  },
  'document.signer_seals': {
    zh: '签署人不得用印：签署和用印由不同的人办理。',
    en: 'Who signed does not set the seal: the two lie in different hands.',
  },
  'document.no_seal_service': {
    zh: '本系统没有接入电子印章服务，请上传加盖印章的纸质文书的扫描件。',
    en: 'No electronic seal service is connected: bring the scan of the paper that was sealed by hand.',
  },
  'document.seal_service_failed': {
    zh: '电子印章服务没有用印（{reason}），请稍后再试，或者上传加盖印章的纸质文书的扫描件。',
    en: 'The seal service did not seal ({reason}): try again later, or bring the scan of the paper sealed by hand.',
  },
  'document.seal_of_another': {
    zh: '电子印章服务返回的摘要不是这份正本的，未予采用。',
    en: 'What the seal service returned is for another digest than that of this paper, and was not taken.',
  },
  'document.served': {
    zh: '文书已于 {servedOn} 送达，案件以它为依据，不能撤回；请在案件中另作决定。',
    en: 'The document was served on {servedOn} and the case rests on it: it is undone by another decision in the case, not withdrawn.',
  },
  'document.withdrawn_already': { zh: '文书已经撤回。', en: 'The document is withdrawn already.' },
  'document.file_kind': {
    zh: '只接受 PDF、JPEG 或者 PNG 文件。',
    en: 'Only PDF, JPEG and PNG files are taken.',
  },
} as const;
