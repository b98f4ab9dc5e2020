export { type Eligibility, repairEligibility } from './eligibility.ts';
export { type HeldRuling, REPAIR_GROUNDS, type RepairGround } from './materials.ts';
export { beginRepair, REPAIR_PROCEDURE, type RepairGiven } from './repair-commands.ts';
export { repairPageRoutes } from './repair-page-routes.ts';
export { REPAIR } from './repair-procedure.ts';
export { hasLivingRepair, repairFacts } from './repair-queries.ts';
export { repairRoutes } from './repair-routes.ts';
export { findHeldRuling } from './ruling-queries.ts';
export { fallsAwayIn } from './simulation.ts';
