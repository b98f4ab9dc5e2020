import { z } from 'zod';
import { CAPACITIES, commandContextOf, contextOf, mayOrRefuse } from '../access/index.ts';
import { workContext } from '../audit/index.ts';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import { inspect, residentIdOf } from '../subjects/identifiers/index.ts';
import type { Vault } from '../vault/index.ts';
import type { MyDeps } from './my-desk-routes.ts';
import { endPartyAccount, inviteAgain, inviteParty, type Sought } from './party-commands.ts';
import { enterStatement, lookAtStatement, reviewStatement, STATEMENT_LENGTH } from './statement-commands.ts';
import { listWaitingStatements } from './statement-queries.ts';

export type PartyRouteDeps = Omit<MyDeps, 'lawOf' | 'printer'>;

const Id = z.strictObject({ id: z.uuid() });
const Reason = z.string().trim().min(4).max(500);
const Entry = z.object({ entryId: z.uuid() });
const Letter = z.object({
  accountId: z.uuid(),
  username: z.string(),
  /** For the invitation letter; shown now and never again. */
  code: z.string(),
  expiresAt: z.string(),
});
const CODES = new Set(['uscc', 'organisation_code', 'registration_number']);

/** How the party is found: by a record, a code, or a person's number, which stays in the body and is kept nowhere. */
function soughtOf(
  given: { recordId?: string | undefined; code?: string | undefined; personNumber?: string | undefined },
  vault: Vault,
): Sought {
  if (given.recordId !== undefined) return { kind: 'record', key: given.recordId };
  if (given.code !== undefined) {
    const { kind, normalised } = inspect(given.code);
    if (CODES.has(kind)) return { kind: kind as 'uscc', key: normalised };
  }
  const number = residentIdOf(given.personNumber ?? '');
  if (number === undefined) throw new Refusal('invalid', 'party.code_kind');
  return { kind: 'person', key: vault.lookupHash('person', number).toString('hex') };
}

/** What the counter does for parties: invitation letters, ends of accounts, statements that came on paper. */
export function partyRoutes(http: HttpApp, deps: PartyRouteDeps): void {
  const Found = {
    recordId: z.uuid().optional(),
    code: z.string().trim().min(8).max(64).optional(),
    personNumber: z.string().trim().min(15).max(64).optional(),
  };
  const Invited = z
    .strictObject({
      ...Found,
      capacity: z.enum(CAPACITIES),
      /** The last day of an agent's mandate. */
      until: z.string().max(10).refine(isPlainDate, 'date.unreadable').optional(),
      /** Who stands at the counter. Sealed. */
      holder: z.string().trim().min(2).max(60),
      /** Which papers were shown. Sealed. */
      shown: z.string().trim().min(4).max(500),
    })
    .refine(
      (body) => [body.recordId, body.code, body.personNumber].filter(Boolean).length === 1,
      'one of recordId, code, personNumber',
    );
  http.post('/api/v1/parties', { schema: { body: Invited, response: { 201: Letter } } }, async (request, reply) => {
    const { capacity, until, holder, shown, ...found } = request.body;
    const ctx = await commandContextOf(request, deps);
    const sought = soughtOf(found, deps.vault);
    const given = { sought, capacity, until: until as PlainDate | undefined, holder, shown };
    return reply.code(201).send(await inviteParty(ctx, deps.vault, given));
  });

  const again = { schema: { params: Id, body: z.strictObject({}), response: { 201: Letter } } };
  http.post('/api/v1/parties/:id/invitations', again, async (request, reply) =>
    reply.code(201).send(await inviteAgain(await commandContextOf(request, deps), request.params.id)),
  );

  const ending = { schema: { params: Id, body: z.strictObject({ reason: Reason }), response: { 201: Entry } } };
  http.post('/api/v1/parties/:id/ends', ending, async (request, reply) => {
    const given = { accountId: request.params.id, reason: request.body.reason };
    const { entryId } = await endPartyAccount(await commandContextOf(request, deps), deps.vault, given);
    return reply.code(201).send({ entryId });
  });
  statementRoutes(http, deps);
}

/** Statements of parties: entered from paper, read for personal data by somebody else. */
function statementRoutes(http: HttpApp, deps: PartyRouteDeps): void {
  const Text = z.string().trim().min(STATEMENT_LENGTH.least).max(STATEMENT_LENGTH.most);
  const Entered = Entry.extend({ id: z.uuid() });
  const Body = z.strictObject({ recordId: z.uuid(), text: Text });
  http.post('/api/v1/statements', { schema: { body: Body, response: { 201: Entered } } }, async (request, reply) => {
    const kit = { law: deps.law(), vault: deps.vault };
    const { result, entryId } = await enterStatement(await commandContextOf(request, deps), kit, request.body);
    return reply.code(201).send({ id: result.id, entryId });
  });

  const Waiting = z.object({
    statements: z.array(
      z.object({
        id: z.uuid(),
        recordId: z.uuid(),
        documentNumber: z.string(),
        item: z.string(),
        organ: z.object({ zh: z.string(), en: z.string() }),
        madeAt: z.string(),
        byMe: z.boolean(),
      }),
    ),
  });
  http.get('/api/v1/statements', { schema: { response: { 200: Waiting } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'record.read', { kind: 'statement', organPath: ctx.actor.organPath });
    const lines = await inContext(deps.pools.app, workContext(ctx), (tx) => listWaitingStatements(tx, 200));
    const statements = lines.map(({ id, recordId, documentNumber, item, organ, organEn, madeAt, madeBy }) => ({
      id,
      recordId,
      documentNumber,
      item,
      organ: { zh: organ, en: organEn },
      madeAt: madeAt.toISOString(),
      byMe: madeBy === ctx.actor.accountId,
    }));
    return { statements };
  });

  const looking = {
    schema: { params: Id, body: z.strictObject({ reason: Reason }), response: { 201: z.object({ text: z.string() }) } },
  };
  http.post('/api/v1/statements/:id/looks', looking, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    const text = await lookAtStatement(ctx, deps.vault, {
      statementId: request.params.id,
      reason: request.body.reason,
    });
    return reply.code(201).send({ text });
  });

  const Place = z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(1) });
  const Review = z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('refused'), reason: Reason }),
    z.strictObject({ outcome: z.literal('released'), reason: Reason, redactions: z.array(Place).max(50).default([]) }),
  ]);
  const reviewing = { schema: { params: Id, body: Review, response: { 201: Entry } } };
  http.post('/api/v1/statements/:id/reviews', reviewing, async (request, reply) => {
    const given = { statementId: request.params.id, ...request.body };
    const { entryId } = await reviewStatement(await commandContextOf(request, deps), deps.vault, given);
    return reply.code(201).send({ entryId });
  });
}
