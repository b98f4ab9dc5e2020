/** What the bundle of a case says when it is refused or does not agree. */
export const BUNDLE_MESSAGES = {
  'bundle.unreadable': {
    zh: '不能作为案卷证据包读取：{reason}。',
    en: 'This cannot be read as the bundle of a case: {reason}.',
  },
  'bundle.file_missing': { zh: '{file}：清单所列文件缺失', en: '{file}: listed and missing' },
  'bundle.file_differs': { zh: '{file}：文件与清单的摘要不符', en: '{file}: not what the list says' },
  'bundle.file_unlisted': { zh: '{file}：清单中没有此文件', en: '{file}: nobody listed it' },
  'bundle.file_malformed': { zh: '{file}：格式不能识别', en: '{file}: its form cannot be read' },
  'bundle.proof_fails': {
    zh: '{file}：存证日志的证明不成立（{why}）',
    en: '{file}: the proof by the log fails ({why})',
  },
  'bundle.proof_of_another': {
    zh: '{file}：证明的不是清单所列的操作',
    en: '{file}: it proves another entry than the one that is listed',
  },
  'bundle.proof_missing': { zh: '{file}：所列操作没有证明', en: '{file}: a listed entry has no proof' },
  'bundle.step_differs': {
    zh: '{file}：第 {number} 步与存证日志不符',
    en: '{file}: step {number} is not the one that the log has',
  },
  'bundle.steps_missing': {
    zh: '{file}：存证日志中的第 {number} 步不在其中',
    en: '{file}: step {number} of the log is not in it',
  },
  'bundle.text_differs': {
    zh: '{file}：文书文本与存证日志的摘要不符',
    en: '{file}: the text is not the one that the log has',
  },
  'bundle.paper_differs': {
    zh: '{file}：正本与签署时的摘要不符',
    en: '{file}: the paper is not the one that was signed',
  },
  'bundle.signature_differs': {
    zh: '{file}：签署的记载与存证日志不符',
    en: '{file}: the signature is not as the log has it',
  },
  'bundle.seal_differs': {
    zh: '{file}：用印的文件或者记载与存证日志不符',
    en: '{file}: the seal or its file is not as the log has it',
  },
  'bundle.service_differs': {
    zh: '{file}：送达的记载与存证日志不符',
    en: '{file}: the service is not as the log has it',
  },
} as const;
