import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';
import type { HttpApp } from '../platform/http.ts';
import { MinuteLimit } from '../platform/minute-limit.ts';
import { organisationKeyOf } from '../subjects/identifiers/index.ts';
import type { Finding } from './index-answers.ts';
import { PublicPartyDesk } from './public-party-desk-queries.ts';
import type { PublicParty } from './public-party-queries.ts';
import {
  type Candidate,
  candidatesOf,
  extended,
  manifestOf,
  PROPERTIES,
  type PropertyId,
  type Suggestion,
  suggested,
  suggestionsOf,
  TYPES,
} from './reconciliation.ts';
import type { MatchingRouteDeps } from './screening-routes.ts';
import type { SubjectIndex } from './subject-index-jobs.ts';

const MOST_TOGETHER = 200;
const MOST_CANDIDATES = 20;
const USUAL_CANDIDATES = 5;
const MOST_SUGGESTED = 10;
/** Who reads further than this knows more of the name by now. */
const FURTHEST_SUGGESTED = 40;
/** What is too unlike is no candidate, and need not be looked at closely. */
const WANTED = { toLookAt: true } as const;
/** A name in Han alone is no code, and need not be taken apart to find out. */
const HAS_SIGNS_OF_A_CODE = /[\dA-Za-z０-９Ａ-Ｚａ-ｚ]/;

const Value = z.union([z.string().max(200), z.number(), z.boolean(), z.object({ id: z.string().max(64) })]);
const Query = z.object({
  query: z.string().max(200).default(''),
  type: z.union([z.string().max(64), z.array(z.string().max(64)).max(20)]).optional(),
  limit: z.number().optional(),
  properties: z
    .array(z.object({ pid: z.string().max(64), v: z.union([Value, z.array(Value).max(20)]) }))
    .max(20)
    .default([]),
});
const Batch = z.record(z.string().max(64), Query);
const Extension = z.object({
  ids: z.array(z.string().max(64)).max(MOST_TOGETHER),
  properties: z.array(z.object({ id: z.string().max(64) })).max(20),
});
type Query = z.infer<typeof Query>;

/** Any page may ask: what is answered is public, and no cookie or key is looked at. */
function open(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
}

