/** Invented codes for tests: those of the demonstration, which can belong to nobody. */
export { inventedResidentId as residentIdFor, inventedUscc as usccFor } from '../../src/office/demo/invented-codes.ts';

/** How many different codes {@link usccFor} gives for one area and department class: 31 ^ 4. */
export const USCC_SERIALS = 923_521;
/** How many different numbers {@link residentIdFor} gives for one area: days and serials share no divisor. */
export const RESIDENT_SERIALS = 25_000 * 999;
