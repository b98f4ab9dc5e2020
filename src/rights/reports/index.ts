/** The door of `reports/`: the free credit report of a party, and whom it lets fetch one (信用报告). */
export { endGrant, type GrantGiven, grantReports } from './grant-commands.ts';
export { REPORT_SCOPES, type ReportScope } from './report.ts';
export {
  dayTyped,
  makeReport,
  pageOf,
  paperOf,
  type ReadReport,
  type ReportDeps,
  type ReportMade,
  readReport,
  SHOWN_DAYS,
} from './report-commands.ts';
export { repairDays } from './report-content-commands.ts';
export { portalOf, type ReportPageDeps, reportPageRoutes, sendPaper } from './report-page-routes.ts';
export { type KeptReport, listGrants, listReports } from './report-queries.ts';
