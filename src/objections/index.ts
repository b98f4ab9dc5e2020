export { enterObjection, type ObjectionEntered, type ObjectionGiven } from './objection-commands.ts';
export { objectionRoutes } from './objection-routes.ts';
