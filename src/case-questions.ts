import { ANNULMENT } from './annulments/annulment-procedure.ts';
import { DETERMINATION } from './determinations/determination-procedure.ts';
import type { Questions } from './law/index.ts';
import { OBJECTION } from './objections/objection-procedure.ts';
import { arrowIn } from './procedures/arrow.ts';
import { REPAIR } from './repairs/repair-procedure.ts';

/** What cases beside the packs ask that the law alone cannot answer. Of the modules only their tables: `law test` needs no database. */
export const CASE_QUESTIONS: Questions = { arrow: arrowIn([OBJECTION, REPAIR, ANNULMENT, DETERMINATION]) };
