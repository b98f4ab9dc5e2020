export { type Account, type Acted, act, actOnMany, type Changes, workContext } from './act.ts';
export { ALARM_KINDS, ALARM_PARAMETERS, type Alarm, RELATIONS, type Relation } from './alarm.ts';
export type { Context, RequestMark } from './context.ts';
export {
  entriesAfter,
  followJournal,
  type JournalEntry,
  type JournalLine,
  listJournal,
  positionOf,
} from './journal-queries.ts';
export { JournalLineShape, journalRoutes } from './journal-routes.ts';
export { noteRemoved } from './removal-store.ts';
export { entityTagOf } from './revision-store.ts';
export { sequenceNow, startSequencer } from './sequencer-jobs.ts';
