import { z } from 'zod';
import { commandContextOf, contextOf, may, mayOrRefuse, type SignInDeps } from '../../ground/access/index.ts';
import { type Context, entityTagOf } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Runnable } from '../../rights/procedures/index.ts';
import { compareLaws, type Law, type LawOf, lawOfEdition } from '../../rules/law/index.ts';
import type { DiskReading } from './disk-reading.ts';
import { readDisk } from './disk-reading-jobs.ts';
import { adoptProposal, draftProposal, matterOf, reviewProposal } from './edition-commands.ts';
import {
  contentsOfProposal,
  findNamedProposal,
  listProposals,
  type NamedProposal,
  newestAdoption,
} from './edition-queries.ts';
import { Changes, DiskShape, Movements, ProposalShape, Reason } from './edition-shapes.ts';
import { isPlace, movedAfter } from './movement-queries.ts';
import { PROPOSAL_STEPS, type Signed, stateOf } from './proposal.ts';

export type EditionRouteDeps = SignInDeps & {
  readonly config: { readonly pack: string | undefined; readonly demonstration: boolean };
  readonly law: () => Law;
  readonly lawOf: LawOf;
  readonly refreshLaw: () => Promise<void>;
};

const MOST_PROPOSALS = 100;
const fromDisk = ({ config }: EditionRouteDeps): Promise<DiskReading> =>
  readDisk(config.pack ? { pack: config.pack } : {});
const Id = z.strictObject({ id: z.uuid() });

/** Reads drafts, for those who may, at the own organ. @throws {Refusal} forbidden `access.denied` */
export function inDrafts<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { accountId, organPath } = ctx.actor;
  mayOrRefuse(ctx.actor, 'law.read', { kind: 'law_proposal', organPath });
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, work);
}

/** @throws {Refusal} absent `edition.proposal_absent` */
export async function lawsOfProposal(tx: Tx, id: string): Promise<{ before: Law; after: Law }> {
  const found = await contentsOfProposal(tx, id);
  if (!found) throw new Refusal('absent', 'edition.proposal_absent', { id });
  return { before: lawOfEdition(found.before), after: lawOfEdition(found.after) };
}

const signed = ({ at, reason }: Signed, by: string | null) => ({ by: by ?? '', at: at.toISOString(), reason });

function shown(ctx: Context, { proposal, names }: NamedProposal, inUse: number): z.infer<typeof ProposalShape> {
  const { id, edition, against, casesPassed, drafted, reviewed, adopted } = proposal;
  const state = stateOf(proposal, inUse);
  const open: readonly string[] = Object.keys(PROPOSAL_STEPS[state]);
  const steps = [
    ...(open.includes('pass') ? (['review'] as const) : []),
    ...(open.includes('adopt') ? (['adopt'] as const) : []),
  ];
  return {
    id,
    edition,
    against,
    state,
    casesPassed,
    drafted: signed(drafted, names.drafted),
    reviewed: reviewed ? { ...signed(reviewed, names.reviewed), outcome: reviewed.outcome } : null,
    adopted: adopted ? { ...signed(adopted, names.adopted), number: adopted.number } : null,
    steps: steps.map((step) => {
      const { allowed, says } = may(ctx.actor, `law.${step}`, matterOf(proposal));
      return { step, allowed, why: says };
    }),
  };
}

/** What lies on disk beside what is in use: whether there is something to draft. */
function diskRoutes(http: HttpApp, deps: EditionRouteDeps): void {
  http.get('/api/v1/law/packs-on-disk', { schema: { response: { 200: DiskShape } } }, async (request) => {
    const ctx = await contextOf(request, deps);
    const newest = await inDrafts(ctx, newestAdoption);
    const { draft, faults, passed, failed } = await fromDisk(deps);
    const law = deps.law();
    const isNew = draft !== undefined && (draft.edition !== law.edition || newest?.installedBy !== null);
    return {
      edition: draft?.edition ?? null,
      faults,
      casesPassed: passed,
      casesFailed: failed,
      mayBeDrafted: isNew && failed === 0,
      changes: draft && draft.edition !== law.edition ? compareLaws(law, lawOfEdition(draft.content)) : [],
    };
  });
}

