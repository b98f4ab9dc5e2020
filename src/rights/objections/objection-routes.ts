import { z } from 'zod';
import { commandContextOf, type SignInDeps } from '../../ground/access/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { TimerShape } from '../procedures/index.ts';
import { enterObjection } from './objection-commands.ts';
import { OBJECTION } from './objection-procedure.ts';

export type ObjectionRouteDeps = SignInDeps & { readonly law: () => Law; readonly vault: Vault };

const GROUNDS = Object.keys(OBJECTION.grounds) as [keyof typeof OBJECTION.grounds];
const Said = z.string().trim().min(4).max(2_000);
const Body = z.strictObject({
  recordId: z.uuid(),
  receivedOn: z.string().max(10).refine(isPlainDate, 'date.unreadable'),
  ground: z.enum(GROUNDS).optional(),
  /** One point, or each by itself: every one gets an answer of its own. */
  points: z.union([Said.transform((point) => [point]), z.array(Said).min(1).max(100)]),
  exhibits: z
    .array(
      z.strictObject({
        text: Said,
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional(),
      }),
    )
    .max(100)
    .default([]),
});
const Entered = z.object({
  id: z.uuid(),
  state: z.string(),
  /** By when we answer if the matter is ours to settle; `timers` says how it was counted. */
  dueOn: z.string().nullable(),
  provisional: z.boolean(),
  why: z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() }),
  timers: z.array(TimerShape).readonly(),
  told: z.number(),
  entryId: z.uuid(),
});

/**
 * POST /api/v1/objections: an officer enters an objection that came in on paper, or a program brings in one that a party made
 * elsewhere. Answers the case, its clocks, and how many organs were told. What follows are steps of the case.
 */
export function objectionRoutes(http: HttpApp, deps: ObjectionRouteDeps): void {
  http.post('/api/v1/objections', { schema: { body: Body, response: { 201: Entered } } }, async (request, reply) => {
    const { receivedOn, ...said } = request.body;
    const ctx = await commandContextOf(request, deps);
    const channel = ctx.actor.kind === 'program' ? 'api' : 'paper';
    const given = { ...said, receivedOn: receivedOn as PlainDate, channel } as const;
    const { result, entryId } = await enterObjection(ctx, { law: deps.law(), vault: deps.vault }, given);
    const { id, state, timers, told } = result;
    const own = timers.find(({ code }) => code === 'own')!;
    const { dueOn, provisional, why } = own;
    return reply.code(201).send({ id, state, dueOn, provisional, why, timers, told, entryId });
  });
}
