export { checkRoutes } from './check-routes.ts';
export type { Fact, Mark } from './fact-in-force.ts';
export { factsInForce } from './own-facts-queries.ts';
