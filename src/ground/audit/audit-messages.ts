/** What the one door says when it refuses. */
export const AUDIT_MESSAGES = {
  'request.key_reused': {
    zh: '这个请求标识已用于另一个请求。请为新的请求使用新的标识。',
    en: 'This request key was used for a different request. Use a new key for a new request.',
  },
  'request.changed_since': {
    zh: '您看过之后，这一事项已有变化（现为 {current}）。请重新打开，看过现在的内容再办理。',
    en: 'This has changed since you read it (now {current}). Open it again, and act on what stands there now.',
  },
  'audit.subject_absent': { zh: '没有此主体', en: 'there is no such party' },
  'audit.persons_only': { zh: '须由本人申报', en: 'only a person declares an interest' },
} as const;
