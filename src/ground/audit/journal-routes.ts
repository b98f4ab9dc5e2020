import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { HttpApp } from '../platform/http.ts';
import type { Context } from './context.ts';
import { type JournalPage, listJournal } from './journal-queries.ts';

export const JournalLineShape = z.object({
  position: z.number(),
  id: z.uuid(),
  at: z.string(),
  account: z.string(),
  organ: z.string(),
  deed: z.string(),
  objectKind: z.string(),
  objectId: z.uuid(),
  version: z.number().nullable(),
  subjectId: z.uuid().nullable(),
  basis: z.array(z.string()),
  edition: z.string(),
});
const Page = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  objectId: z.uuid().optional(),
});

/** The journal, newest first: what was done by whom, to what, by which article. Own organ and those below. */
export function journalRoutes(http: HttpApp, contextOf: (request: FastifyRequest) => Promise<Context>): void {
  http.get(
    '/api/v1/journal',
    { schema: { querystring: Page, response: { 200: z.array(JournalLineShape) } } },
    async (request) => {
      const { before, limit, objectId } = request.query;
      const page: JournalPage = {
        limit,
        ...(before === undefined ? {} : { before }),
        ...(objectId === undefined ? {} : { objectId }),
      };
      const lines = await listJournal(await contextOf(request), page);
      return lines.map((line) => ({ ...line, at: line.at.toISOString() }));
    },
  );
}
