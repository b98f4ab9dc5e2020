import type { RowInHand } from './row-in-hand.ts';

/**
 * A rule over several values of one row, which may bring one of them into its one spelling. `at` points the row in hand to a
 * field, so that the problem names its cell.
 */
export type RecordRule = (values: (string | undefined)[], at: (field: number) => RowInHand) => void;
