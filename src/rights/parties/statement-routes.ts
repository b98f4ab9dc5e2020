import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { scanForPersonalData } from '../../names/personal-data/index.ts';
import type { MyDeps } from './my-desk-routes.ts';
import { FOUND, FOUND_ONE_WAY, soughtOf } from './party-sought.ts';
import { enterStatement, lookAtStatement, reviewStatement, STATEMENT_LENGTH } from './statement-commands.ts';
import { listWaitingStatements } from './statement-queries.ts';

type StatementRouteDeps = Omit<MyDeps, 'lawOf' | 'printer'>;

const Id = z.strictObject({ id: z.uuid() });
const Reason = z.string().trim().min(4).max(500);
const Entry = z.object({ entryId: z.uuid() });
/** How many lines a list shows at once. */
const MOST_LINES = 200;

/** Statements of parties: entered from paper, read for personal data by somebody else. */
export function statementRoutes(http: HttpApp, deps: StatementRouteDeps): void {
  const Text = z.string().trim().min(STATEMENT_LENGTH.least).max(STATEMENT_LENGTH.most);
  const Entered = Entry.extend({ id: z.uuid() });
  const Body = z
    .strictObject({ ...FOUND, documentNumber: z.string().trim().min(1).max(100).optional(), text: Text })
    .refine(...FOUND_ONE_WAY)
    .refine(
      ({ recordId, documentNumber }) => (recordId === undefined) === (documentNumber !== undefined),
      'field.one_entry',
    );
  http.post('/api/v1/statements', { schema: { body: Body, response: { 201: Entered } } }, async (request, reply) => {
    const kit = { law: deps.law(), vault: deps.vault };
    const { text, documentNumber, ...found } = request.body;
    const ctx = await commandContextOf(request, deps);
    const about =
      documentNumber === undefined
        ? { recordId: found.recordId! }
        : { sought: soughtOf(found, deps.vault), documentNumber };
    const { result, entryId } = await enterStatement(ctx, kit, { ...about, text });
    return reply.code(201).send({ id: result.id, entryId });
  });

  const Waiting = z.object({
    statements: z.array(
      z.object({
        id: z.uuid(),
        recordId: z.uuid(),
        documentNumber: z.string(),
        item: z.string(),
        organ: z.object({ zh: z.string(), en: z.string() }),
        madeAt: z.string(),
        byMe: z.boolean(),
      }),
    ),
  });
  http.get('/api/v1/statements', { schema: { response: { 200: Waiting } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'record.read', { kind: 'statement', organPath: ctx.actor.organPath });
    const lines = await inContext(deps.pools.app, workContext(ctx), (tx) => listWaitingStatements(tx, MOST_LINES));
    const statements = lines.map(({ id, recordId, documentNumber, item, organ, organEn, madeAt, madeBy }) => ({
      id,
      recordId,
      documentNumber,
      item,
      organ: { zh: organ, en: organEn },
      madeAt: madeAt.toISOString(),
      byMe: madeBy === ctx.actor.accountId,
    }));
    return { statements };
  });

  /** What looks like personal data in it, and where: it is covered before the statement is released. */
  const Seen = z.object({
    text: z.string(),
    places: z.array(z.object({ kind: z.string(), start: z.number(), end: z.number() })),
  });
  const looking = { schema: { params: Id, body: z.strictObject({ reason: Reason }), response: { 201: Seen } } };
  http.post('/api/v1/statements/:id/looks', looking, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    const text = await lookAtStatement(ctx, deps.vault, {
      statementId: request.params.id,
      reason: request.body.reason,
    });
    const places = scanForPersonalData(text).map(({ kind, start, end }) => ({ kind, start, end }));
    return reply.code(201).send({ text, places });
  });

  const Place = z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(1) });
  const Review = z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('refused'), reason: Reason }),
    z.strictObject({ outcome: z.literal('released'), reason: Reason, redactions: z.array(Place).max(50).default([]) }),
  ]);
  const reviewing = { schema: { params: Id, body: Review, response: { 201: Entry } } };
  http.post('/api/v1/statements/:id/reviews', reviewing, async (request, reply) => {
    const given = { statementId: request.params.id, ...request.body };
    const { entryId } = await reviewStatement(await commandContextOf(request, deps), deps.vault, given);
    return reply.code(201).send({ entryId });
  });
}
