import { z } from 'zod';
import { type Actor, commandContextOf, contextOf, may, mayOrRefuse } from '../../ground/access/index.ts';
import { workContext } from '../../ground/audit/index.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Law } from '../../rules/law/index.ts';
import { BREACH_RULES, clocksOf, hindrance } from './breach.ts';
import { enterBreach, stepBreach } from './breach-commands.ts';
import { printBreachNotice } from './breach-notice-commands.ts';
import { type BreachLine, listBreaches } from './breach-queries.ts';
import { BREACH_KINDS, BREACH_STEPS, BREACH_TOLD } from './register-codes.ts';
import { Day, Entered, Items, MOST, Note, type PrivacyRouteDeps, Sha256 } from './shape.ts';

const Breach = z.strictObject({
  kind: z.enum(BREACH_KINDS),
  certain: z.boolean(),
  happenedOn: Day.nullable(),
  foundOn: Day,
  items: Items,
  dataKinds: z.string().trim().min(2).max(1_000),
  persons: z.number().int().min(0).max(2_000_000_000).nullable(),
  cause: Note,
  harm: Note,
});
const Step = z.strictObject({
  step: z.enum(BREACH_STEPS),
  on: Day,
  note: Note,
  told: z.string().trim().min(2).max(200).optional(),
  noticeSha256: Sha256.optional(),
});
const Notice = z.strictObject({
  to: z.enum(BREACH_TOLD),
  wayOut: z.string().trim().min(4).max(4_000),
  contact: z.string().trim().min(2).max(300),
});
const Line = z.object({
  ...Breach.shape,
  id: z.uuid(),
  enteredBy: z.string(),
  closed: z.boolean(),
  /** Steps that this officer may take now. */
  open: z.array(z.enum(BREACH_STEPS)),
  clocks: z.array(
    z.object({
      code: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      due: z.string(),
      keptOn: z.string().nullable(),
      basis: z.array(z.string()).readonly(),
      mark: z.string(),
    }),
  ),
  steps: z.array(
    z.object({
      step: z.enum(BREACH_STEPS),
      takenOn: z.string(),
      note: z.string(),
      told: z.string().nullable(),
      noticeSha256: z.string().nullable(),
      by: z.string(),
    }),
  ),
});

function lineOf(row: BreachLine, actor: Actor, law: Law): z.input<typeof Line> {
  const { taken, organPath, enteredById, items, ...breach } = row;
  const matter = { kind: 'privacy_breach', organPath, history: { draftedBy: enteredById } };
  return {
    ...breach,
    items: [...items],
    closed: taken.some(({ step }) => step === 'close'),
    open: BREACH_STEPS.filter(
      (step) => hindrance(step, taken) === undefined && may(actor, BREACH_RULES[step].deed, matter).allowed,
    ),
    clocks: clocksOf(row.foundOn, taken, law).map(({ code, due, keptOn, period }) => ({
      code,
      name: { zh: period.name, en: period.nameEn },
      due,
      keptOn,
      basis: period.basis,
      mark: period.mark,
    })),
    steps: [...taken],
  };
}

/** Breaches of personal information (个人信息泄露): entering, remedying, telling, closing. */
export function breachRoutes(http: HttpApp, deps: PrivacyRouteDeps): void {
  const Lines = z.object({ breaches: z.array(Line) });
  http.get('/api/v1/privacy/breaches', { schema: { response: { 200: Lines } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'privacy.read', { kind: 'privacy_breach', organPath: ctx.actor.organPath });
    const rows = await inContext(ctx.pools.app, workContext(ctx), (tx) => listBreaches(tx, MOST));
    return { breaches: rows.map((row) => lineOf(row, ctx.actor, deps.law())) };
  });

  const entering = { schema: { body: Breach, response: { 201: Entered } } };
  http.post('/api/v1/privacy/breaches', entering, async (request, reply) => {
    const { result, entryId } = await enterBreach(await commandContextOf(request, deps), request.body);
    return reply.code(201).send({ ...result, entryId });
  });

  const Id = z.strictObject({ id: z.uuid() });
  const Numbered = z.object({ number: z.number(), entryId: z.uuid() });
  const stepping = { schema: { params: Id, body: Step, response: { 201: Numbered } } };
  http.post('/api/v1/privacy/breaches/:id/steps', stepping, async (request, reply) => {
    const { told = null, noticeSha256 = null, ...given } = request.body;
    const ctx = await commandContextOf(request, deps);
    const { result, entryId } = await stepBreach(ctx, request.params.id, { ...given, told, noticeSha256 });
    return reply.code(201).send({ ...result, entryId });
  });
  const Paper = z.any().describe('application/pdf');
  const printing = { schema: { params: Id, body: Notice, response: { 200: Paper } } };
  http.post('/api/v1/privacy/breaches/:id/notices', printing, async (request, reply) => {
    const kit = { law: deps.law(), printer: deps.printer };
    const ctx = await contextOf(request, deps);
    const { pdf } = await printBreachNotice(ctx, kit, request.params.id, request.body);
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="breach-notice-${request.body.to}.pdf"`)
      .send(pdf);
  });
}
