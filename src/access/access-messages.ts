/** Sentences of this area, Chinese first. docs/errors.md prints from it. */
export const ACCESS_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'access.denied': { zh: '没有此项权限', en: 'you may not do this' },
};
