export { logRoutes } from './log/log-routes.ts';
export { startLogWorker } from './log/worker-jobs.ts';
export { receiptRoutes } from './receipts/receipt-routes.ts';
