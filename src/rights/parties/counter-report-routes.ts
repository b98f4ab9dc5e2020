import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse } from '../../ground/access/index.ts';
import { isPlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { paperOf, portalOf, readReport, sendPaper } from '../reports/index.ts';
import { reportAtCounter } from './counter-report-commands.ts';
import type { MyDeps } from './my-desk-routes.ts';
import { AT_THE_COUNTER, FOUND, FOUND_ONE_WAY, soughtOf } from './party-sought.ts';

const Id = z.strictObject({ id: z.uuid() });

/** The free credit report for a party that stands at the counter with its identity shown (河南省社会信用条例 art. 40). */
export function counterReportRoutes(http: HttpApp, deps: MyDeps): void {
  const kit = () => ({ law: deps.law(), lawOf: deps.lawOf, vault: deps.vault, printer: deps.printer });
  const Asked = z
    .strictObject({
      ...FOUND,
      ...AT_THE_COUNTER,
      purpose: z.string().trim().min(2).max(60),
      /** As of which day; left out: today. */
      asOf: z.string().max(10).refine(isPlainDate, 'date.unreadable').optional(),
    })
    .refine(...FOUND_ONE_WAY);
  const Made = z.object({
    id: z.uuid(),
    number: z.string(),
    entryId: z.uuid(),
    /** For a party that reads no mailbox here, told by letter: a PDF, base64. */
    letter: z.string().nullable(),
  });
  http.post('/api/v1/reports', { schema: { body: Asked, response: { 201: Made } } }, async (request, reply) => {
    const { purpose, holder, shown, asOf, ...found } = request.body;
    const ctx = await commandContextOf(request, deps);
    const portal = portalOf(request, deps.portal);
    const sought = soughtOf(found, deps.vault);
    const asked = { sought, holder, shown, purpose, portal, asOf };
    const { result, entryId, letter } = await reportAtCounter(ctx, kit(), asked);
    return reply.code(201).send({ ...result, entryId, letter: letter?.toString('base64') ?? null });
  });

  /** Printed by whoever made it, as long as it can be verified. */
  http.get('/api/v1/reports/:id/pdf', { schema: { params: Id } }, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath: ctx.actor.organPath });
    const report = await readReport(ctx, deps.vault, request.params.id);
    return sendPaper(reply, report, await paperOf(kit(), report));
  });
}
