export { enterObjection, OBJECTION_PROCEDURE, type ObjectionGiven } from './objection-commands.ts';
export { OBJECTION } from './objection-procedure.ts';
export { findUndecidedObjection } from './objection-queries.ts';
export { objectionRoutes } from './objection-routes.ts';
