import { ANNULMENT_PROCEDURE } from './annulments/index.ts';
import { DETERMINATION_PROCEDURE } from './determinations/index.ts';
import { OBJECTION_PROCEDURE } from './objections/index.ts';
import type { Runnable } from './procedures/index.ts';
import { REPAIR_PROCEDURE } from './repairs/index.ts';

/** Every procedure with a party that this program runs, in the order in which pages show them. */
export const PROCEDURES: readonly Runnable[] = [
  OBJECTION_PROCEDURE,
  REPAIR_PROCEDURE,
  ANNULMENT_PROCEDURE,
  DETERMINATION_PROCEDURE,
];
