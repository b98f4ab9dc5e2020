export { finalityFacts, penaltyFacts, type StoredFacts, type SubjectKind } from './decision-facts.ts';
export { recordRoutes } from './record-routes.ts';
