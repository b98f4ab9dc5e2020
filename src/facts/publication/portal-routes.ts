import formbody from '@fastify/formbody';
import { aboutParts } from '../../../web/portal/about-words.ts';
import { decisionPage, organisationPage } from '../../../web/portal/decision-pages.ts';
import { aboutPage, statisticsPage, withdrawalsPage } from '../../../web/portal/other-pages.ts';
import { homePage, plainPage, resultsPage } from '../../../web/portal/search-pages.ts';
import { WORDS } from '../../../web/portal/words.ts';
import type { Pools } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { MinuteLimit } from '../../ground/platform/minute-limit.ts';
import { refusalOf, STATUS } from '../../ground/platform/problem.ts';
import { maskName } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { candidateOf } from './candidate-queries.ts';
import { KeptFigures } from './kept-figures.ts';
import { type Asked, CSS, deskOf, STYLESHEET, send, sendGone } from './portal-desk-routes.ts';
import { citationsIn, classTermIn, periodIn } from './portal-law.ts';
import {
  type CodedParty,
  countPublic,
  findDecision,
  findParty,
  inPortal,
  listOfParty,
  listWithdrawals,
  MOST_PARTIES,
  type Party,
} from './portal-queries.ts';
import { findParties, likeNames, listAlike, type PublicNames } from './portal-search-queries.ts';
import { statisticsIn } from './portal-statistics.ts';
import { subjectOf, tokenKey, tokenOf } from './portal-token.ts';
import { decisionIn, listedIn } from './portal-views.ts';
import { shownName } from './public-fields.ts';

export type PortalDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  readonly masterKey: Buffer;
  /** Names of those about whom something is public today. */
  readonly names: { readonly public: PublicNames };
};

/** Searches a minute from one address. */
const SEARCHES_A_MINUTE = 60;
/** Asked for where no address could be: both ways take one question. */
const NOWHERE = '00000000-0000-0000-0000-000000000000';
const ADDRESS = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const PUBLIC_ARTICLES = ['fgcj424:0', 'xzcf:48', 'xzcf:85', 'gbf22:2', 'fgw36:5', 'hnxy:19', 'hnxy:41', 'grxx:6'];

/** An organisation may be found; a person's page is reached from a decision only. */
function partyToken({ id, kind }: Party, key: Buffer, now: Date): string | null {
  return kind === 'person' ? null : tokenOf(id, key, now);
}

function searchRoutes(http: HttpApp, deps: PortalDeps): void {
  const { pools, now } = deps;
  const key = tokenKey(deps.masterKey);
  const limit = new MinuteLimit();
  const schema = { hide: true };

  http.get('/', { schema }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    return send(reply, desk, homePage(desk.view));
  });
  http.get('/search', { schema }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    return send(reply, desk, homePage(desk.view));
  });

  http.post('/search', { schema, bodyLimit: 4_096 }, async (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const words = WORDS[desk.view.language];
    const { left, resetSeconds } = limit.count(request.ip, SEARCHES_A_MINUTE, now());
    if (left < 0) {
      reply.header('retry-after', String(resetSeconds));
      return send(reply, desk, plainPage(desk.view, words.tooOftenTitle, [words.tooOften]), 429);
    }
    const { q } = (request.body ?? {}) as { q?: unknown };
    const asked = (typeof q === 'string' ? q : '').trim().slice(0, 100);
    const tooShort = [...asked].length < 2;
    const hits = tooShort ? [] : await likeNames(deps.names.public, asked);
    const [parties, alike] = await inPortal(pools, desk.today, async (tx) => {
      const exact = tooShort ? [] : await findParties(tx, asked);
      return [exact, await listAlike(tx, hits, exact)] as const;
    });
    const linked = ({ id, kind, name, code }: CodedParty) => ({
      name: shownName(name, kind, maskName),
      code,
      token: tokenOf(id, key, now()),
    });
    const found = {
      parties: parties.slice(0, MOST_PARTIES).map(linked),
      alike: alike.map((party) => ({ ...linked(party), says: party.says[desk.view.language] })),
      more: parties.length > MOST_PARTIES,
      tooShort,
    };
    return send(reply, desk, resultsPage(desk.view, asked, found));
  });

  http.get('/o/:token', { schema }, async (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const { token } = request.params as { token: string };
    const subjectId = subjectOf(token, key, now()) ?? NOWHERE;
    const found = await inPortal(pools, desk.today, async (tx) => {
      const party = await findParty(tx, subjectId);
      return party && party.kind !== 'person' ? { party, lines: await listOfParty(tx, subjectId) } : undefined;
    });
    if (!found) return sendGone(reply, desk);
    const name = shownName(found.party.name, found.party.kind, maskName);
    return send(reply, desk, organisationPage(desk.view, { name, code: found.party.code }, found.lines.map(listedIn)));
  });

  http.get('/d/:address', { schema }, async (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const { address } = request.params as { address: string };
    const known = ADDRESS.test(address) ? address : NOWHERE;
    const decision = await inPortal(pools, desk.today, (tx) => findDecision(tx, known));
    if (!decision) return sendGone(reply, desk);
    const candidate = candidateOf({ ...decision, facts: decision.newestFacts, subjectKind: decision.party.kind });
    const about = { law: desk.law, candidate, partyToken: partyToken(decision.party, key, now()), mask: maskName };
    return send(reply, desk, decisionPage(desk.view, decisionIn(decision, about, desk.today, desk.view.language)));
  });
}

