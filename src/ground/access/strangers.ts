import type { FastifyRequest } from 'fastify';
import { doorkeeperOf } from './doorkeeper.ts';
import type { AccessDeps } from './session-terms.ts';

/** Doors of the API at which nobody is asked who they are: the law, what is public, proofs, and those by which one comes in. */
const OPEN =
  /^\/api\/v1\/(receipts|hash-prefixes|screening\/buckets|repair\/simulations|public|my|log|session$|invitations)(\/|$)/;
const OPEN_TO_READ = /^\/api\/v1\/(session\/ways|law|publications|open|portal|periods|calendar)(\/|$)/;
const API = '/api/v1/';

/**
 * Whoever is not known hears that first, and not what is wrong with what they sent: the shape of a question is nothing that a stranger
 * need learn. Handlers ask by themselves; this is for what never reaches one.
 * @throws {Refusal} as `actorOf`, for whoever has neither session nor key at a door that asks for one
 */
export async function refuseStranger(request: FastifyRequest, deps: AccessDeps): Promise<void> {
  const route = request.routeOptions.url ?? '';
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!route.startsWith(API) || OPEN.test(route) || (isRead && OPEN_TO_READ.test(route))) return;
  const door = doorkeeperOf(deps);
  if (request.headers.authorization === undefined) await door.sessionOf(request);
  else await door.programs.programOf(request);
}
