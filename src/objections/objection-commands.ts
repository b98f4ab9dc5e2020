import { mayOrRefuse } from '../access/index.ts';
import { type Acted, act, type Context } from '../audit/index.ts';
import { newId } from '../kernel/id.ts';
import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import { addSpan, type Law } from '../law/index.ts';
import type { Vault } from '../vault/index.ts';
import { type ObjectionClock, objectionClock } from './objection.ts';
import { getDisputedRecord, insertMark } from './objection-store.ts';

export type ObjectionGiven = {
  readonly recordId: string;
  /** The day on which the paper came in. */
  readonly receivedOn: PlainDate;
  /** What the party says is wrong; sealed under the party's scope. */
  readonly points: string;
};
export type ObjectionEntered = { readonly id: string } & Pick<ObjectionClock, 'dueOn' | 'provisional' | 'why'>;

/**
 * Enters an objection that a party made on paper: from this instant the marker stands in every answer and the record is not
 * used as untrustworthy information.
 * @throws {Refusal} absent `objection.record_absent`; forbidden `access.denied`; as {@link objectionClock}
 */
export function enterObjection(
  ctx: Context,
  deps: { readonly law: Law; readonly vault: Vault },
  given: ObjectionGiven,
): Promise<Acted<ObjectionEntered>> {
  const { law, vault } = deps;
  return act(ctx, async (tx) => {
    const record = await getDisputedRecord(tx, given.recordId);
    const { organPath, item, subjectId, decidedOn } = record;
    mayOrRefuse(ctx.actor, 'objection.enter', { kind: 'objection', organPath, item });
    const today = chinaDate(ctx.now());
    const { receivedOn, points } = given;
    const { dueOn, provisional, basis, why } = objectionClock({ receivedOn, decidedOn }, law, today);
    const retainUntil = addSpan(today, law.item(item, today).retention);
    const sealedId = await vault.store(tx, { scopeId: subjectId, organPath, kind: 'text', plain: points, retainUntil });
    const id = newId(ctx.now().getTime());
    await insertMark(tx, record, { id, receivedAt: ctx.now(), receivedOn, sealedId, enteredBy: ctx.actor.accountId });
    return {
      result: { id, dueOn, provisional, why },
      deed: 'objection.enter',
      object: { kind: 'objection', id },
      subjectId,
      basis,
      reason: points,
      after: { recordId: record.id, receivedOn, dueOn },
    };
  });
}