function otherRoutes(http: HttpApp, deps: PortalDeps): void {
  const { pools, now } = deps;
  const schema = { hide: true };
  const kept = new KeptFigures((today) => countPublic(pools, today), now);

  http.get('/statistics', { schema }, async (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const smallest = Number(desk.law.parameter('statistics.smallestCell', desk.today).value);
    const figures = statisticsIn(await kept.of(desk.today), smallest, desk.today);
    return send(reply, desk, statisticsPage(desk.view, figures));
  });

  http.get('/withdrawals', { schema }, async (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const rows = await inPortal(pools, desk.today, (tx) => listWithdrawals(tx, desk.today));
    const told = rows.map(({ organName, organNameEn, ...row }) => ({
      ...row,
      organ: organName === null ? null : { zh: organName, en: organNameEn ?? organName },
    }));
    return send(reply, desk, withdrawalsPage(desk.view, told));
  });

  http.get('/about', { schema }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const { law, today } = desk;
    const { language } = desk.view;
    const inWords = (code: string) => periodIn(law, code, today, language);
    const numbers = {
      publicity: inWords('penalty.publicity'),
      withdrawal: inWords('penalty.withdrawal'),
      general: classTermIn(law, 'general', today, language),
      serious: classTermIn(law, 'serious', today, language),
      cap: law.find('periods', 'publication.cap', today) ? inWords('publication.cap') : null,
      objectionOwn: inWords('objection.own'),
      objectionTotal: inWords('objection.total'),
      articles: citationsIn(law, PUBLIC_ARTICLES, today, language),
    };
    return send(reply, desk, aboutPage(desk.view, aboutParts(language, numbers)));
  });

  http.get(STYLESHEET, { schema }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=31536000, immutable').type('text/css; charset=utf-8').send(CSS),
  );

  // A mistyped address in a browser gets the page that says so; programs keep their problem document.
  http.get('/*', { schema }, (request, reply) => {
    const wantsPage = request.headers.accept?.includes('text/html') === true && !request.url.startsWith('/api/');
    return wantsPage ? sendGone(reply, deskOf(request as Asked, deps)) : reply.callNotFound();
  });
}

/**
 * The public portal: pages made here, no script in them, no cookie, nothing from elsewhere. Identifiers come in the body of a form and
 * never stand in an address.
 */
export async function portalRoutes(http: HttpApp, deps: PortalDeps): Promise<void> {
  await http.register(formbody);
  // A refusal that a reader can meet (no database, too long a form) is told on a page; a bug goes to the general handler.
  http.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const desk = deskOf(request as Asked, deps);
    const { failedTitle, failed } = WORDS[desk.view.language];
    return send(reply, desk, plainPage(desk.view, failedTitle, [failed]), refusal.status ?? STATUS[refusal.kind]);
  });
  searchRoutes(http, deps);
  otherRoutes(http, deps);
}
