export { finalityFacts, penaltyFacts, type StoredFacts, type SubjectKind, withRemedies } from './decision-facts.ts';
export { type Moment, MomentShape, moment } from './moment.ts';
export { recordFor } from './record-queries.ts';
export { recordRoutes } from './record-routes.ts';
export { placeOf, sheetOf, type TableLayout, type TablesLayout, tableBases } from './table-place.ts';
