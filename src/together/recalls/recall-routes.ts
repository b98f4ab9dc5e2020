import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse, type SignInDeps } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { DutyShape, dutyOf, shownDuty } from '../../rules/deadlines/index.ts';
import { type Law, noticeDeadline } from '../../rules/law/index.ts';
import { INSTRUCTIONS, instructionOf, instructionOfState, periodOf, type RecallCause } from './recall.ts';
import { acknowledgeRecall, appointOfficer, escalateRecall } from './recall-commands.ts';
import { countBoard, type FeedLine, listAudits, listBoard, listFeed, listFollowers } from './recall-queries.ts';

export type RecallRouteDeps = SignInDeps & { readonly law: () => Law };

const Id = z.strictObject({ id: z.uuid() });
const Limit = z.coerce.number().int().min(1).max(500).default(100);
const Flag = z.enum(['true', 'false']).default('true');
const Both = z.object({ zh: z.string(), en: z.string() });
const Entry = z.object({ entryId: z.uuid() });
const Told = z.object({
  id: z.uuid(),
  recordId: z.uuid(),
  /** `record.expired`; or procedure and state of a case, `objection.received`. */
  cause: z.string(),
  /** What the receiver does with its copy. */
  instruction: z.enum(INSTRUCTIONS),
  madeAt: z.string(),
  lastGotAt: z.string(),
  dueOn: z.string(),
  provisional: z.boolean(),
  receivedAt: z.string().nullable(),
});

type Line = Omit<FeedLine, 'organ'>;
const instructed = ({ cause, marks, ends }: Line) => {
  const [kind, what = ''] = cause.split('.');
  return kind === 'record' ? instructionOf(what as RecallCause) : instructionOfState({ marks, ends });
};
const told = (line: Line) => ({
  id: line.id,
  recordId: line.recordId,
  cause: line.cause,
  instruction: instructed(line),
  madeAt: line.madeAt.toISOString(),
  lastGotAt: line.lastGotAt.toISOString(),
  dueOn: line.dueOn,
  provisional: line.provisional,
  receivedAt: line.receivedAt?.toISOString() ?? null,
});

/** The side of the receivers: what the own organ was told of records that it once got, and its acknowledgement. */
function receiverRoutes(http: HttpApp, deps: RecallRouteDeps): void {
  const Asked = z.strictObject({ open: Flag, limit: Limit });
  const Feed = z.object({ notices: z.array(Told.extend({ organ: Both })) });
  http.get('/api/v1/recalls', { schema: { querystring: Asked, response: { 200: Feed } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    const { organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'procedure.acknowledge', { kind: 'notice', organPath });
    const page = { open: request.query.open === 'true', limit: request.query.limit };
    const lines = await inContext(deps.pools.app, workContext(ctx), (tx) => listFeed(tx, organPath, page));
    return { notices: lines.map((line) => ({ ...told(line), organ: line.organ })) };
  });

  const Received = z.object({ receivedAt: z.string(), already: z.boolean() });
  const receiving = { schema: { params: Id, response: { 201: Received } } };
  http.post('/api/v1/recalls/:id/receipts', receiving, async (request, reply) => {
    const { receivedAt, already } = await acknowledgeRecall(await commandContextOf(request, deps), request.params.id);
    return reply.code(201).send({ receivedAt: receivedAt.toISOString(), already });
  });
}

/** The side of the bureau: who has acknowledged and who has not, by when, and who was asked about it; the nightly proof. */
export function recallRoutes(http: HttpApp, deps: RecallRouteDeps): void {
  receiverRoutes(http, deps);

  const Asked = z.strictObject({ open: Flag, recordId: z.uuid().optional(), limit: Limit });
  const OnBoard = Told.extend({
    documentNumber: z.string(),
    receiverKind: z.enum(['organ', 'report']),
    receiver: Both.nullable(),
    duty: DutyShape,
    escalatedTo: z.array(z.object({ name: z.string(), at: z.string() })).readonly(),
  });
  const Board = z.object({
    today: z.string(),
    open: z.number(),
    late: z.number(),
    lateWithoutPerson: z.number(),
    notices: z.array(OnBoard),
  });
  http.get('/api/v1/recalls/board', { schema: { querystring: Asked, response: { 200: Board } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    const { organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'recall.read', { kind: 'notice', organPath });
    const today = chinaDate(ctx.now());
    const { open, recordId, limit } = request.query;
    const page = { open: open === 'true', recordId, limit };
    const dutyFrom = ({ cause, madeAt, dueOn, provisional }: Line) => {
      const counted = noticeDeadline(deps.law(), periodOf(cause), chinaDate(madeAt));
      return shownDuty(dutyOf({ ...counted, due: dueOn, provisional }, deps.law(), today));
    };
    return inContext(deps.pools.app, workContext(ctx), async (tx) => {
      const lines = await listBoard(tx, organPath, page);
      const notices = lines.map((line) => ({
        ...told(line),
        documentNumber: line.documentNumber,
        receiverKind: line.receiverKind,
        receiver: line.receiver,
        duty: dutyFrom(line),
        escalatedTo: line.escalatedTo,
      }));
      return { today, ...(await countBoard(tx, organPath, today)), notices };
    });
  });

  const Followers = z.object({ persons: z.array(z.object({ accountId: z.uuid(), name: z.string() })) });
  http.get('/api/v1/recalls/followers', { schema: { response: { 200: Followers } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    const { organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'recall.escalate', { kind: 'notice', organPath });
    const today = chinaDate(ctx.now());
    const persons = await inContext(deps.pools.app, workContext(ctx), (tx) => listFollowers(tx, organPath, today));
    return { persons };
  });

  const Person = z.strictObject({ accountId: z.uuid() });
  const appointing = { schema: { body: Person, response: { 201: Entry.extend({ id: z.uuid() }) } } };
  http.post('/api/v1/recall-officers', appointing, async (request, reply) =>
    reply.code(201).send(await appointOfficer(await commandContextOf(request, deps), request.body.accountId)),
  );
  const escalating = { schema: { params: Id, body: Person, response: { 201: Entry } } };
  http.post('/api/v1/recalls/:id/escalations', escalating, async (request, reply) => {
    const ctx = await commandContextOf(request, deps);
    return reply.code(201).send(await escalateRecall(ctx, request.params.id, request.body.accountId));
  });

  const Ids = z.array(z.uuid()).readonly();
  const Audit = z.object({
    day: z.string(),
    ranAt: z.string(),
    /** How many were over on that day and were asked for. */
    over: z.number(),
    /** Records that answered all the same. Anything here is an alarm. */
    seenInPortal: Ids,
    seenInChecks: Ids,
    /** Entries of serious lists by their case, public notices by their service; null: a night before they were asked for. */
    seenInLists: Ids.nullable(),
    seenInNotices: Ids.nullable(),
    /** Records that somebody was told, that have ended, and of whose end that somebody was not told. */
    neverRecalled: Ids.nullable(),
  });
  const audits = { schema: { response: { 200: z.object({ audits: z.array(Audit) }) } } };
  http.get('/api/v1/recalls/audits', audits, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'recall.read', { kind: 'notice', organPath: ctx.actor.organPath });
    const found = await inContext(deps.pools.app, workContext(ctx), (tx) => listAudits(tx, 31));
    return { audits: found.map(({ ranAt, ...rest }) => ({ ...rest, ranAt: ranAt.toISOString() })) };
  });
}
