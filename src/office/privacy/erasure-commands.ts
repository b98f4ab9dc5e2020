import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Law } from '../../rules/law/index.ts';
import {
  type ErasureObject,
  findHindrances,
  findParty,
  hasFile,
  insertErasure,
  insertErasureDecision,
  lockOpenErasure,
} from './erasure-store.ts';
import { refuseValues } from './no-values.ts';
import type { ErasureGround } from './register-codes.ts';

const BASIS = 'grxx:47';

export type ErasureGiven = {
  /** By a record of this organ about the person, or a sealed file of it. */
  readonly about: { readonly recordId: string } | { readonly fileId: string };
  readonly ground: ErasureGround;
  /** The articles that demand it, where that is the ground. */
  readonly refs: readonly string[];
  readonly note: string;
};

/**
 * Proposes that personal information be erased (删除个人信息; art. 47): everything sealed about a person, or one sealed file.
 * @throws {Refusal} forbidden; absent `privacy.erasure_of_nothing`; invalid `privacy.erasure_organisation`, `privacy.erasure_basis`,
 *   `privacy.personal_value`; rule `privacy.erasure_` and what stands against it
 */
export function proposeErasure(ctx: Context, law: Law, given: ErasureGiven): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'erasure.propose', { kind: 'erasure', organPath });
    const { ground, refs, note } = given;
    refuseValues({ note });
    const today = chinaDate(ctx.now());
    const named = refs.every((ref) => law.article(ref, today) !== undefined);
    if (!named || (ground === 'law_requires') !== refs.length > 0)
      throw new Refusal('invalid', 'privacy.erasure_basis');
    const object = await objectOf(tx, given.about);
    refuseHindered(await findHindrances(tx, object, ground, organPath, today));
    const id = newId(ctx.now().getTime());
    const basis = [BASIS, ...refs];
    await insertErasure(tx, { ...object, id, ground, basis, note }, { accountId, at: ctx.now(), organPath });
    const after = { ...object, ground, note };
    return {
      result: { id },
      deed: 'erasure.propose',
      object: { kind: 'erasure', id },
      basis,
      reasonCode: ground,
      after,
    };
  });
}

/**
 * Decides it, by another than who proposed; decided to be erased, the worker destroys keys, salts and values, and nobody undoes it.
 * @throws {Refusal} absent `privacy.erasure_absent`; conflict `privacy.erasure_decided`; forbidden; rule `privacy.erasure_` and what stands
 *   against it
 */
export function decideErasure(
  ctx: Context,
  id: string,
  given: { readonly outcome: 'erase' | 'keep'; readonly note: string },
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const erasure = await lockOpenErasure(tx, id);
    const { organPath, proposedBy: draftedBy, ground, basis } = erasure;
    mayOrRefuse(ctx.actor, 'erasure.confirm', { kind: 'erasure', organPath, history: { draftedBy } });
    refuseValues({ note: given.note });
    if (given.outcome === 'erase')
      refuseHindered(await findHindrances(tx, erasure, ground, organPath, chinaDate(ctx.now())));
    await insertErasureDecision(tx, erasure, given, { accountId: ctx.actor.accountId, at: ctx.now(), organPath });
    const { outcome } = given;
    return {
      result: null,
      deed: 'erasure.confirm',
      object: { kind: 'erasure', id },
      basis: [...basis],
      reasonCode: outcome,
      after: given,
    };
  });
}

async function objectOf(tx: Tx, about: ErasureGiven['about']): Promise<ErasureObject> {
  if ('fileId' in about) {
    if (!(await hasFile(tx, about.fileId))) throw new Refusal('absent', 'privacy.erasure_of_nothing', about);
    return { subjectId: null, fileId: about.fileId };
  }
  const party = await findParty(tx, about.recordId);
  if (!party) throw new Refusal('absent', 'privacy.erasure_of_nothing', about);
  if (party.kind === 'organisation') throw new Refusal('invalid', 'privacy.erasure_organisation');
  return { subjectId: party.id, fileId: null };
}

/** The first that stands against it is told; the list shows all. */
function refuseHindered([first]: readonly string[]): void {
  if (first !== undefined) throw new Refusal('rule', `privacy.erasure_${first}`, { basis: [BASIS] });
}
