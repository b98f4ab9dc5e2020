import { ANNULMENT } from './rights/annulments/annulment-procedure.ts';
import { DETERMINATION } from './rights/determinations/determination-procedure.ts';
import { OBJECTION } from './rights/objections/objection-procedure.ts';
import { arrowIn } from './rights/procedures/arrow.ts';
import { REPAIR } from './rights/repairs/repair-procedure.ts';
import type { Questions } from './rules/law/index.ts';

/** What cases beside the packs ask that the law alone cannot answer. Of the modules only their tables: `law test` needs no database. */
export const CASE_QUESTIONS: Questions = { arrow: arrowIn([OBJECTION, REPAIR, ANNULMENT, DETERMINATION]) };
