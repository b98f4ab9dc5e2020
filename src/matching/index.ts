export type { Finding } from './index-answers.ts';
export { lastDayFrom } from './judgement.ts';
export { contest, endSubject, judge } from './judgement-commands.ts';
export { screenWaiting, startListWorker } from './list-jobs.ts';
export { listRoutes } from './list-routes.ts';
export { ALL_SUBJECTS, type NameSource, PUBLIC_SUBJECTS } from './name-source-queries.ts';
export { reconciliationRoutes } from './reconciliation-routes.ts';
export { judgementRoutes, type MatchingRouteDeps, prefixRoutes, screeningRoutes } from './screening-routes.ts';
export { SubjectIndex } from './subject-index-jobs.ts';
