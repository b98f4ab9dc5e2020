import { z } from 'zod';
import type { HttpApp } from '../platform/http.ts';
import { doorkeeperOf } from './doorkeeper.ts';
import { changePassword } from './password-commands.ts';
import { endOwnSession, ownSessions } from './session-commands.ts';
import { type AccessDeps, surroundings } from './session-terms.ts';

const Sessions = z.array(
  z.object({
    id: z.string(),
    beganAt: z.string(),
    lastUsedAt: z.string(),
    /** What the browser calls itself. */
    device: z.string(),
    secondFactor: z.enum(['totp', 'passkey', 'backup', 'provider']).nullable(),
    current: z.boolean(),
  }),
);

/** The signed-in person's own sessions, by device, each to be ended; and the change of password. */
export function ownSessionRoutes(http: HttpApp, deps: AccessDeps): void {
  const doorkeeper = doorkeeperOf(deps);

  http.get('/api/v1/me/sessions', { schema: { response: { 200: Sessions } } }, async (request) => {
    const session = await doorkeeper.sessionOf(request);
    doorkeeper.actorOfSession(session);
    const rows = await ownSessions(deps.pools, session.accountId);
    return rows.map((row) => ({
      id: row.id,
      beganAt: row.created_at.toISOString(),
      lastUsedAt: row.updated_at.toISOString(),
      device: row.user_agent ?? '',
      secondFactor: row.second_factor,
      current: row.id === session.id,
    }));
  });

  const One = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/) });
  http.delete(
    '/api/v1/me/sessions/:id',
    { schema: { params: One, response: { 204: z.null() } } },
    async (request, reply) => {
      const { accountId, ...session } = await doorkeeper.sessionOf(request);
      const actor = doorkeeper.actorOfSession({ accountId, ...session });
      await endOwnSession(surroundings(deps), actor, request.params.id);
      doorkeeper.forget(accountId);
      return reply.code(204).send(null);
    },
  );

  const Password = z.string().min(1).max(128);
  const Change = z.strictObject({ current: Password, next: Password });
  http.post(
    '/api/v1/me/passwords',
    { schema: { body: Change, response: { 204: z.null() } } },
    async (request, reply) => {
      const session = await doorkeeper.sessionOf(request);
      if (doorkeeper.standingOf(session) !== 'password_old') doorkeeper.actorOfSession(session);
      const { current, next } = request.body;
      await changePassword(surroundings(deps), session.accountId, current, next);
      doorkeeper.forget(session.accountId);
      return reply.code(204).send(null);
    },
  );
}
