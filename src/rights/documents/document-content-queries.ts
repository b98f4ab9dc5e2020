import type { Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { openSealedValue, recordLook, type Vault } from '../../ground/vault/index.ts';
import { remedyFacts } from '../../rules/law/index.ts';
import type { CaseInHand, ProcedureDeps } from '../procedures/index.ts';
import { factsOfCase, type OpenedPoint } from './case-facts.ts';
import { namesFor } from './document-queries.ts';
import type { Written } from './written.ts';

const matterOfLook = (procedure: string) =>
  (procedure === 'objection' ? 'objection' : 'review') as 'objection' | 'review';

/**
 * What the program knows of the case for its documents, with the organs of review and the court that the packs have for its division. Each
 * sealed text that is opened for it is written down as a look.
 */
export async function openFacts(tx: Tx, ctx: Context, { vault, law }: ProcedureDeps, inHand: CaseInHand) {
  const open = async (id: string) => {
    await recordLook(tx, ctx, { kind: 'value', id }, { reason: '拟制文书', matter: matterOfLook(inHand.procedure) });
    return openSealedValue(tx, vault, id);
  };
  const points: OpenedPoint[] = [];
  for (const { kind, sealedId, outcome, reasonId } of inHand.points) {
    const answer = reasonId === null ? null : await open(reasonId);
    points.push({ kind, text: await open(sealedId), outcome, answer });
  }
  const names = await namesFor(tx, inHand.partyId, inHand.record.organId);
  const { branch, division } = names;
  const remedies = branch === null ? {} : remedyFacts(law, { branch, division }, chinaDate(ctx.now()));
  return { names, facts: { ...factsOfCase(inHand, names, points), ...remedies } };
}

/** Opens what a document says; who looks is written down before it leaves. */
export async function openWritten(
  tx: Tx,
  ctx: Context,
  vault: Vault,
  inHand: Pick<CaseInHand, 'procedure'>,
  contentId: string,
): Promise<Written> {
  await recordLook(
    tx,
    ctx,
    { kind: 'value', id: contentId },
    { reason: '查看案件文书', matter: matterOfLook(inHand.procedure) },
  );
  return JSON.parse(await openSealedValue(tx, vault, contentId)) as Written;
}
