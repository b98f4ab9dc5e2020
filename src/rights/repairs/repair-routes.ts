import { z } from 'zod';
import { commandContextOf, type SignInDeps } from '../../ground/access/index.ts';
import { chinaDate, isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { CHANNELS, StepSavedShape } from '../procedures/index.ts';
import { REPAIR_GROUNDS } from './materials.ts';
import { beginRepair } from './repair-commands.ts';
import { simulateRepair } from './simulation.ts';
import { refuseUnknownChoices } from './simulation-choices.ts';
import { AskedShape, askedOf, SimulationShape } from './simulation-shape.ts';

export type RepairRouteDeps = SignInDeps & { readonly law: () => Law; readonly vault: Vault };

const Material = z.strictObject({
  text: z.string().trim().min(2).max(2_000),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
const Body = z.strictObject({
  recordId: z.uuid(),
  appliedOn: z.string().max(10).refine(isPlainDate, 'date.unreadable'),
  ground: z.enum(REPAIR_GROUNDS).default('term'),
  channel: z.enum(CHANNELS).optional(),
  materials: z.array(Material).max(100).default([]),
});

/**
 * POST /api/v1/repairs begins an application; the rest are steps of its case. POST /api/v1/repair/simulations computes for whoever asks,
 * on facts typed in: it reads no table, stores nothing and needs no key.
 */
export function repairRoutes(http: HttpApp, deps: RepairRouteDeps): void {
  http.post(
    '/api/v1/repairs',
    { schema: { body: Body, response: { 201: StepSavedShape } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      const { appliedOn, channel = ctx.actor.kind === 'program' ? 'api' : 'paper', ...given } = request.body;
      const asked = { ...given, channel, appliedOn: appliedOn as PlainDate };
      const { result, entryId } = await beginRepair(ctx, { law: deps.law(), vault: deps.vault }, asked);
      return reply.code(201).send({ ...result, entryId });
    },
  );

  const simulating = { schema: { body: AskedShape, response: { 200: SimulationShape } }, bodyLimit: 8_192 };
  http.post('/api/v1/repair/simulations', simulating, async (request) => {
    const asked = askedOf(request.body);
    const today = chinaDate(deps.now());
    refuseUnknownChoices(asked, deps.law(), today);
    return simulateRepair(asked, deps.law(), today);
  });
}
