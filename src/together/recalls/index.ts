/** The door of `recalls/`: whoever got a record hears when it ends or changes, and says that it has acted (撤回通知与签收). */
export { RECALL_PERIOD } from './recall.ts';
export { acknowledgeRecall, appointOfficer, escalateRecall } from './recall-commands.ts';
export type { RecallDeps } from './recall-deps.ts';
export { askAboutSilent, followTouchedRecords, startRecallWorker, tellEnds } from './recall-jobs.ts';
export { recallRoutes } from './recall-routes.ts';
export { type RecallWork, recallWork } from './recall-work-queries.ts';
export { auditVisibility } from './visibility-jobs.ts';
