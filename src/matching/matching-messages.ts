/** What finding and judging parties says when it refuses. */
export const MATCHING_MESSAGES = {
  'matching.index_building': {
    zh: '名称索引正在建立，请稍候再试。',
    en: 'The index of names is being made. Please try again in a moment.',
  },
} as const;
