/** The door of `editions/`: what other modules may use. */
export { adoptProposal, draftProposal, installEdition, reviewProposal } from './edition-commands.ts';
export { editionRoutes } from './edition-routes.ts';
export { keptLaws } from './kept-law-queries.ts';
export { type LawInUse, openLawInUse } from './law-in-use-jobs.ts';
