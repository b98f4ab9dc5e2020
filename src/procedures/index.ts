/** The door of `procedures/`: the kit on which every procedure with a party stands. */
export { acknowledgeNotice, addPoint, disposeOf, lookAtTexts, recuse, type Texts } from './case-commands.ts';
export { TimerShape } from './case-shape.ts';
export { type ClockMovement, clockMovementsAfter } from './clock-movement-queries.ts';
export { type CaseLine, listCases, listNotices, type NoticeLine } from './list-queries.ts';
export type { DocumentRef, Procedure, Sentence, StateRule, StepRule, TimerRule } from './procedure.ts';
export { type Taken, waysFrom } from './procedure-case.ts';
export { type CaseInHand, getCase, type Point, type RecordOfCase } from './procedure-queries.ts';
export { type ProcedureRouteDeps, procedureRoutes } from './procedure-routes.ts';
export { CHANNELS, type Channel, OUTCOMES, type Outcome, type PointKind } from './procedure-tables.ts';
export { standingOf, type Timer, timersOf } from './procedure-timers.ts';
export { type ShownTimer, shownTimer } from './procedure-views.ts';
export {
  type CaseGiven,
  type Guard,
  type GuardAsk,
  openCase,
  type ProcedureDeps,
  type Runnable,
  type StepGiven,
  type StepSaved,
  takeStep,
} from './step-commands.ts';
export { DocumentList, StepSavedShape, stepRoutes } from './step-routes.ts';
export { startTimerWorker, type TimerDeps, tendClocks } from './timer-jobs.ts';
