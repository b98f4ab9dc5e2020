export { acceptBatch, discardBatch, type IntakeDeps, type Receipt, submitBatch } from './batch-commands.ts';
export { startStagingWorker, workOnce as readWaitingBatches } from './intake-jobs.ts';
export { intakeRoutes } from './intake-routes.ts';
export { type Settlement, settleQuarantine } from './quarantine-commands.ts';
export { quarantineRoutes } from './quarantine-routes.ts';
export type { QuarantineKind } from './quarantine-ways.ts';
export { type IntakeWork, intakeWork } from './work-queries.ts';
