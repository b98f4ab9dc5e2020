import { may } from '../access/index.ts';
import type { Context } from '../audit/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import { getCase, matterOf, stateAfter } from '../procedures/index.ts';
import { OPEN_STATES } from './determination.ts';
import { DETERMINATION } from './determination-procedure.ts';
import { listContents, type Versioned } from './determination-queries.ts';

/**
 * What is to be determined in a case of the own organ or below, every version, and whether whoever asks may write another.
 * @throws {Refusal} absent `procedure.absent`
 */
export function readContents(
  ctx: Context,
  caseId: string,
): Promise<{ readonly versions: readonly Versioned[]; readonly mayRevise: boolean }> {
  const { accountId, organPath } = ctx.actor;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const versions = await listContents(tx, caseId);
    if (versions.length === 0) throw new Refusal('absent', 'procedure.absent', { id: caseId });
    const { record, taken } = await getCase(tx, caseId);
    const isOpen = OPEN_STATES.includes(stateAfter(DETERMINATION, taken));
    const { allowed } = may(ctx.actor, 'determination.prepare', matterOf(DETERMINATION, record, taken));
    return { versions, mayRevise: isOpen && allowed };
  });
}