/** Drafts of editions, who signed them, what they would change and which days they would move. */
function draftRoutes(http: HttpApp, deps: EditionRouteDeps, runnables: readonly Runnable[]): void {
  http.get(
    '/api/v1/law/proposals',
    { schema: { response: { 200: z.strictObject({ proposals: z.array(ProposalShape) }) } } },
    async (request) => {
      const ctx = await contextOf(request, deps);
      return inDrafts(ctx, async (tx) => {
        const inUse = (await newestAdoption(tx))?.number ?? 0;
        const proposals = await listProposals(tx, MOST_PROPOSALS);
        return { proposals: proposals.map((one) => shown(ctx, one, inUse)) };
      });
    },
  );

  const Detail = ProposalShape.extend({ changes: Changes });
  http.get(
    '/api/v1/law/proposals/:id',
    { schema: { params: Id, response: { 200: Detail } } },
    async (request, reply) => {
      const ctx = await contextOf(request, deps);
      const { id } = request.params;
      return inDrafts(ctx, async (tx) => {
        reply.header('etag', await entityTagOf(tx, id));
        const found = await findNamedProposal(tx, id);
        if (!found) throw new Refusal('absent', 'edition.proposal_absent', { id });
        const { before, after } = await lawsOfProposal(tx, id);
        const inUse = (await newestAdoption(tx))?.number ?? 0;
        return { ...shown(ctx, found, inUse), changes: compareLaws(before, after) };
      });
    },
  );

  const Place = z.strictObject({ after: z.string().max(80).refine(isPlace, 'field.place').optional() });
  http.get(
    '/api/v1/law/proposals/:id/movements',
    { schema: { params: Id, querystring: Place, response: { 200: Movements } } },
    async (request) => {
      const ctx = await contextOf(request, deps);
      return inDrafts(ctx, async (tx) => {
        const proposed = (await lawsOfProposal(tx, request.params.id)).after;
        const editions = { inUse: deps.law(), proposed };
        const page = await movedAfter(tx, runnables, editions, chinaDate(deps.now()), request.query.after);
        return { ...page, movements: [...page.movements] };
      });
    },
  );
}

/** The three hands: draft, review, adoption. */
function decidingRoutes(http: HttpApp, deps: EditionRouteDeps): void {
  const Draft = z.strictObject({ reason: Reason });
  const Drafted = z.strictObject({ id: z.uuid(), entryId: z.uuid() });
  http.post(
    '/api/v1/law/proposals',
    { schema: { body: Draft, response: { 201: Drafted } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      // Seconds of work: nobody who may not draft gets to cause it.
      mayOrRefuse(ctx.actor, 'law.propose', { kind: 'law_proposal', organPath: ctx.actor.organPath });
      const { result, entryId } = await draftProposal(ctx, await fromDisk(deps), request.body.reason);
      return reply.code(201).send({ id: result.id, entryId });
    },
  );

  const Review = z.strictObject({ outcome: z.enum(['passed', 'returned']), reason: Reason });
  const Reviewed = z.strictObject({ entryId: z.uuid() });
  http.post(
    '/api/v1/law/proposals/:id/reviews',
    { schema: { params: Id, body: Review, response: { 201: Reviewed } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      const { entryId } = await reviewProposal(ctx, { id: request.params.id, ...request.body });
      return reply.code(201).send({ entryId });
    },
  );

  const Adopt = z.strictObject({ proposalId: z.uuid(), reason: Reason });
  const Adopted = z.strictObject({ number: z.number(), edition: z.string(), entryId: z.uuid() });
  http.post(
    '/api/v1/law/adoptions',
    { schema: { body: Adopt, response: { 201: Adopted } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      const { proposalId, reason } = request.body;
      const { result, entryId } = await adoptProposal(ctx, { id: proposalId, reason });
      await deps.refreshLaw();
      return reply.code(201).send({ number: result.number, edition: result.edition, entryId });
    },
  );
}

export function proposalRoutes(http: HttpApp, deps: EditionRouteDeps, runnables: readonly Runnable[]): void {
  diskRoutes(http, deps);
  draftRoutes(http, deps, runnables);
  decidingRoutes(http, deps);
}
