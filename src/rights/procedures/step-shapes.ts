// What steps of different procedures have in common, written once.

/**
 * A review or a decision on the very document that was drafted: byte for byte the same, every point of the party answered. Others may
 * lie beside it.
 */
const on =
  <Hand extends 'reviews' | 'decides'>(hand: Hand) =>
  (document: string, ...beside: readonly string[]) =>
    ({ hand, answersAll: true, documents: [document, ...beside], sameDocument: document }) as const;
export const reviewsOn = on('reviews');
export const decidesOn = on('decides');

/** The same before anything is examined: at the door and about time there are no points to answer yet. */
const onText =
  <Hand extends 'reviews' | 'decides'>(hand: Hand) =>
  (document: string) =>
    ({ hand, documents: [document], sameDocument: document }) as const;
export const reviewsText = onText('reviews');
export const decidesText = onText('decides');

/** The ways out that a decision against the party tells: review and suit, by their periods. */
export const REMEDIES: readonly string[] = ['review.filing', 'suit.filing'];
