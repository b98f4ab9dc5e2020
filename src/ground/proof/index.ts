export { currentLogHead, type LogHead, logRoutes } from './log/log-routes.ts';
export { keysOf, type LogWorkerDeps, rebuildFiles, startLogWorker, tileStoreOf } from './log/worker-jobs.ts';
export { type AnswerDeps, answerReceipt } from './receipts/answer-queries.ts';
export { type ReceiptDeps, receiptOf } from './receipts/receipt-queries.ts';
export { receiptRoutes } from './receipts/receipt-routes.ts';
export { readCheckpoint } from './tlog/checkpoint.ts';
export { printKey, readKey, type VerifierKey } from './tlog/note.ts';
export { type CheckedReceipt, checkReceipt } from './verify/receipt.ts';
