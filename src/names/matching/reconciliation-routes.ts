import formbody from '@fastify/formbody';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { MinuteLimit } from '../../ground/platform/minute-limit.ts';
import type { Finding } from './index-answers.ts';
import { PublicPartyDesk } from './public-party-desk-queries.ts';
import {
  type Candidate,
  candidatesOf,
  type Exact,
  extended,
  manifestOf,
  PROPERTIES,
  proposed,
  type Suggestion,
  suggested,
  suggestionsOf,
  TYPES,
} from './reconciliation.ts';
import { PREVIEW_HEADERS, previewOf } from './reconciliation-preview.ts';
import {
  Batch,
  codeIn,
  Extension,
  idIn,
  isForOrganisations,
  limitOf,
  MOST_TOGETHER,
  nameIn,
  type ReconciliationQuery,
  read,
} from './reconciliation-request.ts';
import type { MatchingRouteDeps } from './screening-routes.ts';
import type { SubjectIndex } from './subject-index-jobs.ts';

const MOST_SUGGESTED = 10;
/** Who reads further than this knows more of the name by now. */
const FURTHEST_SUGGESTED = 40;
/** What is too unlike is no candidate, and need not be looked at closely. */
const WANTED = { toLookAt: true } as const;

/** Any page may ask, and reads a refusal as well: what is answered is public, and no cookie or key is looked at. */
const OPEN = [
  ['access-control-allow-origin', '*'],
  ['cross-origin-resource-policy', 'cross-origin'],
] as const;
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': '*',
  'access-control-max-age': '86400',
} as const;

/**
 * The reconciliation service (W3C CG report, version 0.2) over organisations about whom something is public today. Clients POST
 * their queries as a form, so that names stand in no address; what is typed for a suggestion does, as the protocol has it, and
 * what somebody tries in a browser. Our own log keeps routes, never addresses.
 */
export async function reconciliationRoutes(
  http: HttpApp,
  deps: MatchingRouteDeps & {
    /** Asked anew each time: the administrator of security may change what counts. */
    readonly questionsAMinute: () => number;
  },
): Promise<void> {
  await http.register(formbody);
  const limit = new MinuteLimit();
  const desk = new PublicPartyDesk(deps.pools, deps.now);
  deps.names.public.onTouched((ids) => desk.forget(ids));
  const asked: PublicDeps = { names: deps.names.public, desk };
  const schema = { hide: true };
  const count = (request: FastifyRequest, questions: number) => {
    limit.take(request.ip, deps.questionsAMinute(), deps.now(), 'reconcile.too_often', questions);
  };

  http.addHook('onRequest', (_request, reply, done) => {
    for (const [name, value] of OPEN) reply.header(name, value);
    done();
  });
  // Only a refusal says when to come again.
  http.addHook('onError', (_request, reply, _error, done) => {
    reply.header('access-control-expose-headers', 'retry-after');
    done();
  });
  for (const url of ['/reconcile', '/reconcile/*']) {
    http.options(url, { schema }, (_request, reply) => reply.headers(PREFLIGHT).code(204).send());
  }

  type Fields = { readonly queries?: unknown; readonly extend?: unknown };
  const answer = async (request: FastifyRequest, { queries, extend }: Fields) => {
    if (extend !== undefined) {
      const { ids, properties } = read(Extension, extend);
      count(request, ids.length);
      return extended(ids, properties, await desk.parties(ids));
    }
    const batch = read(Batch, queries);
    const keys = Object.keys(batch);
    if (keys.length > MOST_TOGETHER) throw new Refusal('invalid', 'reconcile.too_many', { most: MOST_TOGETHER });
    count(request, keys.length);
    const answers = await reconciled(asked, Object.values(batch));
    return Object.fromEntries(keys.map((key, at) => [key, { result: answers[at] }]));
  };
  http.post('/reconcile', { schema }, (request) => answer(request, (request.body ?? {}) as Fields));
  http.get('/reconcile', { schema }, (request) => {
    const fields = request.query as Fields;
    if (fields.queries !== undefined || fields.extend !== undefined) return answer(request, fields);
    const pack = deps.law().packs.at(-1)!;
    const origin = `${request.protocol}://${request.host}`;
    return manifestOf(origin, { zh: pack.name, en: pack.nameEn }, MOST_TOGETHER);
  });

  suggestRoutes(http, asked, count);
  http.get('/reconcile/preview', { schema }, async (request, reply) => {
    const { id = '' } = request.query as { id?: string };
    count(request, 1);
    const party = (await desk.parties([String(id)])).get(String(id));
    return reply
      .headers(PREVIEW_HEADERS)
      .type('text/html; charset=utf-8')
      .code(party ? 200 : 404)
      .send(previewOf(party));
  });
}

