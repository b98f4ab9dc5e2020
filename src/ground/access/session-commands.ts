import type { Actor } from '../kernel/actor.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Pools } from '../platform/db.ts';
import { accountSession, type Surroundings } from './joining-commands.ts';
import { endOneSession, listSessions } from './sign-in-store.ts';

/** The open sessions of a person, the last used first. */
export function ownSessions(pools: Pools, accountId: string) {
  return listSessions(pools.appPool, accountId);
}

/** Ends one of the actor's own sessions, on a device that was lost for instance. @throws {Refusal} absent `access.session_absent` */
export async function endOwnSession(around: Surroundings, actor: Actor, id: string): Promise<void> {
  const ended = await endOneSession(around.pools.appPool, actor.accountId, id);
  if (!ended) throw new Refusal('absent', 'access.session_absent');
  await accountSession(around, actor, 'session.end', id);
}
