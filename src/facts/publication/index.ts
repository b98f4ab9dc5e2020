export { type Editions, MOVEMENT_PLACE, type Movement, type MovementPage, movementsAfter } from './movement-queries.ts';
export {
  type Asked,
  type Desk,
  type DeskDeps,
  deskOf,
  send as sendPage,
  sendGone as sendGonePage,
} from './portal-desk-routes.ts';
export { citationsIn, contactIn, periodIn } from './portal-law.ts';
export { inPortal } from './portal-queries.ts';
export { type PortalDeps, portalRoutes } from './portal-routes.ts';
export { factIn } from './portal-views.ts';
export { listPublicFacts, type PlacedFact, type PublicFact } from './public-fact-queries.ts';
export { shownName } from './public-fields.ts';
export {
  type Released,
  type ReviewGiven,
  refusePublication,
  releasePublication,
  reviewPublication,
  withdrawByCase,
  withdrawPublication,
} from './publication-commands.ts';
export { WITHDRAWAL_GROUNDS, type WithdrawalGround } from './publication-grounds.ts';
export { publicationRoutes } from './publication-routes.ts';
export { confirmTerm, declineTerm, type TermDecision } from './term-commands.ts';
export { followFacts, recomputeForAdoption, startTermWorker } from './term-jobs.ts';
export { type PublicationWork, publicationWork } from './work-queries.ts';
