import { z } from 'zod';
import { chinaDate } from '../kernel/plain-date.ts';
import { inContext } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import { listAccounts, listOrgans, listPosts } from './account-queries.ts';
import { contextOf } from './context.ts';
import { mayOrRefuse } from './policy.ts';
import type { AccessDeps } from './session-terms.ts';

const Both = z.object({ zh: z.string(), en: z.string() });
const Organs = z.object({
  organs: z.array(
    z.object({
      id: z.uuid(),
      parentId: z.uuid().nullable(),
      kind: z.string(),
      name: Both,
      divisionCode: z.string(),
      closedOn: z.string().nullable(),
    }),
  ),
  posts: z.array(z.object({ id: z.uuid(), organId: z.uuid(), role: z.string(), title: Both })),
});
const Accounts = z.object({
  accounts: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['person', 'program']),
      displayName: z.string(),
      state: z.string(),
      organId: z.uuid().nullable(),
      linked: z.boolean().describe('signs in by the provider of identities as well'),
      holdings: z.array(z.object({ postId: z.uuid(), since: z.string(), until: z.string().nullable() })),
    }),
  ),
  /** Ask again with this as `after` for what follows; null at the end. */
  next: z.uuid().nullable(),
});
const PAGE = 200;

/** What administrators and auditors see of organs, posts and accounts: those of their own organ and below. */
export function adminReadingRoutes(http: HttpApp, deps: AccessDeps): void {
  http.get('/api/v1/organs', { schema: { response: { 200: Organs } } }, async (request) => {
    const { actor } = await contextOf(request, deps);
    mayOrRefuse(actor, 'account.read', { kind: 'organ', organPath: actor.organPath });
    const context = { purpose: 'work', accountId: actor.accountId, organPath: actor.organPath } as const;
    return inContext(deps.pools.app, context, async (tx) => ({
      organs: (await listOrgans(tx, actor.organPath)).map((o) => ({
        id: o.id,
        parentId: o.parent_id,
        kind: o.kind,
        name: { zh: o.name, en: o.name_en },
        divisionCode: o.division_code,
        closedOn: o.closed_on,
      })),
      posts: (await listPosts(tx, actor.organPath)).map((p) => ({
        id: p.id,
        organId: p.organ_id,
        role: p.role,
        title: { zh: p.title, en: p.title_en },
      })),
    }));
  });

  const After = z.strictObject({ after: z.uuid().optional() });
  http.get('/api/v1/accounts', { schema: { querystring: After, response: { 200: Accounts } } }, async (request) => {
    const { actor } = await contextOf(request, deps);
    mayOrRefuse(actor, 'account.read', { kind: 'account', organPath: actor.organPath });
    const { after } = request.query;
    const context = { purpose: 'work', accountId: actor.accountId, organPath: actor.organPath } as const;
    const rows = await inContext(deps.pools.app, context, (tx) =>
      listAccounts(tx, actor.organPath, chinaDate(deps.now()), { most: PAGE, ...(after ? { after } : {}) }),
    );
    const accounts = rows.map((a) => ({
      id: a.id,
      kind: a.kind === 'program' ? ('program' as const) : ('person' as const),
      displayName: a.display_name,
      state: a.state,
      organId: a.keeper_id,
      linked: Boolean(a.linked),
      holdings: a.holdings.map(({ post_id: postId, since, until }) => ({ postId, since, until })),
    }));
    return { accounts, next: accounts.length === PAGE ? accounts.at(-1)!.id : null };
  });
}
