import type { Words } from '../../shared/words.ts';

export const journal = {
  title: ['操作日志', 'Journal'],
  help: ['本机关及下级机关的操作，最新的在前。', 'What was done in this organ and those below, newest first.'],
  empty: ['还没有操作', 'Nothing has been done yet'],
  position: ['位置', 'Position'],
  at: ['时间', 'Time'],
  account: ['操作人', 'By'],
  organ: ['机关', 'Organ'],
  deed: ['操作', 'Deed'],
  object: ['对象', 'Object'],
  basis: ['依据', 'Basis'],
  more: ['显示更多', 'Show more'],
} as const satisfies Words;
