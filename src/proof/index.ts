export { logRoutes } from './log/log-routes.ts';
export { startLogWorker } from './log/worker-jobs.ts';
