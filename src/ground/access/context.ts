import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Context, RequestMark } from '../audit/index.ts';
import { requestKeyOf, seenTagsOf } from '../platform/http.ts';
import { actorOf, doorkeeperOf } from './doorkeeper.ts';
import type { AccessDeps } from './session-terms.ts';

/** The context of a request that only reads. @throws {Refusal} as {@link actorOf} */
export async function contextOf(request: FastifyRequest, deps: AccessDeps): Promise<Context> {
  const { pools, now } = deps;
  const context = { actor: await actorOf(request, deps), pools, now, edition: deps.law().edition };
  if (context.actor.kind !== 'program') return context;
  return { ...context, meter: (asking) => doorkeeperOf(deps).programs.ask(request, asking) };
}

/**
 * The context of a command: with the `Idempotency-Key` and a digest of what was asked. For a body that streams, `asked` is
 * what stands for it. With `If-Match`, the command is held to what its author has seen.
 * @throws {Refusal} as {@link actorOf}; invalid `http.request_key`
 */
export async function commandContextOf(
  request: FastifyRequest,
  deps: AccessDeps,
  asked: unknown = request.body,
): Promise<Context> {
  const context = await contextOf(request, deps);
  const seen = seenTagsOf(request);
  return { ...context, request: markOf(request, asked), ...(seen === undefined ? {} : { seen }) };
}

/** The digest is made when it is asked for: checks know their questions again by a hash of their own. */
function markOf(request: FastifyRequest, asked: unknown): RequestMark {
  return {
    key: requestKeyOf(request),
    get digest() {
      return hash('sha256', JSON.stringify([request.method, request.url, asked ?? null]), 'buffer');
    },
  };
}
