import { z } from 'zod';
import { type Actor, ORGAN_KINDS, ROLES } from '../kernel/actor.ts';
import type { HttpApp } from '../platform/http.ts';
import { contextOf } from './context.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { may, mayOrRefuse, overviewOf } from './policy.ts';
import type { AccessDeps } from './session-terms.ts';

const Who = z.enum(['self', 'another']).optional();
const Seat = {
  role: z.enum(ROLES),
  kind: z.enum(['person', 'program']).default('person'),
  organKind: z.enum(ORGAN_KINDS),
};
/** Somebody in a post, a deed, a place, and who had the matter in hand before; what is left out is unknown. */
const Question = z.strictObject({
  ...Seat,
  deed: z.enum(Object.keys(DEEDS) as [Deed, ...Deed[]]),
  place: z.enum(['own', 'foreign']).default('own'),
  history: z
    .strictObject({ submittedBy: Who, draftedBy: Who, reviewedBy: Who, decidedBy: Who, about: Who })
    .default({}),
});
const Both = z.object({ zh: z.string(), en: z.string() });
const Decided = {
  allowed: z.boolean(),
  /** The rule that decided; `no-right` where none allows it. */
  policy: z.string(),
  says: Both,
  article: z.string(),
  mark: z.enum(['verified', 'memory', 'own']),
};
const Explanation = z.object({
  ...Decided,
  /** Every rule that led to it. */
  policies: z.array(z.string()),
});

type Imagined = Pick<z.output<typeof Question>, 'role' | 'kind' | 'organKind'>;

/** Whoever it may be: the account `self` at the organ `1.`. */
function imagined({ role, kind, organKind }: Imagined): Actor {
  return { accountId: 'self', kind, postId: '', role, organId: '', organPath: '1.', organKind };
}

/** Everybody may ask about a post like the own one; about the others those who keep or audit the accounts. */
function refuseCurious(actor: Actor, asked: Imagined): void {
  const isOwn = asked.role === actor.role && asked.kind === actor.kind && asked.organKind === actor.organKind;
  if (!isOwn) mayOrRefuse(actor, 'account.read', { kind: 'policy', organPath: actor.organPath });
}

/** Why somebody may do something or may not, answered by the rules themselves: no second copy of them tells it. */
export function explanationRoutes(http: HttpApp, deps: AccessDeps): void {
  const Asked = { schema: { body: Question, response: { 200: Explanation } } };
  http.post('/api/v1/access/explanations', Asked, async (request) => {
    const { actor } = await contextOf(request, deps);
    refuseCurious(actor, request.body);
    const { deed, place, history } = request.body;
    const { about, ...before } = history;
    const known = Object.fromEntries(Object.entries(before).filter(([, who]) => who !== undefined));
    const organPath = place === 'own' ? '1.' : '2.';
    const matter = { kind: 'any', organPath, history: known, ...(about ? { about } : {}) };
    const { policies, ...decision } = may(imagined(request.body), deed, matter);
    return { ...decision, policies: [...policies] };
  });
  const Rights = z.object({ rights: z.array(z.object({ deed: z.string(), name: Both, ...Decided })) });
  const Post = z.strictObject(Seat);
  http.get('/api/v1/access/rights', { schema: { querystring: Post, response: { 200: Rights } } }, async (request) => {
    const { actor } = await contextOf(request, deps);
    refuseCurious(actor, request.query);
    const rights = overviewOf(imagined(request.query)).map(({ deed, policies: _, ...decision }) => ({
      deed,
      name: DEEDS[deed],
      ...decision,
    }));
    return { rights };
  });
}
