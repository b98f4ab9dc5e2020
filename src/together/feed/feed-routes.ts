import { z } from 'zod';
import { contextOf, mayOrRefuse, type SignInDeps } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { type AnswerDeps, answerReceipt } from '../../ground/proof/index.ts';
import { type Law, latenessOf, noticeDeadline } from '../../rules/law/index.ts';
import { RECALL_PERIOD } from '../recalls/index.ts';
import { CURSOR, FEED_ITEMS } from './feed.ts';
import { type Page, readFeed, subjectsIn, tagOf } from './feed-commands.ts';
import { listReaders } from './feed-queries.ts';

export type FeedRouteDeps = SignInDeps & AnswerDeps & { readonly law: () => Law };

const Item = z.enum(FEED_ITEMS);
const Both = z.object({ zh: z.string(), en: z.string() });
const Fact = z.object({
  reference: z.uuid(),
  item: Item,
  party: z.object({ name: z.string(), code: z.string().nullable() }),
  documentNumber: z.string(),
  decidedOn: z.string(),
  organ: Both,
  class: z.string().nullable(),
  beginsOn: z.string(),
  until: z.string(),
  underObjection: z.boolean(),
  correctionPending: z.boolean(),
  statement: z.string().nullable(),
  fields: z.array(Both.extend({ code: z.string(), value: z.string() })).readonly(),
});
const At = { position: z.number(), reference: z.uuid() };
const Entry = z.discriminatedUnion('change', [
  z.object({ ...At, change: z.enum(['begun', 'changed']), fact: Fact }),
  z.object({ ...At, change: z.literal('ended'), instruction: z.literal('take_down') }),
]);
const Answer = z.object({
  item: Item,
  after: z.string().nullable(),
  edition: z.string(),
  entries: z.array(Entry).readonly(),
  next: z.string(),
  more: z.boolean(),
});
const Asked = z.strictObject({
  item: Item,
  after: z.string().max(40).regex(CURSOR).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** The feed of what becomes public and ends: for partners that keep a copy, so that no copy outlives an end. */
export function feedRoutes(http: HttpApp, deps: FeedRouteDeps): void {
  /** Counted when it is told, so that a page that has not changed costs nothing of the day. */
  const counted = (ctx: Context, page: Page) => ctx.meter?.({ matters: [], subjects: subjectsIn(page) });

  const reading = { schema: { querystring: Asked, response: { 200: Answer, 304: z.null() } } };
  http.get('/api/v1/feed', reading, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    const page = await readFeed(ctx, deps.law(), request.query);
    const tag = tagOf(page);
    reply.header('etag', tag);
    if (request.headers['if-none-match'] === tag) return reply.code(304).send(null);
    await counted(ctx, page);
    return page;
  });

  const Receipt = z.string().describe('docs/proof.md');
  const receiving = { schema: { querystring: Asked, response: { 200: Receipt } } };
  http.get('/api/v1/feed/receipt', receiving, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    const page = await readFeed(ctx, deps.law(), request.query);
    await counted(ctx, page);
    const { organId } = ctx.actor;
    const told = { ...page, givenTo: organId, givenAt: ctx.now().toISOString() };
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="feed-${page.item}-${page.next}.zhengming-answer"`)
      .send(await answerReceipt(deps, 'feed', told));
  });

  const Reader = z.object({
    organ: Both,
    account: z.string(),
    item: Item,
    readAt: z.string(),
    /** Ends that it has not been past, and by when the law wants it to have acted on the oldest. */
    ends: z.number(),
    dueOn: z.string().nullable(),
    late: z.boolean(),
  });
  const following = { schema: { response: { 200: z.object({ readers: z.array(Reader) }) } } };
  http.get('/api/v1/feed/readers', following, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'recall.read', { kind: 'feed', organPath: ctx.actor.organPath });
    const found = await inContext(deps.pools.app, workContext(ctx), listReaders);
    const today = chinaDate(ctx.now());
    const readers = found.map(({ organ, account, item, readAt, ends, oldestEndAt }) => {
      const counted = oldestEndAt && noticeDeadline(deps.law(), RECALL_PERIOD, chinaDate(oldestEndAt));
      const late = counted !== null && latenessOf(counted, today) === 'late';
      return { organ, account, item, readAt: readAt.toISOString(), ends, dueOn: counted?.due ?? null, late };
    });
    return { readers };
  });
}
