/** Parts that several steps of the repair share. */
export const STILL = { zh: '公示和使用不变。', en: 'Publication and use stay as they are.' } as const;
export const RESTS = {
  zh: '停止公示、停止共享和使用；通知每个取得过该记录的单位。',
  en: 'The record is no longer shown or used; every organ that got it is told.',
} as const;
/** All receivers confirm within this time (law file 2.3, 2.4). */
export const RECEIVERS = 'list.removal.receivers';
/** 信用修复管理办法 (from 2026-04-01) and what went before it; those in force on the day are kept with the step. */
export const CONDITIONS = ['fgw36:8', 'gbf22:4', 'fgw58:5'];
export const TIMES = ['fgw36:9', 'gbf22:4', 'fgw58:5'];
/** Steps by which somebody drafts, or reviews, in this procedure: none of them decides (drafter ≠ reviewer ≠ decider). */
export const DRAFTS = ['draft', 'propose_revocation'];
export const HANDS = [...DRAFTS, 'pass', 'pass_revocation'];
