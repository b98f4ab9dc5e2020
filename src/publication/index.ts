export { type PortalDeps, portalRoutes } from './portal-routes.ts';
export {
  confirmTerm,
  type Released,
  type ReviewGiven,
  refusePublication,
  releasePublication,
  reviewPublication,
  withdrawPublication,
} from './publication-commands.ts';
export { WITHDRAWAL_GROUNDS, type WithdrawalGround } from './publication-grounds.ts';
export { publicationRoutes } from './publication-routes.ts';
export { followFacts, startTermWorker } from './term-jobs.ts';
