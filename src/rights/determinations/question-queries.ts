import { mayOrRefuse } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { type DeterminationUse, explain, type Law } from '../../rules/law/index.ts';
import { getRecordOfCase, matterOf } from '../procedures/index.ts';
import { type Contents, refuseMisfit } from './determination.ts';
import { DETERMINATION } from './determination-procedure.ts';
import { hasLivingCase } from './determination-queries.ts';
import { requireOpenDomain } from './domain-queries.ts';
import { gateAnswer } from './gate-queries.ts';

export type Asked = {
  readonly recordId: string;
  readonly use: DeterminationUse;
  readonly partyId?: string | undefined;
  readonly contents: Contents;
};

/**
 * The answer that the proposal would meet today, with its derivation. Nothing is written; whoever may not propose is not answered.
 * @throws {Refusal} absent `procedure.record_absent`; forbidden `access.denied`; conflict `determination.case_exists`; invalid
 *   `determination.misfit`; rule `determination.no_finding`, `determination.domain_closed`, and as {@link gateAnswer}
 */
export async function answerFor(ctx: Context, law: Law, { recordId, use, partyId, contents }: Asked) {
  const { accountId, organPath } = ctx.actor;
  const today = chinaDate(ctx.now());
  refuseMisfit(use, contents, law, today);
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const record = await getRecordOfCase(tx, recordId);
    mayOrRefuse(ctx.actor, 'determination.propose', matterOf(DETERMINATION, record, []));
    if (record.item !== 'penalty') throw new Refusal('rule', 'determination.no_finding');
    await requireOpenDomain(tx, contents, record.organPath);
    const about = { record, partyId: partyId ?? record.subjectId };
    if (await hasLivingCase(tx, { ...about, ground: use })) throw new Refusal('conflict', 'determination.case_exists');
    const { answer, reasons, articles, derivation } = await gateAnswer(tx, about, { use, contents }, law, today);
    return { answer, reasons, articles, why: { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') } };
  });
}
