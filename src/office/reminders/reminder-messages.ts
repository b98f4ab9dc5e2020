/** What reminders say when they refuse. */
export const REMINDER_MESSAGES = {
  'reminder.persons_only': { zh: '只有工作人员可以设置提醒。', en: 'Reminders are for persons in a post.' },
  'reminder.no_calendar': { zh: '没有这个日历地址，或者已经关闭。', en: 'There is no such calendar, or it is closed.' },
} as const;
