export { type Account, type Acted, act, actOnMany } from './act.ts';
export type { Context, RequestMark } from './context.ts';
export { entriesAfter, followJournal, type JournalLine, positionOf } from './journal-queries.ts';
export { type Sequencer, startSequencer } from './sequencer-jobs.ts';
