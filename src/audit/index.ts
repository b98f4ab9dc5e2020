export { type Account, type Acted, act, actOnMany, type Changes, workContext } from './act.ts';
export { auditRoomRoutes } from './audit-room-routes.ts';
export type { Context, RequestMark } from './context.ts';
export { entriesAfter, followJournal, type JournalLine, listJournal, positionOf } from './journal-queries.ts';
export { journalRoutes } from './journal-routes.ts';
export { noteRemoved } from './removal-store.ts';
export { entityTagOf } from './revision-store.ts';
export { sequenceNow, startSequencer } from './sequencer-jobs.ts';
