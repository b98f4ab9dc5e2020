/** Sentences of the shared values. */
export const KERNEL_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'date.unreadable': {
    zh: '日期应为 YYYY-MM-DD，且确有其日',
    en: 'a day is written YYYY-MM-DD and must exist in the calendar',
  },
};
