import { z } from 'zod';
import { commandContextOf, type SignInDeps } from '../../ground/access/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { CHANNELS, DocumentList, StepSavedShape } from '../procedures/index.ts';
import { OPENINGS, openAnnulment } from './annulment-commands.ts';
import { ANNULMENT } from './annulment-procedure.ts';

export type AnnulmentRouteDeps = SignInDeps & { readonly law: () => Law; readonly vault: Vault };

const GROUNDS = Object.keys(ANNULMENT.grounds) as [keyof typeof ANNULMENT.grounds];
const Body = z.strictObject({
  recordId: z.uuid(),
  step: z.enum(OPENINGS),
  on: z.string().max(10).refine(isPlainDate, 'date.unreadable'),
  ground: z.enum(GROUNDS).default('ruling'),
  channel: z.enum(CHANNELS).optional(),
  documents: DocumentList.min(1),
  reason: z.string().trim().min(4).max(4_000).optional(),
});

/**
 * POST /api/v1/annulments: a review or suit was filed, a ruling on the decision came in, or nothing was filed in time. Answers the
 * case and its clocks; what follows are steps of the case.
 */
export function annulmentRoutes(http: HttpApp, deps: AnnulmentRouteDeps): void {
  const opening = { schema: { body: Body, response: { 201: StepSavedShape } } };
  http.post('/api/v1/annulments', opening, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { on, channel = ctx.actor.kind === 'program' ? 'api' : 'paper', ...given } = request.body;
    const asked = { ...given, channel, on: on as PlainDate };
    const { result, entryId } = await openAnnulment(ctx, { law: deps.law(), vault: deps.vault }, asked);
    return reply.code(201).send({ ...result, entryId });
  });
}
