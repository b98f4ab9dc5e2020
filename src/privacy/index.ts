export { refuseUnassessed } from './assessment-commands.ts';
export { privacyRoutes } from './privacy-routes.ts';
