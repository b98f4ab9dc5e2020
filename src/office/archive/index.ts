/** The door of `archive/`: closed cases on their way to the archive. */
export { archiveRoutes } from './archive-routes.ts';
