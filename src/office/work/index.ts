export { handoverRoutes } from './handover-routes.ts';
export type { WorkItem } from './work.ts';
export { listWork } from './work-queries.ts';
export { workRoutes } from './work-routes.ts';
