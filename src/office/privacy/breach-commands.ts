import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { BREACH_RULES, refuseStep } from './breach.ts';
import { type BreachGiven, getBreach, insertBreach, insertStep, type StepGiven } from './breach-store.ts';
import { refuseValues } from './no-values.ts';

const BASIS = ['grxx:57'];

/**
 * Enters that personal information leaked, was altered or lost, or may have been (art. 57): its clocks run from the day of finding.
 * @throws {Refusal} forbidden `access.denied`; invalid `privacy.personal_value`, `privacy.day_out_of_order`
 */
export function enterBreach(ctx: Context, given: BreachGiven): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'privacy.keep', { kind: 'privacy_breach', organPath });
    const { dataKinds, cause, harm, foundOn, happenedOn } = given;
    refuseValues({ dataKinds, cause, harm });
    const today = chinaDate(ctx.now());
    if (foundOn > today || (happenedOn !== null && happenedOn > foundOn)) {
      throw new Refusal('invalid', 'privacy.day_out_of_order', { on: foundOn, earliest: happenedOn, today });
    }
    const id = newId(ctx.now().getTime());
    await insertBreach(tx, { ...given, id, edition: ctx.edition }, { accountId, at: ctx.now(), organPath });
    return { result: { id }, deed: 'breach.enter', object: { kind: 'privacy_breach', id }, basis: BASIS, after: given };
  });
}

/**
 * Takes a step of a breach. Not telling the persons and closing are for another than who entered it.
 * @throws {Refusal} absent `privacy.breach_absent`; forbidden; conflict `privacy.breach_step`, `privacy.overtaken`; invalid
 */
export function stepBreach(ctx: Context, id: string, given: StepGiven): Promise<Acted<{ number: number }>> {
  return act(ctx, async (tx) => {
    const breach = await getBreach(tx, id);
    const { organPath, enteredBy: draftedBy, taken } = breach;
    const { deed, tells } = BREACH_RULES[given.step];
    mayOrRefuse(ctx.actor, deed, { kind: 'privacy_breach', organPath, history: { draftedBy } });
    const told = given.told ?? '';
    refuseValues({ note: given.note, told });
    // Told to whom, and by which paper: both where somebody is told, neither elsewhere.
    if ([given.told, given.noticeSha256].some((one) => (one !== null) !== (tells !== null))) {
      throw new Refusal('invalid', 'privacy.notice_needed', { step: given.step });
    }
    refuseStep(given.step, given.on, breach, chinaDate(ctx.now()));
    await insertStep(tx, breach, given, { accountId: ctx.actor.accountId, at: ctx.now(), organPath });
    return {
      result: { number: taken.length + 1 },
      deed: 'breach.step',
      object: { kind: 'privacy_breach', id },
      basis: BASIS,
      reasonCode: given.step,
      after: given,
    };
  });
}
