export { type Eligibility, repairEligibility } from './eligibility.ts';
export type { RepairGround } from './materials.ts';
export { beginRepair, REPAIR_PROCEDURE, type RepairGiven } from './repair-commands.ts';
export { repairPageRoutes } from './repair-page-routes.ts';
export { hasLivingRepair, repairFacts } from './repair-queries.ts';
export { repairRoutes } from './repair-routes.ts';
