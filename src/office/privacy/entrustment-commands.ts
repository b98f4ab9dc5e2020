import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { usccCheckPasses } from '../../names/subjects/identifiers/index.ts';
import { unassessed } from './assessment.ts';
import { listPassed } from './assessment-queries.ts';
import { refuseBackwards, refuseIncomplete, refuseOutOfOrder } from './entrustment.ts';
import { type Contract, type EventGiven, getEntrustment, insertEntrustment, insertEvent } from './entrustment-store.ts';
import { refuseValues } from './no-values.ts';

const BASIS = ['grxx:21'];

/**
 * Enters the contract with an operator (委托处理合同). Entrusting is assessed before it begins (art. 55): each of its items needs an
 * assessment that somebody passed and that looked at entrusting.
 * @throws {Refusal} forbidden `access.denied`; invalid `privacy.operator_code`, `privacy.days_backwards`, `privacy.personal_value`;
 *   rule `privacy.entrusting_unassessed`
 */
export function enterEntrustment(ctx: Context, contract: Contract): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'privacy.keep', { kind: 'privacy_entrustment', organPath });
    if (!usccCheckPasses(contract.operatorCode)) throw new Refusal('invalid', 'privacy.operator_code');
    refuseBackwards(contract.since, contract.until);
    const { purpose, manner, dataKinds, measures, duties } = contract;
    refuseValues({ purpose, manner, dataKinds, measures, duties });
    const wanted = contract.items.map((item) => ({ item, causes: ['entrusted'] as const }));
    const missing = unassessed(wanted, await listPassed(tx)).map(({ item }) => item);
    if (missing.length > 0)
      throw new Refusal('rule', 'privacy.entrusting_unassessed', { items: missing, basis: ['grxx:55'] });
    const id = newId(ctx.now().getTime());
    await insertEntrustment(tx, { ...contract, id, edition: ctx.edition }, { accountId, at: ctx.now(), organPath });
    return {
      result: { id },
      deed: 'privacy.entrust',
      object: { kind: 'privacy_entrustment', id },
      basis: BASIS,
      after: contract,
    };
  });
}

/**
 * Tells of an entrustment: that it was looked after and how that was found, that the operator passes part of it on with our consent, that
 * it ended and everything came back or was deleted.
 * @throws {Refusal} absent `privacy.entrustment_absent`; forbidden; conflict `privacy.entrustment_ended`, `privacy.overtaken`; invalid
 */
export function tellOfEntrustment(ctx: Context, id: string, given: EventGiven): Promise<Acted<{ number: number }>> {
  return act(ctx, async (tx) => {
    const inHand = await getEntrustment(tx, id);
    const { organPath, told } = inHand;
    mayOrRefuse(ctx.actor, 'privacy.keep', { kind: 'privacy_entrustment', organPath });
    refuseValues({ note: given.note });
    refuseIncomplete(given.what, given.on, given);
    refuseOutOfOrder(inHand, told, given.on, chinaDate(ctx.now()));
    const number = told.length + 1;
    await insertEvent(tx, id, number, given, { accountId: ctx.actor.accountId, at: ctx.now(), organPath });
    return {
      result: { number },
      deed: 'privacy.supervise',
      object: { kind: 'privacy_entrustment', id },
      basis: BASIS,
      reasonCode: given.what,
      after: given,
    };
  });
}
