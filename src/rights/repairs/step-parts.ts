/** Parts that several steps of the repair share. */
export const STILL = { zh: '公示和使用不变。', en: 'Publication and use stay as they are.' } as const;
export const RESTS = {
  zh: '停止公示、停止共享和使用；通知每个取得过该记录的单位。',
  en: 'The record is no longer shown or used; every organ that got it is told.',
} as const;
/** Until a new decision is served nothing returns (law file 2.4: never silently). */
export const STAYS_REPAIRED = {
  zh: '在新的决定送达之前一切不变：不公示、不使用。',
  en: 'Nothing changes before a new decision is served: the record is neither shown nor used.',
} as const;
export const RETURNS = {
  zh: '以新的决定恢复，按原期限公示；通知每个取得过该记录的单位。',
  en: 'By a new decision the record stands again until its old end; every organ that got it is told.',
} as const;
/** All receivers confirm within this time (law file 2.3, 2.4). */
export const RECEIVERS = 'list.removal.receivers';
/**
 * 信用修复管理办法 (from 2026-04-01), what went before it, and the right to repair in 河南省社会信用条例 art. 43, which is older than
 * both; those in force on the day are kept with the step.
 */
export const RIGHT = ['fgw36:2', 'gbf22:2', 'fgw58:5', 'hnxy:43'];
export const CONDITIONS = ['fgw36:8', 'gbf22:4', 'fgw58:5', 'hnxy:43'];
export const TIMES = ['fgw36:9', 'gbf22:4', 'fgw58:5', 'hnxy:43'];
/** A hearing before a decision against the party (行政处罚法 arts. 44, 45, our reading beside 国办发〔2020〕49号 (八)). */
export const HEARD_BY = ['gbf49:8', 'xzcf:44', 'xzcf:45'];
/** Steps by which somebody drafts, or reviews, in this procedure: none of them decides (drafter ≠ reviewer ≠ decider). */
export const DRAFTS = [
  ...['draft', 'propose_revocation', 'propose_shield_end', 'draft_revocation', 'draft_shield_end'],
  ...['draft_refusal', 'ask_extension', 'draft_after_plan'],
];
export const HANDS = [...DRAFTS, 'pass', 'pass_revocation', 'pass_shield_end', 'pass_refusal', 'pass_after_plan'];
