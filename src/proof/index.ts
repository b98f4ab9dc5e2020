export { logRoutes } from './log/log-routes.ts';
export { startLogWorker, tileStoreOf } from './log/worker-jobs.ts';
export { type AnswerDeps, answerReceipt } from './receipts/answer-queries.ts';
export { receiptRoutes } from './receipts/receipt-routes.ts';
export { readCheckpoint } from './tlog/checkpoint.ts';
