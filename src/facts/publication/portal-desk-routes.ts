import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { View } from '../../../web/portal/layout.ts';
import { plainPage } from '../../../web/portal/search-pages.ts';
import { WORDS } from '../../../web/portal/words.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { pageHeaders } from '../../ground/platform/http.ts';
import { languageOf } from '../../ground/platform/problem.ts';
import type { Law } from '../../rules/law/index.ts';

/** What every page of the portal needs, whichever module makes it. */
export type DeskDeps = { readonly now: () => Date; readonly law: () => Law };

export const CSS = readFileSync(new URL('../../../web/portal/portal.css', import.meta.url));
export const STYLESHEET = `/portal/portal.${createHash('sha256').update(CSS).digest('hex').slice(0, 16)}.css`;

/** A request for a page: how the reader wants it stands in the query. */
export type Asked = FastifyRequest<{ Querystring: Record<string, unknown> }>;

/** What the pages of one request are made with. */
export type Desk = { readonly view: View; readonly today: PlainDate; readonly law: Law };

export function send(reply: FastifyReply, { view }: Desk, page: string, status = 200): FastifyReply {
  // `no-store` stays from the general headers: no cache, the browser's own included, outlives an end.
  return reply
    .code(status)
    .headers({ ...pageHeaders(), 'content-language': view.language === 'zh' ? 'zh-CN' : 'en', vary: 'accept-language' })
    .type('text/html; charset=utf-8')
    .send(page);
}

/** The one answer to every address where nothing is public: never made, ended, withdrawn and mistyped alike. */
export function sendGone(reply: FastifyReply, desk: Desk): FastifyReply {
  const words = WORDS[desk.view.language];
  return send(reply, desk, plainPage(desk.view, words.goneTitle, [words.gone, words.goneMore]), 404);
}

export function deskOf(request: Asked, { law: lawInUse, now }: DeskDeps): Desk {
  const { lang, size } = request.query;
  const languageAsked = lang === 'zh' || lang === 'en';
  const law = lawInUse();
  const pack = law.packs.at(-1)!;
  const view: View = {
    language: languageAsked ? lang : languageOf(request.headers['accept-language']),
    languageAsked,
    large: size === 'large',
    place: { zh: pack.name, en: pack.nameEn },
    stylesheet: STYLESHEET,
  };
  return { view, today: chinaDate(now()), law };
}
