export { finalityFacts, penaltyFacts, type StoredFacts, type SubjectKind } from './decision-facts.ts';
