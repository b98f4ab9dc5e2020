export { handoverRoutes } from './handover-routes.ts';
export { listWork } from './work-queries.ts';
export { workRoutes } from './work-routes.ts';
