import { z } from 'zod';
import { commandContextOf } from '../../ground/access/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { dueRoutes } from './due-routes.ts';
import { historyRoutes } from './history-routes.ts';
import {
  refusePublication,
  releasePublication,
  reviewPublication,
  withdrawPublication,
} from './publication-commands.ts';
import { WITHDRAWAL_GROUNDS } from './publication-grounds.ts';
import { Place, type PublicationRouteDeps, queueRoutes } from './queue-routes.ts';
import { confirmTerm, declineTerm } from './term-commands.ts';

const Day = z.string().max(10).refine(isPlainDate, 'date.unreadable');
const SettledPlace = z.discriminatedUnion('outcome', [
  z.strictObject({ ...Place.shape, outcome: z.literal('redacted') }),
  z.strictObject({ ...Place.shape, outcome: z.literal('released'), reason: z.string().trim().min(4).max(500) }),
]);
const Text = z.string().trim().min(4).max(2_000);
const Version = z.number().int().min(1);

function decidingRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  const Entry = z.object({ entryId: z.uuid() });
  const Review = z.strictObject({
    recordId: z.uuid(),
    version: Version,
    confidentialityChecked: z.literal(true),
    influenceFinding: Text.optional(),
    places: z.array(SettledPlace).max(500).default([]),
  });
  http.post(
    '/api/v1/publications/reviews',
    { schema: { body: Review, response: { 201: Entry.extend({ id: z.uuid() }) } } },
    async (request, reply) => {
      const { result, entryId } = await reviewPublication(
        await commandContextOf(request, deps),
        deps.law(),
        request.body,
      );
      return reply.code(201).send({ id: result.id, entryId });
    },
  );

  const Released = Entry.extend({ id: z.uuid(), address: z.uuid(), beginsOn: z.string(), lastDay: z.string() });
  http.post(
    '/api/v1/publications',
    { schema: { body: z.strictObject({ recordId: z.uuid(), version: Version }), response: { 201: Released } } },
    async (request, reply) => {
      const context = await commandContextOf(request, deps);
      const { result, entryId } = await releasePublication(context, deps.law(), request.body);
      const { id, address, beginsOn, lastDay } = result;
      return reply.code(201).send({ id, address, beginsOn, lastDay, entryId });
    },
  );

  http.post(
    '/api/v1/publications/refusals',
    { schema: { body: z.strictObject({ recordId: z.uuid(), reason: Text }), response: { 201: Entry } } },
    async (request, reply) => {
      const { entryId } = await refusePublication(await commandContextOf(request, deps), request.body);
      return reply.code(201).send({ entryId });
    },
  );

  const Id = z.strictObject({ id: z.uuid() });
  const Withdrawal = z.strictObject({ ground: z.enum(WITHDRAWAL_GROUNDS), publicReason: Text });
  http.post(
    '/api/v1/publications/:id/withdrawal',
    { schema: { params: Id, body: Withdrawal, response: { 201: Entry } } },
    async (request, reply) => {
      const context = await commandContextOf(request, deps);
      const given = { publicationId: request.params.id, ...request.body };
      const { entryId } = await withdrawPublication(context, deps.law(), given);
      return reply.code(201).send({ entryId });
    },
  );
}

/** A proposed end is confirmed or declined by a person, with the reason. */
function termRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  const Id = z.strictObject({ id: z.uuid() });
  const Body = z.strictObject({ lastDay: Day, reason: Text });
  const Answer = z.object({ lastDay: z.string(), entryId: z.uuid() });
  for (const [name, decide] of [
    ['terms', confirmTerm],
    ['term-refusals', declineTerm],
  ] as const) {
    http.post(
      `/api/v1/publications/:id/${name}`,
      { schema: { params: Id, body: Body, response: { 201: Answer } } },
      async (request, reply) => {
        const { lastDay, reason } = request.body;
        const given = { publicationId: request.params.id, lastDay: lastDay as PlainDate, reason };
        const { result, entryId } = await decide(await commandContextOf(request, deps), given);
        return reply.code(201).send({ ...result, entryId });
      },
    );
  }
}

/** Review, release, refusal, withdrawal and ends of publications, for the console. What the public reads is the portal's. */
export function publicationRoutes(http: HttpApp, deps: PublicationRouteDeps): void {
  queueRoutes(http, deps);
  dueRoutes(http, deps);
  historyRoutes(http, deps);
  decidingRoutes(http, deps);
  termRoutes(http, deps);
}