/**
 * The reconciliation service (W3C CG report, version 0.2) over organisations about whom something is public today. Queries are
 * taken as a form that is POSTed, so that names stand in no address; only what is typed for a suggestion does, as the protocol has it.
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

  http.options('/reconcile', { schema }, (_request, reply) =>
    open(reply)
      .headers({ 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': 'content-type' })
      .code(204)
      .send(),
  );
  http.get('/reconcile', { schema }, (request, reply) => {
    const pack = deps.law().packs.at(-1)!;
    const origin = `${request.protocol}://${request.host}`;
    return open(reply).send(manifestOf(origin, { zh: pack.name, en: pack.nameEn }));
  });

  http.post('/reconcile', { schema }, async (request, reply) => {
    const form = (request.body ?? {}) as { queries?: unknown; extend?: unknown };
    if (form.extend !== undefined) {
      const { ids, properties } = read(Extension, form.extend);
      count(request, ids.length);
      const known = properties
        .map(({ id }) => id)
        .filter((id): id is PropertyId => PROPERTIES.some((one) => one.id === id));
      const parties = await desk.parties(ids);
      return open(reply).send(extended(ids, known, parties));
    }
    const batch = read(Batch, form.queries);
    const keys = Object.keys(batch);
    if (keys.length > MOST_TOGETHER) throw new Refusal('invalid', 'reconcile.too_many', { most: MOST_TOGETHER });
    count(request, keys.length);
    const answers = await reconciled(asked, Object.values(batch));
    return open(reply).send(Object.fromEntries(keys.map((key, at) => [key, { result: answers[at] }])));
  });

  suggestRoutes(http, asked, count);
  http.get('/reconcile/preview', { schema }, async (request, reply) => {
    const { id = '' } = request.query as { id?: string };
    count(request, 1);
    const party = (await desk.parties([String(id)])).get(String(id));
    const policy = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors *";
    return open(reply)
      .headers({ 'content-security-policy': policy, 'x-robots-tag': 'noindex' })
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
  http.get('/reconcile/suggest/entity', { schema }, async (request, reply) => {
    count(request, 1);
    return open(reply).send({ result: await namedBy(asked, typedIn(request).trim(), cursorOf(request)) });
  });
  http.get('/reconcile/suggest/property', { schema }, (request, reply) =>
    open(reply).send({ result: suggested(PROPERTIES, typedIn(request)).slice(cursorOf(request)) }),
  );
  http.get('/reconcile/suggest/type', { schema }, (request, reply) =>
    open(reply).send({ result: suggested(TYPES, typedIn(request)).slice(cursorOf(request)) }),
  );
  http.get('/reconcile/properties', { schema }, (_request, reply) =>
    open(reply).send({ type: TYPES[0]!.id, properties: PROPERTIES }),
  );
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
  if (codeIn(query) !== undefined) return (await reconciled(asked, [query]))[0]!.slice(cursor).map(suggestion);
  const [found] = await asked.names.screen([{ name: typed }], cursor + MOST_SUGGESTED, WANTED);
  const hits = cursor === 0 ? found!.hits : found!.hits.slice(cursor);
  return hits.length === 0 ? [] : suggestionsOf(hits, await asked.desk.remembered(hits.map(({ id }) => id)));
}

/** A field of the form holds JSON. @throws {Refusal} invalid `reconcile.unreadable`: none, or not of the protocol's shape */
function read<T extends z.ZodType>(shape: T, text: unknown): z.output<T> {
  try {
    const result = shape.safeParse(JSON.parse(typeof text === 'string' ? text : ''));
    if (result.success) return result.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal('invalid', 'reconcile.unreadable');
}

async function reconciled({ names, desk }: PublicDeps, queries: readonly Query[]) {
  const findings = await names.screen(
    queries.map(({ query }) => (query.trim() === '' ? {} : { name: query.trim() })),
    Math.max(...queries.map(limitOf), 1),
    WANTED,
  );
  const codes = queries.map(codeIn);
  const byCode = await desk.idsByCode(codes.filter((code) => code !== undefined));
  const named = findings.flatMap(({ hits }) => hits.map(({ id }) => id));
  const parties = await desk.remembered([...new Set([...named, ...byCode.values()])]);
  return queries.map((query, at) => {
    const code = codes[at];
    const hits: Finding['hits'] = isForOrganisations(query) ? findings[at]!.hits : [];
    return candidatesOf(hits, code === undefined ? undefined : byCode.get(code), parties, limitOf(query));
  });
}

function limitOf({ limit }: Query): number {
  return Math.min(MOST_CANDIDATES, Math.max(1, Math.trunc(limit ?? USUAL_CANDIDATES)));
}

function isForOrganisations({ type }: Query): boolean {
  const asked = type === undefined ? [] : [type].flat();
  return asked.length === 0 || asked.includes(TYPES[0]!.id);
}

/** The code of a query: its property `uscc`, or a query that is nothing but a code. */
function codeIn({ query, properties }: Query): string | undefined {
  const given = properties.find(({ pid }) => pid === 'uscc')?.v;
  const first = Array.isArray(given) ? given[0] : given;
  const typed = typeof first === 'string' ? first : query;
  if (!HAS_SIGNS_OF_A_CODE.test(typed)) return undefined;
  return organisationKeyOf(typed)?.key;
}

function previewOf(party: PublicParty | undefined): string {
  if (!party)
    return '<!doctype html><html lang="zh-CN"><title>-</title><p>没有正在公示的信息 / Nothing is public now</p></html>';
  const { name, code, decisions } = party;
  return html`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${name}</title><h1>${name}</h1>
<p>统一社会信用代码 / Unified social credit code: ${code ?? '—'}</p>
<p>公示中的决定 / Public today:</p><ul>!${decisions.slice(0, 5).map(({ documentNumber, decidedOn }) => html`<li>${documentNumber}，${decidedOn}</li>`)}</ul>
<form method="post" action="/search" target="_blank"><input type="hidden" name="q" value="${code ?? name}"><button>公示平台 / Open the portal</button></form></html>`;
}
