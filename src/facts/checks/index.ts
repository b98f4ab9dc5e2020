export { askChecks, CheckDesk } from './check-commands.ts';
export { readCoverage } from './check-queries.ts';
export { checkReceiptRoutes } from './check-receipt-routes.ts';
export { checkRoutes } from './check-routes.ts';
export type { Fact, Mark } from './fact-in-force.ts';
export { factsInForce, recordsInForce } from './own-facts-queries.ts';
