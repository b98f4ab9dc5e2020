import { z } from 'zod';
import { commandContextOf, contextOf, mayOrRefuse, type SignInDeps } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { readChoices } from './choice-queries.ts';
import { AnswerShape, ChoicesShape, PartyAsked } from './determination-shape.ts';
import { enterPerson } from './person-commands.ts';
import { answerFor } from './question-queries.ts';

/** What an officer asks before proposing: what may be chosen, what the law answers, who the person is. */
export function askingRoutes(
  http: HttpApp,
  deps: SignInDeps & { readonly law: () => Law; readonly vault: Vault },
): void {
  http.get('/api/v1/determinations/choices', { schema: { response: { 200: ChoicesShape } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    mayOrRefuse(ctx.actor, 'procedure.read', { kind: 'procedure', organPath: ctx.actor.organPath, cut: true });
    return readChoices(ctx, deps.law());
  });

  const asking = { schema: { body: PartyAsked, response: { 200: AnswerShape } } };
  http.post('/api/v1/determinations/questions', asking, async (request) =>
    answerFor(await contextOf(request, deps), deps.law(), request.body),
  );

  const Person = z.strictObject({
    number: z.string().trim().min(15).max(64),
    name: z.string().trim().min(2).max(60),
  });
  const Found = z.object({ id: z.uuid(), name: z.string(), entryId: z.uuid() });
  const entering = { schema: { body: Person, response: { 201: Found } } };
  http.post('/api/v1/determinations/persons', entering, async (request, reply) => {
    const { result, entryId } = await enterPerson(await commandContextOf(request, deps), deps.vault, request.body);
    return reply.code(201).send({ ...result, entryId });
  });
}
