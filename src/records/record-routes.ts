import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../audit/index.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import { explain, finality, type Law } from '../law/index.ts';
import type { HttpApp } from '../platform/http.ts';
import { finalityFacts } from './decision-facts.ts';
import { getRecord, listRecords } from './record-queries.ts';

const Line = z.object({
  id: z.uuid(),
  subjectId: z.uuid(),
  item: z.string(),
  subjectName: z.string(),
  documentNumber: z.string(),
  decidedOn: z.string(),
  publicationDueOn: z.string().nullable(),
  class: z.string().nullable(),
  versions: z.number(),
  action: z.string(),
  underObjection: z.boolean(),
});
const Version = z.object({
  version: z.number(),
  knownAt: z.string(),
  action: z.string(),
  facts: z.record(z.string(), z.string()),
  class: z.string().nullable(),
  classRule: z.string().nullable(),
  edition: z.string(),
  batchId: z.uuid(),
  row: z.number(),
});
const Page = z.strictObject({
  before: z.iso.date().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  number: z.string().min(1).max(128).optional(),
});
/** Whether the penalty counts as untrustworthy information yet, and why: the law's own sentences. */
const Adverse = z.object({
  value: z.boolean(),
  finalOn: z.string().nullable(),
  zh: z.array(z.string()),
  en: z.array(z.string()),
});
const History = Line.extend({ history: z.array(Version), adverseCredit: Adverse.nullable() });

export type RecordRouteDeps = {
  readonly contextOf: (request: FastifyRequest) => Promise<Context>;
  readonly law: () => Law;
  readonly now: () => Date;
};

/** Records of the own organ: a list, and one with its two clocks. Who may read is settled by `contextOf`. */
export function recordRoutes(http: HttpApp, { contextOf, law, now }: RecordRouteDeps): void {
  http.get('/api/v1/records', { schema: { querystring: Page, response: { 200: z.array(Line) } } }, async (request) => {
    const { before, limit, number } = request.query;
    const page = { limit, ...(before === undefined ? {} : { before }), ...(number === undefined ? {} : { number }) };
    return listRecords(await contextOf(request), page);
  });

  const Id = z.strictObject({ id: z.uuid() });
  http.get('/api/v1/records/:id', { schema: { params: Id, response: { 200: History } } }, async (request) => {
    const record = await getRecord(await contextOf(request), request.params.id);
    const { facts } = record.history.at(-1)!;
    const found = record.item === 'penalty' ? finality(finalityFacts(facts), law(), chinaDate(now())) : undefined;
    return {
      ...record,
      history: record.history.map((version) => ({ ...version, knownAt: version.knownAt.toISOString() })),
      adverseCredit: found
        ? {
            value: found.adverseCredit,
            finalOn: found.finalOn ?? null,
            zh: explain(found.derivation, 'zh'),
            en: explain(found.derivation, 'en'),
          }
        : null,
    };
  });
}
