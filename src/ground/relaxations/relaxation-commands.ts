import { mayOrRefuse } from '../access/index.ts';
import { type Acted, act, type Context } from '../audit/index.ts';
import { programActor } from '../kernel/actor.ts';
import { newId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Relaxation } from './relaxation.ts';
import {
  endRelaxation,
  getOpenRelaxation,
  insertRelaxation,
  insertRelaxationDecision,
  type OpenRelaxation,
  type RelaxationOutcome,
} from './relaxation-store.ts';

/** The program as it reads its settings, as the journal names it. */
export const STARTING = programActor('00000000-0000-8000-8000-000000000940', 'administrator');
const BASIS = ['grxx:51'];
type Around = Omit<Context, 'actor'>;

/** Writes down that a weakening setting was found. Nothing counts by it. @throws {Refusal} conflict `relaxation.known` */
export function noteRelaxation(around: Around, { key, value }: Relaxation): Promise<Acted<null>> {
  return act({ ...around, actor: STARTING }, async (tx) => {
    const at = around.now();
    const id = newId(at.getTime());
    await insertRelaxation(tx, { id, key, value, at });
    const object = { kind: 'setting', id };
    return { result: null, deed: 'setting.find', object, basis: BASIS, after: { key, value } };
  });
}

/** The setting is gone. Set again, it needs a new confirmation. @throws {Refusal} conflict `relaxation.known` */
export function noteEnd(around: Around, { id, key, value }: OpenRelaxation): Promise<Acted<null>> {
  return act({ ...around, actor: STARTING }, async (tx) => {
    await endRelaxation(tx, id, around.now());
    const object = { kind: 'setting', id };
    return { result: null, deed: 'setting.end', object, basis: BASIS, before: { key, value } };
  });
}

/**
 * The second person beside the operator: confirms that a setting may weaken a guard, or refuses it, also after having confirmed it.
 * @throws {Refusal} forbidden `access.denied`; absent `relaxation.absent`; conflict `relaxation.decided`: refused, or confirmed twice
 */
export function decideRelaxation(
  ctx: Context,
  id: string,
  { outcome, reason }: { readonly outcome: RelaxationOutcome; readonly reason: string },
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const found = await getOpenRelaxation(tx, id);
    // Of the whole installation, so of the topmost organ; drafted, so to say, by whoever set it.
    const { accountId: draftedBy, organPath } = STARTING;
    mayOrRefuse(ctx.actor, 'change.confirm', { kind: 'setting', organPath, history: { draftedBy } });
    if (found.refused) throw new Refusal('conflict', 'relaxation.decided');
    await insertRelaxationDecision(tx, { id, outcome, decidedBy: ctx.actor.accountId, at: ctx.now() });
    const { key, value } = found;
    const object = { kind: 'setting', id };
    const told = { result: { id }, object, basis: BASIS, reason, after: { key, value } };
    return outcome === 'confirm' ? { deed: 'setting.confirm', ...told } : { deed: 'setting.refuse', ...told };
  });
}
