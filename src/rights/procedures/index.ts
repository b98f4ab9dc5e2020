/** The door of `procedures/`: the kit on which every procedure with a party stands. */
export { acknowledgeNotice, addPoint, disposeOf, lookAtTexts, recuse, type Texts } from './case-commands.ts';
export { TimerShape } from './case-shape.ts';
export { type ClockMovement, clockMovementsAfter } from './clock-movement-queries.ts';
export { hearingOver } from './hearing-queries.ts';
export { type CaseLine, countOpenNotices, listCases, listNotices, type NoticeLine } from './list-queries.ts';
export type { DocumentRef, Procedure, Sentence, StateRule, StepRule, TimerRule } from './procedure.ts';
export { isHearing, stateAfter, type Taken, waysFrom } from './procedure-case.ts';
export {
  type CaseInHand,
  getCase,
  getRecordOfCase,
  type KeptTimer,
  listKeptTimers,
  listSteps,
  type Point,
  type RecordOfCase,
  type StepTaken,
} from './procedure-queries.ts';
export { type ProcedureRouteDeps, procedureRoutes } from './procedure-routes.ts';
export { lockCase, lockKey } from './procedure-store.ts';
export { CHANNELS, type Channel, OUTCOMES, type Outcome, type PointKind } from './procedure-tables.ts';
export { standingOf, type Timer, type TimerStanding, timersOf } from './procedure-timers.ts';
export { type ShownTimer, shownTimer } from './procedure-views.ts';
export { allTold } from './receiver-commands.ts';
export {
  type Guard,
  type GuardAsk,
  type ProcedureDeps,
  type Runnable,
  runnableOf,
  type SaveAsk,
  type TellAsk,
  type Told,
} from './runnable.ts';
export { type Alongside, type Said, sealText } from './said-store.ts';
export {
  type CaseGiven,
  matterOf,
  openCase,
  type StepGiven,
  type StepSaved,
  takeStep,
} from './step-commands.ts';
export { DocumentList, StepSavedShape, stepRoutes } from './step-routes.ts';
export { startTimerWorker, type TimerDeps, tendClocks } from './timer-jobs.ts';
export { type CaseWork, caseWork } from './work-queries.ts';
