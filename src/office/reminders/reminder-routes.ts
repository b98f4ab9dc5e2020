import { z } from 'zod';
import { type AccessDeps, commandContextOf, contextOf } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { openSealedValue, type Vault } from '../../ground/vault/index.ts';
import type { Runnable } from '../../rights/procedures/index.ts';
import { calendarOf } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { duesOf } from './due-queries.ts';
import { eventsOf } from './reminder.ts';
import { closeCalendar, feedHash, openCalendar, wishForMail } from './reminder-commands.ts';
import { findAddress, findFeedAccount, listFeeds } from './reminder-queries.ts';

export type ReminderRouteDeps = Omit<AccessDeps, 'law'> & { readonly law: () => Law; readonly vault: Vault };

/** The own reminders: by mail, and as a calendar that a program reads at a secret address. */
export function reminderRoutes(http: HttpApp, deps: ReminderRouteDeps, runnables: readonly Runnable[]): void {
  const Entry = z.object({ entryId: z.uuid() });
  const Address = z.object({ address: z.string().nullable() });
  http.get('/api/v1/me/reminders', { schema: { response: { 200: Address } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    return inContext(deps.pools.app, workContext(ctx), async (tx) => {
      const id = await findAddress(tx, ctx.actor.accountId);
      return { address: id === null ? null : await openSealedValue(tx, deps.vault, id) };
    });
  });
  const Wish = z.strictObject({ address: z.email().max(254).nullable() });
  const wishing = { schema: { body: Wish, response: { 201: Entry } } };
  http.post('/api/v1/me/reminders', wishing, async (request, reply) => {
    const { entryId } = await wishForMail(await commandContextOf(request, deps), deps.vault, request.body.address);
    return reply.code(201).send({ entryId });
  });
  calendarRoutes(http, deps, runnables);
}

function calendarRoutes(http: HttpApp, deps: ReminderRouteDeps, runnables: readonly Runnable[]): void {
  const Feeds = z.object({ calendars: z.array(z.object({ id: z.uuid(), madeAt: z.string() })) });
  http.get('/api/v1/me/calendars', { schema: { response: { 200: Feeds } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    const feeds = await inContext(deps.pools.app, workContext(ctx), (tx) => listFeeds(tx, ctx.actor.accountId));
    return { calendars: feeds.map(({ id, madeAt }) => ({ id, madeAt: madeAt.toISOString() })) };
  });
  /** `path` is shown once; null where the same request was answered before. */
  const Opened = z.object({ id: z.uuid(), path: z.string().nullable() });
  const opening = { schema: { body: z.strictObject({}), response: { 201: Opened } } };
  http.post('/api/v1/me/calendars', opening, async (request, reply) => {
    const { id, secret } = await openCalendar(await commandContextOf(request, deps));
    return reply.code(201).send({ id, path: secret === null ? null : `/calendar/${secret}.ics` });
  });
  const Id = z.strictObject({ id: z.uuid() });
  const Entry = z.object({ entryId: z.uuid() });
  const closing = { schema: { params: Id, body: z.strictObject({}), response: { 201: Entry } } };
  http.post('/api/v1/me/calendars/:id/ends', closing, async (request, reply) => {
    const { entryId } = await closeCalendar(await commandContextOf(request, deps), request.params.id);
    return reply.code(201).send({ entryId });
  });

  // Calendar programs send no cookie and no header of ours: the address itself is the secret, and opens numbers and days alone.
  http.get('/calendar/:file', { schema: { hide: true } }, async (request, reply) => {
    const { file } = request.params as { file: string };
    const secret = feedHash(file.replace(/[.]ics$/, ''));
    const accountId = secret && (await findFeedAccount(deps.pools, secret));
    if (!accountId) throw new Refusal('absent', 'reminder.no_calendar');
    const at = deps.now();
    const events = eventsOf(await duesOf({ ...deps, runnables }, accountId), deps.law(), chinaDate(at));
    const owner = secret.toString('hex').slice(0, 16);
    return reply.type('text/calendar; charset=utf-8').send(calendarOf(events, { name: '正名：到期事项', at, owner }));
  });
}
