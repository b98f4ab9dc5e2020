import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import swagger from '@fastify/swagger';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchemaCompiler,
  type RawServerDefault,
} from 'fastify';
import { jsonSchemaTransform, serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { type ZodType, z } from 'zod';
import { newOpaqueId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { cutTheDripping } from './dripped-bodies.ts';
import { fieldCodes } from './field-problem.ts';
import type { Log } from './log.ts';
import type { Messages } from './messages.ts';
import { type RequestMetrics, requestMetrics } from './metrics.ts';
import { refuseNoText } from './plain-text.ts';
import { failureOf, languageOf, problemOf, refusalOf } from './problem.ts';

/** The server that routes register on: a route's zod schemas validate, give the types and the OpenAPI document. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Limits on what comes in. A route that takes files sets its own `bodyLimit`. */
export const LIMITS = {
  bodyBytes: 1024 * 1024,
  /** Headers must be complete by then: a client that drips them is cut off. */
  headersMs: 10_000,
  /** A whole request with its body, the largest upload on a slow line included. */
  requestMs: 600_000,
  /** Silence of a sender or a reader on a connection. */
  idleMs: 60_000,
  keepAliveMs: 5_000,
  connections: 4_000,
} as const;

/** An answer that took longer is worth a line in the log. */
const SLOW_MS = 2_000;

/** Programs get data, never a page: nothing in it may run or be framed. Pages set a policy of their own. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;
const HEADER_LIST = Object.entries(HEADERS);

/** Headers of a page: own scripts only, none inline; styles made by the page's libraries carry `styleNonce`. */
export function pageHeaders(styleNonce?: string): Record<string, string> {
  const style = styleNonce ? `'self' 'nonce-${styleNonce}'` : "'self'";
  return {
    'content-security-policy':
      `default-src 'self'; script-src 'self'; style-src ${style}; img-src 'self' data:; object-src 'none'; ` +
      "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  };
}

const REQUEST_KEY = /^[\x21-\x7e]{8,128}$/;

/**
 * The `Idempotency-Key` of a POST: the same key twice gives the first answer again.
 * @throws {Refusal} invalid `http.request_key`: missing, or not 8 to 128 visible ASCII characters
 */
export function requestKeyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !REQUEST_KEY.test(key)) throw new Refusal('invalid', 'http.request_key');
  return key;
}

const ENTITY_TAGS = /^(?:W\/)?"[\x21\x23-\x7e]{0,64}"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7e]{0,64}"){0,9}$/;

/**
 * The tags of `If-Match` (RFC 9110 13.1.1). Undefined: the header is absent, or `*`, which asks only that the thing exists.
 * @throws {Refusal} invalid `http.if_match`: not a list of at most ten entity tags
 */
export function seenTagsOf(request: FastifyRequest): string[] | undefined {
  const header = request.headers['if-match']?.trim();
  if (header === undefined || header === '*') return undefined;
  if (!ENTITY_TAGS.test(header)) throw new Refusal('invalid', 'http.if_match');
  return header.split(',').map((tag) => tag.trim()); // a weak tag stays marked as one and never matches
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, messages: Messages, log: Log): void {
  const language = languageOf(request.headers['accept-language']);
  const refusal = refusalOf(error);
  let problem = refusal && problemOf(refusal, messages, language);
  if (!problem) {
    const requestId = newOpaqueId();
    // Parameters of a failed statement may be personal: only what names the place in the code is kept.
    const { name, code, stack = String(error) } = error as Error & { code?: string };
    const place = stack.split('\n').filter((line) => /^\s+at /.test(line));
    log('a request failed', {
      requestId,
      route: request.routeOptions.url,
      error: name,
      code,
      stack: place.slice(0, 12),
    });
    problem = failureOf(requestId, messages, language);
  }
  const { retryAfterSeconds } = problem.facts;
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', String(retryAfterSeconds));
  reply.code(problem.status).header('content-language', language === 'zh' ? 'zh-CN' : 'en');
  reply.header('vary', 'accept-language').type('application/problem+json; charset=utf-8').serializer(JSON.stringify);
  reply.send(problem);
}

