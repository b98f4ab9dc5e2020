import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../../ground/audit/index.ts';
import { ALARM_KINDS, ALARM_PARAMETERS, JournalLineShape, RELATIONS } from '../../ground/audit/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { declareInterest, EXPORTS, exportFound } from './audit-room-commands.ts';
import { listAlarms, searchJournal, searchLooks } from './audit-room-queries.ts';
import { partyAsked } from './party-asked.ts';

const Day = z
  .custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value))
  .meta({ type: 'string', format: 'date' });
const Days = { from: Day, to: Day };
const Search = z.strictObject({
  ...Days,
  accountId: z.uuid().optional(),
  name: z.string().trim().min(1).max(60).optional(),
  subjectId: z.uuid().optional(),
  /** A code as registered, or the beginning of a name. */
  party: z.string().trim().min(2).max(200).transform(partyAsked).optional(),
  objectId: z.uuid().optional(),
  deed: z
    .string()
    .max(60)
    .regex(/^[a-z_]+[.][a-z_]+$/)
    .optional(),
  before: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(200).default(100),
});
const Look = z.object({
  id: z.uuid(),
  at: z.string(),
  account: z.string(),
  accountId: z.uuid(),
  matter: z.string(),
  reason: z.string(),
  subjectId: z.uuid().nullable(),
});
const Alarms = z.object({
  parameters: z.object({ looksADay: z.number(), hours: z.object({ from: z.number(), before: z.number() }) }),
  alarms: z.array(
    z.object({
      kind: z.enum(ALARM_KINDS),
      accountId: z.uuid(),
      account: z.string(),
      day: z.string(),
      count: z.number(),
    }),
  ),
});

type ContextOf = (request: FastifyRequest) => Promise<Context>;
/** `reads`: whoever may read the journal; `exports`: whoever may take it out; `anybody`: whoever is signed in. */
type Doors = { readonly reads: ContextOf; readonly exports: ContextOf; readonly anybody: ContextOf };

/** The audit room: search by person, party, deed and day; looks at personal data; export; what was unusual. */
export function auditRoomRoutes(http: HttpApp, { reads, exports, anybody }: Doors): void {
  const Lines = { schema: { body: Search, response: { 200: z.array(JournalLineShape) } } };
  http.post('/api/v1/journal/searches', Lines, async (request) => {
    const lines = await searchJournal(await reads(request), request.body);
    return lines.map((line) => ({ ...line, at: line.at.toISOString() }));
  });
  const Looks = { schema: { body: Search, response: { 200: z.array(Look) } } };
  http.post('/api/v1/looks/searches', Looks, async (request) => {
    const looks = await searchLooks(await reads(request), request.body);
    return looks.map((look) => ({ ...look, at: look.at.toISOString() }));
  });
  const Export = z.strictObject({ what: z.enum(EXPORTS), search: Search });
  http.post('/api/v1/journal/exports', { schema: { body: Export } }, async (request, reply) => {
    const { what, search } = request.body;
    const text = await exportFound(await exports(request), what, search);
    const name = `attachment; filename="${what}-${search.from}-${search.to}.csv"`;
    return reply.type('text/csv; charset=utf-8').header('content-disposition', name).send(text);
  });
  http.get(
    '/api/v1/alarms',
    { schema: { querystring: z.strictObject(Days), response: { 200: Alarms } } },
    async (request) => ({
      parameters: ALARM_PARAMETERS,
      alarms: await listAlarms(await reads(request), request.query),
    }),
  );
  const Interest = z.strictObject({ subjectId: z.uuid(), relation: z.enum(RELATIONS) });
  http.post(
    '/api/v1/me/interests',
    { schema: { body: Interest, response: { 201: Interest } } },
    async (request, reply) => {
      const { subjectId, relation } = request.body;
      await declareInterest(await anybody(request), subjectId, relation);
      return reply.code(201).send({ subjectId, relation });
    },
  );
}
