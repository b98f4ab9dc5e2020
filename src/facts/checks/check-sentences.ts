/** Sentences of the derivation of an answer. */
export const CHECK_SENTENCES = {
  found: { zh: '按代码或密封的证件号码找到该主体。', en: 'The party was found by its code or sealed number.' },
  not_found: {
    zh: '按所给代码没有找到主体；这只说明所列来源截至所列时间没有报送。',
    en: 'No party was found by what was given. That says only that the sources listed had delivered nothing until then.',
  },
  no_such_code: {
    zh: '所给代码的校验码不成立，不可能有这样的代码：请核对后再查。这不是没有记录的答复。',
    en: 'The check character of this code is wrong, so that no such code can exist: compare it and ask again. That is no answer about records.',
  },
  by_name: {
    zh: '名称相同不等于同一主体：只列出候选，不给出任何记录；请以代码再查。',
    en: 'A same name is not the same party: candidates only, no records. Ask again by code.',
  },
  in_force: {
    zh: '只列出当日仍然有效的记录；已撤回、撤销、变更、期满的一律不列。',
    en: 'Only what stands in force on the day is told; nothing withdrawn, set aside, altered or ended.',
  },
  not_used: {
    zh: '轻微类处罚、对自然人适用简易程序的处罚不归集不使用（河南省社会信用条例第13条；对组织的轻微类处罚按从宽理解）。',
    en: 'Penalties of the minor class and by simple procedure on natural persons are not used (Henan Regulation art. 13; for organisations of the minor class by the kinder reading).',
  },
  bindings: {
    zh: '约束条款只由已经确定、无异议的决定逐条得出；条文是否适用于所办事项，由有权机关对照条文决定。',
    en: 'Articles that bind, allow or forbid follow from one final, undisputed decision each; whether one applies, the competent organ decides by its text.',
  },
  gaps: { zh: '来源及截至时间见覆盖范围。', en: 'Sources and until when they reach: see the coverage.' },
} as const;
