import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { explain, type Law } from '../../rules/law/index.ts';
import { listDocuments } from '../documents/index.ts';
import { getCase, matterOf, type Runnable, runnableOf } from '../procedures/index.ts';
import { answerOf, EVENTS_OF, waysOpen } from './attempt.ts';
import { findConsent, hasMailbox, listServices } from './service-queries.ts';

/** The services of a case as they stand today, each with its derivation, and the ways that are open for what is not served yet. */
export function readServices(ctx: Context, law: Law, runnables: readonly Runnable[], caseId: string) {
  return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const inHand = await getCase(tx, caseId);
    const { table } = runnableOf(runnables, inHand.procedure);
    mayOrRefuse(ctx.actor, 'procedure.read', matterOf(table, inHand.record, inHand.taken));
    const today = chinaDate(ctx.now());
    const kept = await listServices(tx, caseId);
    const consentId = (await findConsent(tx, inHand.partyId, today)) ?? null;
    const sealed = (await listDocuments(tx, caseId)).filter(({ seal, withdrawnOn }) => seal && withdrawnOn === null);
    const mailbox = await hasMailbox(tx, inHand.partyId, today);
    const known = { consented: consentId !== null && mailbox, lost: false };
    const services = kept.map((one) => {
      const { id, channel, begunOn, lost, documents, events, basis, outcome } = one;
      const { answer, servedOn, provisional, derivation } = answerOf(law, one, today);
      const why = { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
      // What was withdrawn on its way is served no more.
      const isWithdrawn = outcome === null && documents.some((one) => !sealed.some(({ id }) => id === one.id));
      const notes = outcome !== null || isWithdrawn ? [] : EVENTS_OF[channel];
      const failed = isWithdrawn ? ({ answer: 'failed', servedOn: null } as const) : {};
      const stands = {
        answer,
        servedOn: servedOn ?? null,
        provisional,
        receiptSha256: outcome?.receiptSha256 ?? null,
        ...failed,
      };
      return { id, channel, begunOn, lost, documents, events, notes, basis, why, ...stands };
    });
    const ways = sealed.map(({ id: documentId, servedWith: together }) => {
      const tried = kept.filter(({ documents }) => documents.some(({ id }) => id === documentId));
      return { documentId, open: waysOpen(law, tried, known, today), together };
    });
    return { services, ways, consentId, mailbox };
  });
}
