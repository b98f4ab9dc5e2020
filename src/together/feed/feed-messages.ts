/** What the feed says when it refuses. */
export const FEED_MESSAGES = {
  'feed.cursor_unknown': {
    zh: '公示变更没有到过这个位置（可能已从较早的备份恢复）；请从头读取，并以读到的内容替换原有副本。',
    en: 'The feed never reached this position (it may have been restored from an older backup); start anew, and let what you read take the place of your copy.',
  },
} as const;
