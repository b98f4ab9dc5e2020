export { refuseUnlessDemonstration } from './demonstration-queries.ts';
export { type GuardedSettings, openGuardedSettings } from './following-jobs.ts';
export { decideRelaxation } from './relaxation-commands.ts';
export { RELAXATION_MESSAGES } from './relaxation-messages.ts';
export { relaxationRoutes } from './relaxation-routes.ts';
