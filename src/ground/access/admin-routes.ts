import { z } from 'zod';
import { ORGAN_KINDS, ROLES } from '../kernel/actor.ts';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import type { HttpApp } from '../platform/http.ts';
import {
  createOrgan,
  createPost,
  createProgram,
  endPost,
  inviteAccount,
  lockAccount,
  unlockAccount,
} from './account-commands.ts';
import { commandContextOf } from './context.ts';
import { leave } from './departure-commands.ts';
import { doorkeeperOf } from './doorkeeper.ts';
import type { AccessDeps } from './session-terms.ts';

const Day = z
  .custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value))
  .meta({ type: 'string', format: 'date' });
const Username = z.string().regex(/^[a-z0-9_.]{3,30}$/);
const Id = z.strictObject({ id: z.uuid() });
const Invitation = z.object({ accountId: z.uuid(), code: z.string(), expiresAt: z.string() });

const NewOrgan = z.strictObject({
  parentId: z.uuid(),
  kind: z.enum(ORGAN_KINDS),
  name: z.string().min(2).max(200),
  nameEn: z.string().min(2).max(200),
  divisionCode: z.string().regex(/^\d{6}$/),
});
const NewPost = z.strictObject({
  organId: z.uuid(),
  role: z.enum(ROLES),
  title: z.string().min(2).max(100),
  titleEn: z.string().min(2).max(100),
});
const Person = z.strictObject({ organId: z.uuid(), displayName: z.string().min(1).max(60), username: Username });
const Program = z.strictObject({ organId: z.uuid(), name: z.string().min(1).max(60) });
function organRoutes(http: HttpApp, deps: AccessDeps): void {
  http.post('/api/v1/organs', { schema: { body: NewOrgan } }, async (request, reply) => {
    const { result } = await createOrgan(await commandContextOf(request, deps), request.body);
    return reply.code(201).send({ id: result.id });
  });
  http.post('/api/v1/posts', { schema: { body: NewPost } }, async (request, reply) => {
    const { result } = await createPost(await commandContextOf(request, deps), request.body);
    return reply.code(201).send({ id: result.id });
  });
  const Ending = z.strictObject({ postId: z.uuid(), lastDay: Day });
  http.post('/api/v1/accounts/:id/post-endings', { schema: { params: Id, body: Ending } }, async (request, reply) => {
    const { id: accountId } = request.params;
    await endPost(await commandContextOf(request, deps), { accountId, ...request.body });
    doorkeeperOf(deps).forget(accountId);
    return reply.code(201).send(request.body);
  });
}

function accountRoutes(http: HttpApp, deps: AccessDeps): void {
  const Shown = { schema: { body: Person, response: { 201: Invitation } } };
  http.post('/api/v1/persons', Shown, async (request, reply) =>
    reply.code(201).send(await inviteAccount(await commandContextOf(request, deps), request.body)),
  );
  http.post('/api/v1/programs', { schema: { body: Program } }, async (request, reply) => {
    const { result } = await createProgram(await commandContextOf(request, deps), request.body);
    return reply.code(201).send({ id: result.id });
  });
  const State = z.strictObject({ state: z.enum(['active', 'locked']) });
  http.post('/api/v1/accounts/:id/states', { schema: { params: Id, body: State } }, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { id } = request.params;
    const { state } = request.body;
    await (state === 'locked' ? lockAccount(ctx, id) : unlockAccount(ctx, id));
    doorkeeperOf(deps).forget(id);
    return reply.code(201).send({ id, state });
  });
  const Successors = z.array(z.strictObject({ postId: z.uuid(), accountId: z.uuid() })).max(20);
  const Departure = z.strictObject({ successors: Successors.default([]) });
  const Departed = z.object({ id: z.uuid(), posts: z.number(), keys: z.number() });
  http.post(
    '/api/v1/accounts/:id/departures',
    { schema: { params: Id, body: Departure, response: { 201: Departed } } },
    async (request, reply) => {
      const { id } = request.params;
      const { result } = await leave(await commandContextOf(request, deps), id, request.body.successors);
      doorkeeperOf(deps).forget(id);
      return reply.code(201).send(result);
    },
  );
}

/** What an administrator does alone: organs, posts, accounts, and whatever takes rights away. Codes are shown once. */
export function adminRoutes(http: HttpApp, deps: AccessDeps): void {
  organRoutes(http, deps);
  accountRoutes(http, deps);
}