/** Refuses who is not known at the door of this request. @throws {Refusal} unauthenticated and the like */
export type Identify = (request: FastifyRequest) => Promise<void>;

/** What is told of an invalid request: who is not known is told that, and nothing of what is invalid. */
async function firstOf(error: unknown, request: FastifyRequest, identify: Identify | undefined): Promise<unknown> {
  if (identify === undefined || refusalOf(error)?.kind !== 'invalid') return error;
  try {
    await identify(request);
    return error;
  } catch (unknown) {
    return unknown;
  }
}

function observe(app: HttpApp, metrics: RequestMetrics, log: Log): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    if (reply.elapsedTime > SLOW_MS) {
      log('a slow answer', { route, status: reply.statusCode, duration_ms: Math.round(reply.elapsedTime) });
    }
    done();
  });
}

/**
 * Cuts a connection whose other end is silent. While the program works on a request that came in whole, the silence is its own: a million
 * rows take minutes to accept, and whoever waits for the receipt is not to be told that the line broke.
 */
function cutTheSilent(request: FastifyRequest, reply: FastifyReply): void {
  reply.raw.on('timeout', (socket: Socket) => {
    const isOurs = request.raw.complete && !reply.raw.headersSent;
    if (!isOurs) socket.destroy();
  });
}

/** Validates by the route's schema; what does not fit is told by codes, and in words at the end, in the language of the request. */
const validatorCompiler: FastifySchemaCompiler<ZodType> =
  ({ schema }) =>
  (data) => {
    const { error, data: value } = schema.safeParse(data, fieldCodes);
    return error ? { error } : { value };
  };

/** What a described route that asks for nothing takes behind its `?`. */
const NOTHING = z.strictObject({});

/**
 * A parameter that nobody reads would be passed over in silence, and whoever sent it would take the answer for one to what was asked: each
 * described route without a query of its own refuses all of them (`field.unknown`). Pages take what links and providers of identities hang on.
 */
function refuseUnknownQueries(app: HttpApp): void {
  app.addHook('onRoute', (route) => {
    if (route.schema?.hide !== true) route.schema = { querystring: NOTHING, ...route.schema };
  });
}

/** A server without routes: headers, limits, problems, counters and the OpenAPI document, and nothing global besides. */
export async function makeHttp(
  messages: Messages,
  log: Log,
  version: string,
  trustedProxies: readonly string[] = [],
  identify?: Identify,
): Promise<{ http: HttpApp; metrics: RequestMetrics }> {
  const http: HttpApp = fastify({
    logger: false, // a line per request costs more than the request (docs/decisions/0006)
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: LIMITS.requestMs,
    connectionTimeout: LIMITS.idleMs,
    keepAliveTimeout: LIMITS.keepAliveMs,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // Whom to believe about the address, host and protocol that a request came with; limits a minute count by that address.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    routerOptions: { maxParamLength: 200 },
    http: { headersTimeout: LIMITS.headersMs, connectionsCheckingInterval: 2_000 },
    // What is no address at all comes to no hook: the same headers and the same kind of answer.
    frameworkErrors: (error, request, reply) => {
      for (const [name, value] of HEADER_LIST) reply.header(name, value);
      sendProblem(error, request, reply, messages, log);
    },
  }).withTypeProvider<ZodTypeProvider>();
  http.server.maxConnections = LIMITS.connections;
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(serializerCompiler);
  const metrics = requestMetrics();
  http.addHook('onRequest', (request, reply, done) => {
    metrics.began();
    cutTheSilent(request, reply);
    cutTheDripping(request.raw);
    for (const [name, value] of HEADER_LIST) reply.header(name, value);
    done();
  });
  http.addHook('preValidation', async (request) => refuseNoText(request));
  observe(http, metrics, log);
  refuseUnknownQueries(http);
  http.setErrorHandler(async (error, request, reply) => {
    sendProblem(await firstOf(error, request, identify), request, reply, messages, log);
    return reply;
  });
  http.setNotFoundHandler((request, reply) =>
    sendProblem(new Refusal('absent', 'http.absent'), request, reply, messages, log),
  );
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '正名 Zhengming', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    },
    transform: jsonSchemaTransform,
  });
  return { http, metrics };
}
