import { ANNULMENT_PROCEDURE } from './rights/annulments/index.ts';
import { DETERMINATION_PROCEDURE } from './rights/determinations/index.ts';
import { OBJECTION_PROCEDURE } from './rights/objections/index.ts';
import type { Runnable } from './rights/procedures/index.ts';
import { REPAIR_PROCEDURE } from './rights/repairs/index.ts';

/** Every procedure with a party that this program runs, in the order in which pages show them. */
export const PROCEDURES: readonly Runnable[] = [
  OBJECTION_PROCEDURE,
  REPAIR_PROCEDURE,
  ANNULMENT_PROCEDURE,
  DETERMINATION_PROCEDURE,
];
