import type { FastifyReply, FastifyRequest } from 'fastify';
import { unverifiedPage, verifiedPage, verifyPage } from '../../../web/portal/report-pages.ts';
import { type Asked, deskOf, sendPage, shownName } from '../../facts/publication/index.ts';
import { readPaperCode } from '../../ground/kernel/paper-code.ts';
import type { Pools } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { MinuteLimit } from '../../ground/platform/minute-limit.ts';
import { maskName } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { findVerified } from './report-queries.ts';

/** Codes that may be tried from one address in a minute: a code is 100 bits, this is against the load. */
export const TRIES_A_MINUTE = 30;
const schema = { hide: true };
type Deps = { readonly pools: Pools; readonly now: () => Date; readonly law: () => Law };

/** Anybody verifies a report by its code: whose, which number and day, the digest of its file, whether it still stands. */
export function verifyingRoutes(http: HttpApp, deps: Deps, limit: MinuteLimit): void {
  async function answer(request: FastifyRequest, reply: FastifyReply, typed: string): Promise<FastifyReply> {
    limit.take(request.ip, TRIES_A_MINUTE, deps.now(), 'report.too_often');
    const desk = deskOf(request as Asked, deps);
    const found = await findVerified(deps.pools, readPaperCode(typed).slice(0, 16), desk.today);
    if (!found) return sendPage(reply, desk, unverifiedPage(desk.view), 404);
    const { name, kind, organ, organEn, ...told } = found;
    const view = { ...told, organ: { zh: organ, en: organEn }, party: shownName(name, kind, maskName) };
    return sendPage(reply, desk, verifiedPage(desk.view, view));
  }

  http.get('/r', { schema }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    return sendPage(reply, desk, verifyPage(desk.view));
  });
  http.post('/r', { schema, bodyLimit: 4_096 }, (request, reply) => {
    const { code } = (request.body ?? {}) as { code?: unknown };
    return answer(request, reply, typeof code === 'string' ? code : '');
  });
  http.get('/r/:code', { schema }, (request, reply) =>
    answer(request, reply, (request.params as { code: string }).code),
  );
}
