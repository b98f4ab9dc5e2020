import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { shownName } from '../../facts/publication/index.ts';
import { CAPACITIES, commandContextOf, contextOf, mayOrRefuse, partyUsername } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { maskName } from '../../ground/vault/index.ts';
import { portalOf } from '../reports/index.ts';
import { listPartyAccounts } from './account-queries.ts';
import { counterReportRoutes } from './counter-report-routes.ts';
import { letterPaper } from './invitation-commands.ts';
import type { MyDeps } from './my-desk-routes.ts';
import { endPartyAccount, inviteAgain, inviteParty, type PartyLetter } from './party-commands.ts';
import { AT_THE_COUNTER, FOUND, FOUND_ONE_WAY, soughtOf } from './party-sought.ts';
import { statementRoutes } from './statement-routes.ts';

const Id = z.strictObject({ id: z.uuid() });
const Reason = z.string().trim().min(4).max(500);
const Entry = z.object({ entryId: z.uuid() });
const Letter = z.object({
  accountId: z.uuid(),
  username: z.string(),
  /** For the invitation letter; shown now and never again. */
  code: z.string(),
  expiresAt: z.string(),
  /** The letter itself, for paper: a PDF with the code on it, base64. */
  paper: z.string(),
});
/** How many lines a list shows at once. */
const MOST_LINES = 200;
/** What the counter does for parties: invitation letters, ends of accounts, statements that came on paper. */
export function partyRoutes(http: HttpApp, deps: MyDeps): void {
  const onPaper = async (request: FastifyRequest, ctx: Context, letter: PartyLetter) => {
    const paper = await letterPaper(ctx, deps, letter, portalOf(request, deps.portal));
    return { ...letter, paper: paper.toString('base64') };
  };

  const Invited = z
    .strictObject({
      ...FOUND,
      ...AT_THE_COUNTER,
      capacity: z.enum(CAPACITIES),
      /** The last day of an agent's mandate. */
      until: z.string().max(10).refine(isPlainDate, 'date.unreadable').optional(),
    })
    .refine(...FOUND_ONE_WAY);
  http.post('/api/v1/parties', { schema: { body: Invited, response: { 201: Letter } } }, async (request, reply) => {
    const { capacity, until, holder, shown, ...found } = request.body;
    const ctx = await commandContextOf(request, deps);
    const sought = soughtOf(found, deps.vault);
    const given = { sought, capacity, until: until as PlainDate | undefined, holder, shown };
    return reply.code(201).send(await onPaper(request, ctx, await inviteParty(ctx, deps.vault, given)));
  });

  const Opened = z.object({
    accounts: z.array(
      z.object({
        id: z.uuid(),
        username: z.string(),
        party: z.string(),
        capacity: z.enum(CAPACITIES),
        until: z.string().nullable(),
        holder: z.string(),
        openedAt: z.string(),
        joined: z.boolean(),
        endedAt: z.string().nullable(),
      }),
    ),
  });
  http.get('/api/v1/parties', { schema: { response: { 200: Opened } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'party.invite', { kind: 'party', organPath: ctx.actor.organPath });
    const lines = await inContext(deps.pools.app, workContext(ctx), (tx) => listPartyAccounts(tx, MOST_LINES));
    const accounts = lines.map(({ party, partyKind, openedAt, endedAt, ...line }) => ({
      ...line,
      username: partyUsername(line.id),
      party: shownName(party, partyKind, maskName),
      openedAt: openedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
    return { accounts };
  });

  const again = { schema: { params: Id, body: z.strictObject({}), response: { 201: Letter } } };
  http.post('/api/v1/parties/:id/invitations', again, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    return reply.code(201).send(await onPaper(request, ctx, await inviteAgain(ctx, request.params.id)));
  });

  const ending = { schema: { params: Id, body: z.strictObject({ reason: Reason }), response: { 201: Entry } } };
  http.post('/api/v1/parties/:id/ends', ending, async (request, reply) => {
    const given = { accountId: request.params.id, reason: request.body.reason };
    const { entryId } = await endPartyAccount(await commandContextOf(request, deps), deps.vault, given);
    return reply.code(201).send({ entryId });
  });
  statementRoutes(http, deps);
  counterReportRoutes(http, deps);
}