type PublicDeps = { readonly names: SubjectIndex; readonly desk: PublicPartyDesk };
type Count = (request: FastifyRequest, questions: number) => void;

function suggestRoutes(http: HttpApp, asked: PublicDeps, count: Count): void {
  const schema = { hide: true };
  const typedIn = (request: FastifyRequest) =>
    String((request.query as { prefix?: unknown }).prefix ?? '').slice(0, 100);
  // How many suggestions the client has been told already.
  const cursorOf = (request: FastifyRequest) => {
    const cursor = Math.trunc(Number((request.query as { cursor?: unknown }).cursor ?? 0));
    return cursor > 0 ? Math.min(cursor, FURTHEST_SUGGESTED) : 0;
  };
  http.get('/reconcile/suggest/entity', { schema }, async (request) => {
    count(request, 1);
    return { result: await namedBy(asked, typedIn(request).trim(), cursorOf(request)) };
  });
  http.get('/reconcile/suggest/property', { schema }, async (request) => ({
    result: suggested(PROPERTIES, typedIn(request)).slice(cursorOf(request)),
  }));
  http.get('/reconcile/suggest/type', { schema }, async (request) => ({
    result: suggested(TYPES, typedIn(request)).slice(cursorOf(request)),
  }));
  http.get('/reconcile/properties', { schema }, async (request) => {
    const { type, limit } = request.query as { type?: unknown; limit?: unknown };
    return proposed(String(type ?? TYPES[0]!.id), limit === undefined ? undefined : Number(limit));
  });
}

const suggestion = ({ id, name, description, type }: Candidate): Suggestion => ({
  id,
  name,
  description,
  notable: type,
});

/** Asked with every few keys that somebody types: from memory, but for a code and for parties of whom nobody asked since they changed. */
async function namedBy(asked: PublicDeps, typed: string, cursor: number): Promise<Suggestion[]> {
  if (typed === '') return [];
  const query = { query: typed, properties: [], limit: MOST_SUGGESTED };
  if (codeIn(query) !== undefined || idIn(query) !== undefined)
    return (await reconciled(asked, [query]))[0]!.slice(cursor).map(suggestion);
  const [found] = await asked.names.screen([{ name: typed }], cursor + MOST_SUGGESTED, WANTED);
  const hits = cursor === 0 ? found!.hits : found!.hits.slice(cursor);
  return hits.length === 0 ? [] : suggestionsOf(hits, await asked.desk.remembered(hits.map(({ id }) => id)));
}

async function reconciled(
  { names, desk }: PublicDeps,
  queries: readonly ReconciliationQuery[],
): Promise<Candidate[][]> {
  const findings = await names.screen(queries.map(nameIn), Math.max(...queries.map(limitOf), 1), WANTED);
  const codes = queries.map(codeIn);
  const byCode = await desk.idsByCode(codes.filter((code) => code !== undefined));
  const exact = queries.map((query, at): Exact | undefined => {
    const code = codes[at] === undefined ? undefined : byCode.get(codes[at]);
    if (code !== undefined) return { id: code, by: 'same_code' };
    const id = idIn(query);
    return id === undefined ? undefined : { id, by: 'same_id' };
  });
  const named = findings.flatMap(({ hits }) => hits.map(({ id }) => id));
  const ids = [...named, ...exact.flatMap((one) => (one ? [one.id] : []))];
  const parties = await desk.remembered([...new Set(ids)]);
  return queries.map((query, at) => {
    const hits: Finding['hits'] = isForOrganisations(query) ? findings[at]!.hits : [];
    return candidatesOf(hits, exact[at], parties, limitOf(query));
  });
}
