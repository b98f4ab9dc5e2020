/** What is said of settings that weaken a guard. */
export const RELAXATION_MESSAGES = {
  'relaxation.absent': {
    zh: '没有这项放宽设置，或者它已不在环境中。',
    en: 'There is no such weakening setting, or it is gone from the environment.',
  },
  'relaxation.decided': {
    zh: '这项放宽设置已经决定；被拒绝后要再用，须先去掉该设置启动一次，再重新设置并重新确认。',
    en: 'This weakening setting was decided already; one that was refused must be gone at a start before it can be set and confirmed anew.',
  },
  'relaxation.known': {
    zh: '另一进程刚刚登记了同一项设置。',
    en: 'Another program has just written the same setting down.',
  },
  'start.not_a_demonstration': {
    zh: '这个数据库不是作为演示建立的，不能以演示方式（--demo、ZHENGMING_DEMO）启动：演示时钟可调，也不要求第二因素。请去掉该设置，或者换一个空的数据目录',
    en: 'this database was not made as a demonstration and cannot be started as one (--demo, ZHENGMING_DEMO): its clock could be set, and nobody would need a second factor. Take the setting away, or use an empty data folder',
  },
} as const;
