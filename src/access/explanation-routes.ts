import { z } from 'zod';
import { type Actor, ORGAN_KINDS, ROLES } from '../kernel/actor.ts';
import type { HttpApp } from '../platform/http.ts';
import { contextOf } from './context.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { may, mayOrRefuse } from './policy.ts';
import type { AccessDeps } from './session-terms.ts';

const Who = z.enum(['self', 'another']).optional();
/** Somebody in a post, a deed, a place, and who had the matter in hand before; what is left out is unknown. */
const Question = z.strictObject({
  role: z.enum(ROLES),
  kind: z.enum(['person', 'program']).default('person'),
  organKind: z.enum(ORGAN_KINDS),
  deed: z.enum(Object.keys(DEEDS) as [Deed, ...Deed[]]),
  place: z.enum(['own', 'foreign']).default('own'),
  history: z
    .strictObject({ submittedBy: Who, draftedBy: Who, reviewedBy: Who, decidedBy: Who, about: Who })
    .default({}),
});
const Both = z.object({ zh: z.string(), en: z.string() });
const Explanation = z.object({
  allowed: z.boolean(),
  /** The rule that decided; `no-right` where none allows it. */
  policy: z.string(),
  says: Both,
  article: z.string(),
  mark: z.enum(['verified', 'memory', 'own']),
  /** Every rule that led to it. */
  policies: z.array(z.string()),
});

/** Whoever it may be, asked for by the audit administrator: the account `self` at the organ `1.`. */
function imagined({ role, kind, organKind }: z.output<typeof Question>): Actor {
  return { accountId: 'self', kind, postId: '', role, organId: '', organPath: '1.', organKind };
}

/** Why somebody may do something or may not, answered by the rules themselves: no second copy of them tells it. */
export function explanationRoutes(http: HttpApp, deps: AccessDeps): void {
  const Asked = { schema: { body: Question, response: { 200: Explanation } } };
  http.post('/api/v1/access/explanations', Asked, async (request) => {
    const { actor } = await contextOf(request, deps);
    mayOrRefuse(actor, 'account.read', { kind: 'policy', organPath: actor.organPath });
    const { deed, place, history } = request.body;
    const { about, ...before } = history;
    const known = Object.fromEntries(Object.entries(before).filter(([, who]) => who !== undefined));
    const organPath = place === 'own' ? '1.' : '2.';
    const matter = { kind: 'any', organPath, history: known, ...(about ? { about } : {}) };
    const { policies, ...decision } = may(imagined(request.body), deed, matter);
    return { ...decision, policies: [...policies] };
  });
}
