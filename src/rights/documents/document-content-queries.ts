import type { Context } from '../../ground/audit/index.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { openSealedValue, recordLook, type Vault } from '../../ground/vault/index.ts';
import type { CaseInHand } from '../procedures/index.ts';
import { factsOfCase, type OpenedPoint } from './case-facts.ts';
import { namesFor } from './document-queries.ts';
import type { Written } from './written.ts';

const matterOfLook = (procedure: string) =>
  (procedure === 'objection' ? 'objection' : 'review') as 'objection' | 'review';

/** What the program knows of the case for its documents. Each sealed text that is opened for it is written down as a look. */
export async function openFacts(tx: Tx, ctx: Context, vault: Vault, inHand: CaseInHand) {
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
  return { names, facts: factsOfCase(inHand, names, points) };
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
