/** What editions of the law say when they refuse. */
export const EDITION_MESSAGES = {
  'edition.absent': {
    zh: '没有采用过这个规则版本。',
    en: 'No edition of that name has been adopted here.',
  },
  'edition.proposal_absent': {
    zh: '没有这份规则版本草案。',
    en: 'There is no such draft of an edition.',
  },
  'edition.packs_faulty': {
    zh: '磁盘上的规则包有 {faults} 处错误，不能起草；请运行 zhengming law load 查看。',
    en: 'The packs on disk have {faults} faults and cannot be drafted: run zhengming law load to see them.',
  },
  'edition.cases_fail': {
    zh: '磁盘上的规则包有 {failed} 个案例不通过，不能起草；请运行 zhengming law test 查看。',
    en: '{failed} cases of the packs on disk fail, so they cannot be drafted: run zhengming law test to see them.',
  },
  'edition.nothing_new': {
    zh: '磁盘上的规则包就是现用版本，且已经三人采用。',
    en: 'The packs on disk are the edition in use, and three persons have adopted it.',
  },
  'edition.drafted_already': {
    zh: '同一内容的草案正在办理。',
    en: 'A draft of the same content is under way.',
  },
  'edition.wrong_state': {
    zh: '草案目前的状态不能办理这一步。',
    en: 'The draft is not in the state for that step.',
  },
  'edition.overtaken': {
    zh: '草案比较的是第 {against} 次采用的版本，现用的是第 {inUse} 次采用的版本；请重新起草。',
    en: 'The draft was compared with adoption {against}; adoption {inUse} is in use now. Draft it anew.',
  },
  'edition.installed_already': {
    zh: '本系统已有规则版本在用。',
    en: 'An edition is in use in this installation already.',
  },
} as const;
