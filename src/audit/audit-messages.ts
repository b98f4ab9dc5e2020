/** What the one door says when it refuses. */
export const AUDIT_MESSAGES = {
  'request.key_reused': {
    zh: '这个请求标识已用于另一个请求。请为新的请求使用新的标识。',
    en: 'This request key was used for a different request. Use a new key for a new request.',
  },
} as const;
