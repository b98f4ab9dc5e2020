import { z } from 'zod';
import { type AccessDeps, commandContextOf, contextOf, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { chinaDate, isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { SAME_ORGANISATION_CODE, SAME_ORGANISATION_WORDS, VERDICTS } from './merge.ts';
import { judgePair, partSubjects, settleMerge } from './merge-commands.ts';
import { listMergedPairs, listOpenPairs, listWaitingPairs } from './pair-queries.ts';

const MOST_PAIRS = 100;
const day = z.string().max(10).refine(isPlainDate, 'date.unreadable');
const reason = z.string().trim().min(4).max(2_000);
const Id = z.strictObject({ id: z.uuid() });
const Done = z.object({ id: z.uuid(), entryId: z.uuid() });
const Both = z.object({ zh: z.string(), en: z.string() });
const Subject = z.object({
  id: z.uuid(),
  /** The newest first. */
  names: z.array(z.string()).readonly(),
  codes: z.array(z.object({ kind: z.string(), key: z.string(), faultAccepted: z.boolean() })).readonly(),
  knownAt: z.string(),
});
const Pair = z.object({ one: Subject, other: Subject });
const Judged = Pair.extend({
  successorId: z.uuid(),
  reason: z.string(),
  until: z.string(),
  by: z.string(),
  at: z.string(),
});
const Pairs = z.object({
  open: z.array(Pair.extend({ class: z.string(), says: Both, settledBy: Both, foundAt: z.string() })),
  waiting: z.array(Judged.extend({ judgementId: z.uuid(), byMe: z.boolean() })),
  merged: z.array(Judged.extend({ mergeId: z.uuid(), confirmedBy: z.string(), confirmedAt: z.string() })),
});

/** How two subjects meet, and which fact would settle whether they are one. */
async function wordsOfClasses() {
  // Not at the start of the program: the engine brings its tables with it.
  const { CLASS_WORDS } = await import('../screening/index.ts');
  return (found: string) => {
    if (found === SAME_ORGANISATION_CODE) return SAME_ORGANISATION_WORDS;
    const { title: says, settledBy } = CLASS_WORDS[found as keyof typeof CLASS_WORDS];
    return { says, settledBy };
  };
}

/** GET /api/v1/subject-pairs: what seems one, what waits for a second person, what was merged; the longest waiting first. */
function readingRoute(http: HttpApp, deps: AccessDeps): void {
  http.get('/api/v1/subject-pairs', { schema: { response: { 200: Pairs } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    const { organPath, accountId } = ctx.actor;
    mayOrRefuse(ctx.actor, 'subject.pair', { kind: 'subject_pair', organPath });
    const today = chinaDate(ctx.now());
    const [open, waiting, merged] = await inContext(deps.pools.app, workContext(ctx), async (tx) => [
      await listOpenPairs(tx, today, MOST_PAIRS),
      await listWaitingPairs(tx, { today, accountId, limit: MOST_PAIRS }),
      await listMergedPairs(tx, MOST_PAIRS),
    ]);
    const wordsOf = await wordsOfClasses();
    return {
      open: open.map(({ foundAt, ...pair }) => ({ ...pair, ...wordsOf(pair.class), foundAt: foundAt.toISOString() })),
      waiting: waiting.map(({ at, ...pair }) => ({ ...pair, at: at.toISOString() })),
      merged: merged.map(({ at, confirmedAt, ...pair }) => {
        return { ...pair, at: at.toISOString(), confirmedAt: confirmedAt.toISOString() };
      }),
    };
  });
}

/** Whether two subjects are one party: one person judges, a second confirms, and it can be undone. */
export function mergingRoutes(http: HttpApp, deps: AccessDeps): void {
  readingRoute(http, deps);
  const Given = z.strictObject({
    subjectIds: z.tuple([z.uuid(), z.uuid()]),
    verdict: z.enum(VERDICTS),
    successorId: z.uuid().nullable(),
    until: day,
    reason,
  });
  http.post('/api/v1/subject-pairs', { schema: { body: Given, response: { 201: Done } } }, async (request, reply) => {
    const { until, ...given } = request.body;
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await judgePair(ctx, { ...given, until: until as PlainDate });
    return reply.code(201).send({ ...result, entryId });
  });

  const Settled = z.strictObject({ outcome: z.enum(['confirmed', 'refused']), reason });
  const settling = { schema: { params: Id, body: Settled, response: { 201: Done } } };
  http.post('/api/v1/subject-pairs/:id/confirmations', settling, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await settleMerge(ctx, { judgementId: request.params.id, ...request.body });
    return reply.code(201).send({ ...result, entryId });
  });

  const parting = { schema: { params: Id, body: z.strictObject({ reason }), response: { 201: Done } } };
  http.post('/api/v1/subject-merges/:id/partings', parting, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await partSubjects(ctx, { mergeId: request.params.id, ...request.body });
    return reply.code(201).send({ ...result, entryId });
  });
}
