/** The parts of the law browser, in the order in which a reader asks: what is recorded, how long, by whom, by which law. */
export const PARTS = [
  'items',
  'periods',
  'classes',
  'severity',
  'measures',
  'competences',
  'remedyBodies',
  'bans',
  'statuteTerms',
  'parameters',
  'closedLists',
  'basisLevels',
  'categories',
  'articles',
] as const;
export type Part = (typeof PARTS)[number];
export type RulePart = Exclude<Part, 'articles'>;
