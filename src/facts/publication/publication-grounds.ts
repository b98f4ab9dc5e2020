/** Why a publication is taken down before its day: the first four as 行政处罚法 art. 48(2) names them, the last our own fault. */
export const WITHDRAWAL_GROUNDS = ['changed', 'set_aside', 'unlawful', 'void', 'own_error'] as const;
export type WithdrawalGround = (typeof WITHDRAWAL_GROUNDS)[number];
