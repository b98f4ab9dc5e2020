import { z } from 'zod';
import { commandContextOf, type SignInDeps } from '../access/index.ts';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import type { Law } from '../law/index.ts';
import type { HttpApp } from '../platform/http.ts';
import type { Vault } from '../vault/index.ts';
import { enterObjection } from './objection-commands.ts';

export type ObjectionRouteDeps = SignInDeps & { readonly law: () => Law; readonly vault: Vault };

/** POST /api/v1/objections: an officer enters an objection that came in on paper. Answers by when it is to be answered, and why. */
export function objectionRoutes(http: HttpApp, deps: ObjectionRouteDeps): void {
  const Body = z.strictObject({
    recordId: z.uuid(),
    receivedOn: z.string().refine(isPlainDate, 'date.unreadable'),
    points: z.string().trim().min(4).max(2_000),
  });
  const Why = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });
  const Entered = z.object({
    id: z.uuid(),
    dueOn: z.string(),
    provisional: z.boolean(),
    why: Why,
    entryId: z.uuid(),
  });
  http.post('/api/v1/objections', { schema: { body: Body, response: { 201: Entered } } }, async (request, reply) => {
    const { recordId, receivedOn, points } = request.body;
    const given = { recordId, receivedOn: receivedOn as PlainDate, points };
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await enterObjection(ctx, { law: deps.law(), vault: deps.vault }, given);
    return reply.code(201).send({ ...result, entryId });
  });
}
