import type { Context } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { addSpan } from '../../rules/law/index.ts';
import type { CaseInHand, Point, RecordOfCase } from './procedure-queries.ts';
import { insertPoint } from './procedure-store.ts';
import { MOST_POINTS, type PointKind } from './procedure-tables.ts';
import type { ProcedureDeps } from './runnable.ts';

/** Seals a text of the case under the scope of the party to whom it is addressed, for as long as the record is kept. */
export async function sealText(
  tx: Tx,
  { law, vault }: ProcedureDeps,
  { record, partyId: scopeId }: Pick<CaseInHand, 'record' | 'partyId'>,
  plain: string,
  today: PlainDate,
): Promise<string> {
  const { organPath, item } = record;
  const retainUntil = addSpan(today, law.item(item, today).retention);
  return vault.store(tx, { scopeId, organPath, kind: 'text', plain, retainUntil });
}

/** Keeps what came with a case, a step or a point, before the command is accounted for. */
export type Alongside = (tx: Tx, caseId: string, record: RecordOfCase, firstNumber?: number) => Promise<void>;

/** A point, an exhibit or a material that comes with a case or a step. */
export type Said = { readonly kind: PointKind; readonly text: string; readonly sha256?: string | undefined };

/**
 * Writes down what was said, numbered on from what the case holds; answers the case with it.
 * @throws {Refusal} conflict `procedure.too_many`
 */
export async function addSaid<C extends Pick<CaseInHand, 'id' | 'record' | 'partyId' | 'points'>>(
  tx: Tx,
  ctx: Context,
  deps: ProcedureDeps,
  inHand: C,
  said: readonly Said[],
): Promise<C> {
  const points: Point[] = [...inHand.points];
  if (points.length + said.length > MOST_POINTS) {
    throw new Refusal('conflict', 'procedure.too_many', { most: MOST_POINTS });
  }
  for (const { kind, text, sha256 } of said) {
    const sealedId = await sealText(tx, deps, inHand, text, chinaDate(ctx.now()));
    const number = points.length + 1;
    await insertPoint(tx, { caseId: inHand.id, number, kind, sealedId, sha256 }, inHand.record.organPath, ctx.now());
    const open = { outcome: null, reasonId: null, disposedAt: null, version: 0 };
    points.push({ number, kind, sealedId, sha256: sha256 ?? null, ...open });
  }
  return { ...inHand, points };
}
export const wordsOf = (said: readonly Said[]): string => said.map(({ text }) => text).join('\n');
