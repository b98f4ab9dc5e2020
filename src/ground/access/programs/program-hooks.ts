import type { FastifyRequest } from 'fastify';
import { serializeList } from 'structured-headers';
import { Refusal } from '../../kernel/refusal.ts';
import type { Pools } from '../../platform/db.ts';
import type { HttpApp } from '../../platform/http.ts';
import type { Log } from '../../platform/log.ts';
import { doorkeeperOf } from '../doorkeeper.ts';
import type { AccessDeps } from '../session-terms.ts';
import { digestGate, watchDigest } from './body-digest.ts';
import type { Visit } from './program-door.ts';
import type { Program } from './program-key-store.ts';
import { ProgramUseLog } from './program-use-store.ts';

/** What a key is let do is the same for all its requests: written once. */
const POLICIES = new WeakMap<Program['limits'], string>();

function policyOf(limits: Program['limits']): string {
  const known = POLICIES.get(limits);
  if (known !== undefined) return known;
  const { requestsAMinute, subjectsADay } = limits;
  const policy = serializeList([
    ['minute', new Map(Object.entries({ q: requestsAMinute, w: 60 }))],
    ['day', new Map(Object.entries({ q: subjectsADay, w: 86_400, qu: 'subjects' }))],
  ]);
  POLICIES.set(limits, policy);
  return policy;
}

/**
 * The header fields by which a program sees how much it may still ask (draft-ietf-httpapi-ratelimit-headers-10). A list of one string
 * and two integers is the same in any serialiser (RFC 8941), and this one is sent with every answer.
 */
function rateHeaders({ program, minute }: Visit): Record<string, string> {
  return {
    'ratelimit-policy': policyOf(program.limits),
    ratelimit: `"minute";r=${Math.max(0, minute.left)};t=${minute.resetSeconds}`,
  };
}

/** What a key was refused for: a use that never came to its question shows what it was after. */
function outsideOf(refusal: Refusal | undefined, what: 'matter' | 'item'): string[] {
  const asked = refusal?.code === 'access.key_scope' ? refusal.facts[what] : undefined;
  return typeof asked === 'string' ? [asked.slice(0, what === 'item' ? 40 : 200)] : [];
}

const itemOf = ({ query }: FastifyRequest): string | null => {
  const { item } = (query ?? {}) as { item?: unknown };
  return typeof item === 'string' && /^[a-z_]{1,40}$/.test(item) ? item : null;
};

/**
 * What happens around every request of a program, whichever module answers it: headers of its rates, a row in the use log of its
 * key, and of what is signed the digest of the body.
 * Registered at the root, before any route.
 */
export function programHooks(http: HttpApp, deps: AccessDeps & { readonly log: Log }): void {
  const { log, pools, now }: { log: Log; pools: Pools; now: () => Date } = deps;
  const door = doorkeeperOf(deps).programs;
  const uses = new ProgramUseLog(pools, (error, dropped) =>
    log('the use log of keys could not be written', { error: (error as Error).name, dropped }),
  );
  const refusals = new WeakMap<FastifyRequest, Refusal>();

  http.addHook('preParsing', async (request, _reply, payload) => {
    const { 'signature-input': input, 'content-digest': digest, 'content-type': type = '' } = request.headers;
    if (input === undefined || typeof digest !== 'string') return payload;
    if (type.startsWith('multipart/')) {
      watchDigest(request, digest);
      return payload;
    }
    const gate = digestGate(digest);
    payload.once('error', (error) => gate.destroy(error));
    return payload.pipe(gate);
  });
  http.addHook('onError', async (request, _reply, error) => {
    if (error instanceof Refusal) refusals.set(request, error);
  });
  http.addHook('onSend', async (request, reply) => {
    const visit = door.visitOf(request);
    if (visit) reply.headers(rateHeaders(visit));
  });
  http.addHook('onResponse', async (request, reply) => {
    const visit = door.visitOf(request);
    // Of those that come too often in one minute the first is written down: the log is no way to fill the disk.
    if (!visit || visit.minute.left < -1) return;
    const { program, matters, subjects } = visit;
    const refusal = refusals.get(request);
    uses.add({
      keyId: program.keyId,
      organPath: program.actor.organPath,
      at: now(),
      route: `${request.method} ${request.routeOptions.url ?? ''}`.slice(0, 200),
      matters: [...matters, ...outsideOf(refusal, 'matter')],
      item: outsideOf(refusal, 'item')[0] ?? itemOf(request),
      subjects,
      status: reply.statusCode,
      refusal: refusal?.code ?? null,
      requests: 1,
    });
  });
  http.addHook('onClose', () => uses.settled());
}
