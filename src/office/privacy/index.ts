export { refuseUnassessed } from './assessment-commands.ts';
export { noticePageRoutes } from './notice-page-routes.ts';
export { privacyRoutes } from './privacy-routes.ts';
export { startUseRetention } from './use-retention-jobs.ts';
