import { z } from 'zod';
import { commandContextOf, contextOf, itemsOf, mayOrRefuse } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { DutyShape } from '../../rules/deadlines/index.ts';
import { inReading } from './batch-queries.ts';
import { printProblem } from './checking/problem.ts';
import type { IntakeRouteDeps } from './intake-routes.ts';
import { lookAtWaiting, settleQuarantine } from './quarantine-commands.ts';
import { listWaiting, waysOpen } from './quarantine-queries.ts';
import { QUARANTINE_OUTCOMES as OUTCOMES, QUARANTINE_KINDS } from './quarantine-ways.ts';
import { intakeDuty } from './work-queries.ts';

const Id = z.strictObject({ id: z.uuid() });
const Reason = z.string().trim().min(4).max(2000);
const Problem = z.looseObject({ code: z.string(), severity: z.string(), message: z.string(), messageEn: z.string() });
const Both = z.object({ zh: z.string(), en: z.string() });
const Waiting = z.object({
  id: z.uuid(),
  batchId: z.uuid(),
  row: z.number(),
  /** Where the file has tables on several sheets: the row's. */
  sheet: z.string().nullable(),
  item: z.string(),
  kind: z.enum(QUARANTINE_KINDS),
  problems: z.array(Problem),
  sealedId: z.uuid().nullable(),
  recordId: z.uuid().nullable(),
  /** Whom the row is about: a natural person masked. */
  party: z.string().nullable(),
  documentNumber: z.string().nullable(),
  owner: z.string(),
  openedAt: z.string(),
  /** By when it is settled, by which article, counted how. */
  duty: DutyShape,
  /** How it can be settled; not allowed to this officer: why. */
  ways: z.array(z.object({ outcome: z.enum(OUTCOMES), allowed: z.boolean(), says: Both })),
});
const Settlement = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('accepted'), reason: Reason }),
  z.strictObject({ outcome: z.literal('returned'), reason: Reason }),
  z.strictObject({
    outcome: z.literal('classified'),
    class: z.enum(['minor', 'general', 'serious']),
    basis: z
      .array(
        z
          .string()
          .max(60)
          .regex(/^[a-z0-9-]+:[\w()-]+$/),
      )
      .min(1)
      .max(10),
    reason: Reason,
  }),
]);

/** What waits for a person: the list by due day, a look at a row with its reason, and the decision. */
export function quarantineRoutes(http: HttpApp, deps: IntakeRouteDeps): void {
  const Page = z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(100) });
  http.get(
    '/api/v1/quarantine',
    { schema: { querystring: Page, response: { 200: z.array(Waiting) } } },
    async (request) => {
      const ctx = await contextOf(request, deps);
      mayOrRefuse(ctx.actor, 'batch.read', { kind: 'quarantine', organPath: ctx.actor.organPath, cut: true });
      const rows = await inReading(ctx, (tx) => listWaiting(tx, request.query.limit, itemsOf(ctx.actor)));
      return rows.map((row) => ({
        id: row.id,
        batchId: row.batchId,
        row: row.row,
        sheet: row.sheet,
        item: row.item,
        kind: row.kind,
        problems: row.problems.map((problem) => ({ ...printProblem(problem, row.row) })),
        sealedId: row.sealedId,
        recordId: row.recordId,
        party: row.party,
        documentNumber: row.documentNumber,
        owner: row.owner,
        openedAt: row.openedAt.toISOString(),
        duty: intakeDuty(row.openedAt, deps.law(), ctx.now()),
        ways: waysOpen(ctx.actor, row),
      }));
    },
  );

  const Look = z.strictObject({ sealedId: z.uuid(), reason: z.string().trim().min(4).max(500) });
  const Seen = z.object({
    fields: z.record(z.string(), z.string()).optional(),
    content: z.record(z.string(), z.unknown()).optional(),
  });
  http.post('/api/v1/quarantine/looks', { schema: { body: Look, response: { 201: Seen } } }, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'sealed.look', { kind: 'quarantine', organPath: ctx.actor.organPath });
    const { sealedId, reason } = request.body;
    const seen = await lookAtWaiting(ctx, { ...deps, law: deps.law() }, sealedId, { reason, matter: 'intake' });
    return reply.code(201).send(seen as z.infer<typeof Seen>);
  });

  const Answer = z.object({ id: z.uuid(), outcome: z.string(), recorded: z.boolean(), entryId: z.uuid() });
  http.post(
    '/api/v1/quarantine/:id/decisions',
    { schema: { params: Id, body: Settlement, response: { 201: Answer } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      const { result, entryId } = await settleQuarantine(
        ctx,
        { ...deps, law: deps.law() },
        request.params.id,
        request.body,
      );
      return reply.code(201).send({ ...result, entryId });
    },
  );
}
