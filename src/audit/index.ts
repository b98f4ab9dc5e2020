export { type Account, type Acted, act, actOnMany, type SetAccount } from './act.ts';
export type { Context, RequestMark } from './context.ts';
export { entriesAfter, followJournal, type JournalLine, positionOf } from './journal-queries.ts';
export { type Sequencer, startSequencer } from './sequencer-jobs.ts';
