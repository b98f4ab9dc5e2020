/** Why somebody who was drawn cannot go. */
export const CAUSES = ['away', 'recused', 'interest', 'left'] as const;
export type Cause = (typeof CAUSES)[number];

/** What became of an inspection. `handed_on`: something was found, and whoever is competent looks into it in an ordinary procedure. */
export const OUTCOMES = ['nothing_found', 'handed_on', 'not_held'] as const;
export type Outcome = (typeof OUTCOMES)[number];
