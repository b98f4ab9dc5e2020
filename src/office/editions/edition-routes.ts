import { z } from 'zod';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Runnable } from '../../rights/procedures/index.ts';
import { compareLaws, type Law } from '../../rules/law/index.ts';
import { listAdoptions } from './edition-queries.ts';
import { Adoption, Changes, Hash } from './edition-shapes.ts';
import { type EditionRouteDeps, proposalRoutes } from './proposal-routes.ts';

const MOST_ADOPTIONS = 200;

/** Editions that are or were in use: public, as the law is. Drafts are for those who make the law ({@link proposalRoutes}). */
export function editionRoutes(http: HttpApp, deps: EditionRouteDeps, runnables: readonly Runnable[]): void {
  /** @throws {Refusal} absent `edition.absent` */
  async function lawIn(edition: string): Promise<Law> {
    const law = edition === deps.law().edition ? deps.law() : await deps.lawOf(edition);
    if (law === undefined) throw new Refusal('absent', 'edition.absent', { edition });
    return law;
  }

  http.get(
    '/api/v1/law/editions',
    { schema: { response: { 200: z.strictObject({ editions: z.array(Adoption) }) } } },
    async () => {
      const editions = await listAdoptions(deps.pools, MOST_ADOPTIONS);
      return { editions: editions.map(({ since, ...line }) => ({ ...line, since: since.toISOString() })) };
    },
  );

  http.get(
    '/api/v1/law/editions/:edition/changes',
    {
      schema: {
        params: z.strictObject({ edition: Hash }),
        querystring: z.strictObject({ from: Hash }),
        response: { 200: z.strictObject({ changes: Changes }) },
      },
    },
    async (request) => ({
      changes: compareLaws(await lawIn(request.query.from), await lawIn(request.params.edition)),
    }),
  );

  proposalRoutes(http, deps, runnables);
}
