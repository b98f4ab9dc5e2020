import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { keepFile, mediaTypeOf } from '../documents/index.ts';
import { lockCase, type ProcedureDeps } from '../procedures/index.ts';
import { findConsent, getOpenConsent } from './service-queries.ts';
import { insertConsent, insertConsentEnd } from './service-store.ts';

/**
 * Keeps the form (电子送达确认书) by which the party of a case agrees to electronic service, as whoever checked its identity brings it.
 * @throws {Refusal} conflict `service.consent_there`; invalid `service.day_out_of_order`, `document.file_kind`; forbidden
 */
export function keepConsent(
  ctx: Context,
  deps: ProcedureDeps,
  given: { readonly caseId: string; readonly givenOn: PlainDate; readonly file: Buffer },
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const inHand = await lockCase(tx, given.caseId);
    const { organPath } = inHand.record;
    mayOrRefuse(ctx.actor, 'party.invite', { kind: 'party', organPath });
    const today = chinaDate(ctx.now());
    if (given.givenOn > today) {
      throw new Refusal('invalid', 'service.day_out_of_order', { on: given.givenOn, earliest: null, today });
    }
    if (await findConsent(tx, inHand.partyId, today)) throw new Refusal('conflict', 'service.consent_there');
    mediaTypeOf(given.file);
    const kept = await keepFile(tx, deps, inHand, { name: '电子送达确认书', bytes: given.file }, today);
    const id = newId(ctx.now().getTime());
    const by = { accountId: ctx.actor.accountId, at: ctx.now(), organPath };
    const { basis } = deps.law.parameter('service.electronic', today);
    const consent = { id, subjectId: inHand.partyId, on: given.givenOn, fileId: kept.id, sha256: kept.sha256 };
    await insertConsent(tx, consent, by);
    return {
      result: { id },
      deed: 'service.consent',
      object: { kind: 'consent', id },
      subjectId: inHand.partyId,
      basis,
      after: { givenOn: given.givenOn, formSha256: kept.sha256.toString('hex') },
    };
  });
}

/**
 * The party takes its consent back, itself or by whoever brings its word: from then on nothing is served by it (个人信息保护法 art. 15).
 * What was served before stays served. @throws {Refusal} absent, conflict, forbidden
 */
export function endConsent(
  ctx: Context,
  { law }: Pick<ProcedureDeps, 'law'>,
  id: string,
): Promise<Acted<{ endedOn: PlainDate }>> {
  return act(ctx, async (tx) => {
    const { subjectId, organPath } = await getOpenConsent(tx, id);
    mayOrRefuse(ctx.actor, 'consent.withdraw', { kind: 'consent', organPath, subjectId });
    const today = chinaDate(ctx.now());
    const { accountId, kind } = ctx.actor;
    const enteredKind = kind === 'party' ? 'party' : 'person';
    await insertConsentEnd(tx, id, today, { accountId, at: ctx.now(), organPath }, enteredKind);
    const { basis } = law.parameter('service.electronic', today);
    const object = { kind: 'consent', id };
    return {
      result: { endedOn: today },
      deed: 'service.end_consent',
      object,
      subjectId,
      basis,
      after: { endedOn: today },
    };
  });
}
