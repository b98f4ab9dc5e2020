export {
  DETERMINATION_PROCEDURE,
  type DeterminationGiven,
  proposeDetermination,
  reviseContents,
} from './determination-commands.ts';
export { listStanding } from './determination-queries.ts';
export { determinationRoutes } from './determination-routes.ts';
export { openDomain, proposeDomain, reviewDomain } from './domain-commands.ts';
export { earlyEndFrom } from './guard-queries.ts';
export { publicListRoutes } from './list-routes.ts';
export { type ReviewWork, reviewWork } from './review-work-queries.ts';
export { type ToldSupervision, toldSupervision } from './supervision-queries.ts';
