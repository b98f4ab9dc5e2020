import { z } from 'zod';
import { commandContextOf, contextOf, type SignInDeps } from '../../ground/access/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { VERDICTS } from './judgement.ts';
import { contest, endSubject, judge } from './judgement-commands.ts';
import { prefixDigits, readBuckets } from './prefix-commands.ts';
import { type PartyQuery, screenParties } from './screening-commands.ts';
import { ScreeningDesk } from './screening-desk-commands.ts';
import type { SubjectIndex } from './subject-index-jobs.ts';

export type MatchingRouteDeps = SignInDeps & {
  readonly law: () => Law;
  readonly vault: Vault;
  readonly names: { readonly all: SubjectIndex; readonly public: SubjectIndex };
};

export const MOST_QUERIES = 1_000;
const MOST_HITS = 20;

// A control character or half a character is no name; PostgreSQL would refuse the whole request for it.
const isPlainText = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text);
const text = (least: number, most: number) =>
  z.string().trim().min(least).max(most).refine(isPlainText, 'field.control_characters');
const Why = { matter: text(2, 200), purpose: text(2, 500) };
const Key = { key: text(1, 64).optional() };
const Query = z.union([
  z.strictObject({ ...Key, name: text(1, 200), code: text(1, 64).optional() }),
  z.strictObject({ ...Key, code: text(1, 64) }),
  z.strictObject({ ...Key, person: z.strictObject({ number: text(1, 64) }) }),
]);
const Both = z.object({ zh: z.string(), en: z.string() });
const Verdict = z.enum(VERDICTS);
const Hit = z.object({
  subjectId: z.uuid(),
  kind: z.enum(['organisation', 'individual_business', 'person']),
  name: z.string(),
  met: z.string().optional(),
  code: z.string().nullable(),
  similarity: z.number(),
  class: z.string(),
  says: Both,
  settledBy: Both,
  decision: z.enum(['strong', 'look', 'none']),
  ended: z.boolean(),
  judgement: z
    .object({ id: z.uuid(), verdict: Verdict, reason: z.string(), until: z.string(), by: z.string(), on: z.string() })
    .optional(),
});
const Answer = z.object({
  key: z.string().optional(),
  code: z.enum(['no_code', 'wrong_check', 'not_on_list', 'found', 'valid']),
  hits: z.array(Hit).readonly(),
});
export const Screened = z.object({
  id: z.uuid(),
  /** Up to which position of the journal the names are known. */
  position: z.number(),
  /** The version of the thresholds that say what is strong and what is to be looked at. */
  calibration: z.string(),
  answers: z.array(Answer).readonly(),
});
const day = z.string().max(10).refine(isPlainDate, 'date.unreadable');
const Done = z.object({ id: z.uuid(), entryId: z.uuid() });

/** POST /api/v1/screening: whom 1 to 1,000 spellings or codes may mean. POSTed, so that no name stands in an address. */
export function screeningRoutes(http: HttpApp, deps: MatchingRouteDeps): void {
  const Body = z.strictObject({
    ...Why,
    top: z.number().int().min(1).max(MOST_HITS).default(5),
    queries: z.array(Query).min(1).max(MOST_QUERIES),
  });
  const desk = new ScreeningDesk(deps.pools);
  http.post('/api/v1/screening', { schema: { body: Body, response: { 201: Screened } } }, async (request, reply) => {
    const { queries, ...rest } = request.body;
    const ctx = await commandContextOf(request, deps);
    const asked = { ...rest, queries: queries as readonly PartyQuery[] };
    const screened = await screenParties(ctx, { index: deps.names.all, vault: deps.vault, desk }, asked);
    // Held to its schema by type; a second pass over each field costs more than finding whom it names (screening-routes.test.ts).
    const told = JSON.stringify(screened satisfies z.input<typeof Screened>);
    return reply
      .code(201)
      .type('application/json; charset=utf-8')
      .send(told as never);
  });
}

const MOST_PREFIXES = 256;

/** GET and POST /api/v1/screening/prefixes: a list compared at home with what is public, so that it need not be sent. */
export function prefixRoutes(http: HttpApp, deps: MatchingRouteDeps): void {
  const Digits = z.object({ digits: z.number(), hash: z.literal('sha256') });
  http.get('/api/v1/screening/prefixes', { schema: { response: { 200: Digits } } }, async (request) => {
    const digits = await prefixDigits(await contextOf(request, deps), deps.names.public);
    return { digits, hash: 'sha256' as const };
  });

  const Body = z.strictObject({ ...Why, prefixes: z.array(z.string().max(8)).min(1).max(MOST_PREFIXES) });
  const Decision = z.object({
    item: z.enum(['penalty', 'licence']),
    documentNumber: z.string(),
    decidedOn: z.string(),
    address: z.uuid(),
  });
  const Entry = z.object({ rest: z.string(), decisions: z.array(Decision).readonly() });
  const Buckets = z.object({
    id: z.uuid(),
    digits: z.number(),
    buckets: z.array(z.object({ prefix: z.string(), entries: z.array(Entry).readonly() })).readonly(),
  });
  const schema = { body: Body, response: { 201: Buckets } };
  http.post('/api/v1/screening/prefixes', { schema }, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    return reply.code(201).send(await readBuckets(ctx, { names: deps.names.public, vault: deps.vault }, request.body));
  });
}

/** Persons judge whether a spelling means a party; parties contest it; a deregistered party ends. */
export function judgementRoutes(http: HttpApp, deps: MatchingRouteDeps): void {
  const reason = z.string().trim().min(4).max(2_000);
  const Judged = z.strictObject({ subjectId: z.uuid(), spelling: text(1, 200), verdict: Verdict, until: day, reason });
  http.post('/api/v1/judgements', { schema: { body: Judged, response: { 201: Done } } }, async (request, reply) => {
    const { until, ...given } = request.body;
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await judge(ctx, { ...given, until: until as PlainDate });
    return reply.code(201).send({ ...result, entryId });
  });

  const Id = z.strictObject({ id: z.uuid() });
  const Contested = z.strictObject({ receivedOn: day, points: reason });
  const contestSchema = { params: Id, body: Contested, response: { 201: Done } };
  http.post('/api/v1/judgements/:id/objections', { schema: contestSchema }, async (request, reply) => {
    const { receivedOn, points } = request.body;
    const given = { judgementId: request.params.id, receivedOn: receivedOn as PlainDate, points };
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await contest(ctx, { law: deps.law(), vault: deps.vault }, given);
    return reply.code(201).send({ ...result, entryId });
  });

  const Ended = z.strictObject({
    endedOn: day.nullable(),
    ground: z.enum(['deregistered', 'entered_by_mistake']),
    reason,
  });
  const endSchema = { params: Id, body: Ended, response: { 201: Done } };
  http.post('/api/v1/subjects/:id/ends', { schema: endSchema }, async (request, reply) => {
    const { endedOn, ...given } = request.body;
    const ctx = await commandContextOf(request, deps);
    const end = { ...given, subjectId: request.params.id, endedOn: endedOn as PlainDate | null };
    const { result, entryId } = await endSubject(ctx, end);
    return reply.code(201).send({ ...result, entryId });
  });
}
