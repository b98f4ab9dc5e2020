import { z } from 'zod';
import { commandContextOf, contextOf, type SignInDeps } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { JsonBytes } from '../../ground/platform/json-bytes.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Law, LawOf } from '../../rules/law/index.ts';
import { CheckDesk, getCheck, tellChecks } from './check-commands.ts';
import type { Question } from './question-commands.ts';

export type CheckRouteDeps = SignInDeps & { readonly law: () => Law; readonly lawOf: LawOf; readonly vault: Vault };

export const MOST_QUESTIONS = 1_000;

// A control character or half a character cannot be written down, and what cannot be written down is not answered.
const isPlainText = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text);
const text = (least: number, most: number) =>
  z.string().trim().min(least).max(most).refine(isPlainText, 'field.control_characters');
const Asked = { key: text(1, 64).optional(), matter: text(2, 200), purpose: text(2, 500) };
const QuestionShape = z.union([
  z.strictObject({ ...Asked, code: text(1, 64) }),
  z.strictObject({ ...Asked, name: text(1, 200) }),
  z.strictObject({ ...Asked, person: z.strictObject({ number: text(1, 64) }) }),
]);

const Said = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });
const Organ = z.object({ name: z.string(), nameEn: z.string() });
const Party = z.object({
  kind: z.enum(['organisation', 'individual_business', 'person']),
  name: z.string(),
  code: z.string().nullable(),
});
const FactShape = z.object({
  recordId: z.uuid(),
  item: z.string(),
  version: z.number(),
  documentNumber: z.string(),
  decidedOn: z.string(),
  organ: Organ,
  class: z.enum(['minor', 'general', 'serious']).nullable(),
  fields: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string(), value: z.string() })).readonly(),
  adverseCredit: z.object({ value: z.boolean(), why: Said }),
  marks: z.array(z.enum(['not_final', 'under_objection', 'class_unknown'])).readonly(),
  /** What the party itself says of it. */
  statement: z.string().nullable(),
  until: z.string().optional(),
  derivation: Said,
});
const BindingShape = z.object({
  recordId: z.uuid(),
  code: z.string(),
  effect: z.enum(['binds', 'allows', 'forbids']),
  name: z.string(),
  nameEn: z.string(),
  trigger: z.string(),
  triggerEn: z.string(),
  articles: z.array(z.string()).readonly(),
  mark: z.enum(['verified', 'secondary', 'memory', 'reading']),
  until: z.string().optional(),
});
const AnswerShape = z.object({
  id: z.uuid(),
  key: z.string().optional(),
  asOf: z.string(),
  asked: z.object({ by: z.enum(['code', 'name', 'person']), matter: z.string(), purpose: z.string() }),
  subject: Party.nullable(),
  candidates: z.array(Party).readonly().optional(),
  /** The code fails its check: it was given to nobody, and nothing is said of records; `near`: whom codes near it name. */
  noSuchCode: z.object({ near: z.array(Party).readonly() }).optional(),
  facts: z.array(FactShape).readonly(),
  bindings: z.array(BindingShape).readonly().optional(),
  coverageGaps: z
    .array(z.object({ organ: Organ.nullable(), item: z.string(), upTo: z.string().nullable() }))
    .readonly(),
  validUntil: z.string(),
  edition: z.string(),
  derivation: Said,
});

/** Questions are POSTed, so that no identifier stands in an address; an answer is read again by its id, by its own organ. */
export function checkRoutes(http: HttpApp, deps: CheckRouteDeps): void {
  const desk = new CheckDesk(deps.pools);
  const json = new JsonBytes();
  // The bare list is taken too; the answer has one shape.
  const Questions = z.array(QuestionShape).min(1).max(MOST_QUESTIONS);
  const Body = z.strictObject({ questions: Questions });
  const Told = z.object({ answers: z.array(AnswerShape).readonly() });
  http.post(
    '/api/v1/checks',
    {
      schema: {
        body: z.union([Questions, Body]),
        response: { 201: Told },
      },
    },
    async (request, reply) => {
      const questions = Array.isArray(request.body) ? request.body : request.body.questions;
      const ctx = await commandContextOf(request, deps);
      const { lawOf, vault } = deps;
      const room = { law: deps.law(), lawOf, vault, desk };
      // Held to their schema by type; a second pass over each field costs as much as finding the law of it (check-routes.test.ts).
      const bytes = await tellChecks(ctx, room, questions as Question[], (answers) =>
        json.of({ answers } satisfies z.input<typeof Told>),
      );
      return reply
        .code(201)
        .type('application/json; charset=utf-8')
        .send(bytes as never);
    },
  );

  const Id = z.strictObject({ id: z.uuid() });
  http.get('/api/v1/checks/:id', { schema: { params: Id, response: { 200: AnswerShape } } }, async (request) => {
    return getCheck(await contextOf(request, deps), { law: deps.law(), lawOf: deps.lawOf }, request.params.id);
  });
}
