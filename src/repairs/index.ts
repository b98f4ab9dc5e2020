export { beginRepair, REPAIR_PROCEDURE, type RepairGiven } from './repair-commands.ts';
export { repairPageRoutes } from './repair-page-routes.ts';
export { repairRoutes } from './repair-routes.ts';
