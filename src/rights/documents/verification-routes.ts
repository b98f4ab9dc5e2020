import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainPage } from '../../../web/portal/search-pages.ts';
import { documentPage, noDocumentPage, verifyDocumentPage } from '../../../web/portal/verification-pages.ts';
import { WORDS } from '../../../web/portal/words.ts';
import { type Asked, deskOf, sendPage } from '../../facts/publication/index.ts';
import { readPaperCode } from '../../ground/kernel/paper-code.ts';
import type { Pools } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { MinuteLimit } from '../../ground/platform/minute-limit.ts';
import type { Law } from '../../rules/law/index.ts';
import { findVerifiedDocument } from './verification-queries.ts';

export type VerificationDeps = { readonly pools: Pools; readonly now: () => Date; readonly law: () => Law };

const schema = { hide: true };
/** A code is 80 bits: this is against the load, not against guessing. A whole office may share one address. */
const TRIES_A_MINUTE = 30;

/** The page of verification: what anybody who holds a paper may check, by the picture on it or the code typed in. */
export async function verificationRoutes(http: HttpApp, deps: VerificationDeps): Promise<void> {
  await http.register(formbody);
  const limit = new MinuteLimit();

  async function answer(request: FastifyRequest, reply: FastifyReply, typed: string): Promise<FastifyReply> {
    const desk = deskOf(request as Asked, deps);
    const now = deps.now();
    const { left, resetSeconds } = limit.count(request.ip, TRIES_A_MINUTE, now);
    if (left < 0) {
      const words = WORDS[desk.view.language];
      reply.header('retry-after', String(resetSeconds));
      return sendPage(reply, desk, plainPage(desk.view, words.tooOftenTitle, [words.tooOften]), 429);
    }
    const found = await findVerifiedDocument(deps.pools, desk.law, readPaperCode(typed).slice(0, 40), {
      today: desk.today,
      now,
    });
    if (!found) return sendPage(reply, desk, noDocumentPage(desk.view), 404);
    const { organ: zh, organEn: en, ...told } = found;
    return sendPage(reply, desk, documentPage(desk.view, { ...told, organ: { zh, en } }));
  }

  http.get('/v', { schema }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    return sendPage(reply, desk, verifyDocumentPage(desk.view));
  });
  http.post('/v', { schema, bodyLimit: 4_096 }, (request, reply) => {
    const { code } = (request.body ?? {}) as { code?: unknown };
    return answer(request, reply, typeof code === 'string' ? code : '');
  });
  http.get('/v/:code', { schema }, (request, reply) =>
    answer(request, reply, (request.params as { code: string }).code),
  );
}
