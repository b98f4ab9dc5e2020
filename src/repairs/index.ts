export { beginRepair, REPAIR_PROCEDURE, type RepairGiven } from './repair-commands.ts';
