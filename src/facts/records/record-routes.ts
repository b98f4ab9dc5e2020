import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate, isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { PageEnd, readPageEnd } from '../../ground/platform/page-end.ts';
import { lookAtValue, type Vault } from '../../ground/vault/index.ts';
import { cannotExist, type OrganisationKey, organisationKeyOf } from '../../names/subjects/identifiers/index.ts';
import { foldName } from '../../names/subjects/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { getRecord, listRecordOrgans, type RecordLine, sealedOf } from './record-queries.ts';
import { RECORD_STATES, type RecordSearch, searchRecords } from './record-search-queries.ts';
import { History, Line } from './record-shapes.ts';
import { shownRecord } from './shown-record.ts';

const Day = z.string().max(10).refine(isPlainDate, 'date.unreadable');
const Asked = z.strictObject({
  /** Where the last page ended: `2026-03-11_<record id>`. */
  after: PageEnd.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Beginning of the document's number. */
  number: z.string().trim().min(1).max(128).optional(),
  item: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  organId: z.uuid().optional(),
  /** Days of the decision, both included. */
  from: Day.optional(),
  to: Day.optional(),
  state: z.enum(RECORD_STATES).optional(),
});
/** With what must not stand in an address. */
const Searched = Asked.extend({
  code: z.string().trim().min(1).max(64).optional(),
  name: z.string().trim().min(2).max(200).optional(),
});
const Page = z.object({ rows: z.array(Line), after: z.string().nullable() });

export type RecordRouteDeps = {
  /** Who may read records. */
  readonly contextOf: (request: FastifyRequest) => Promise<Context>;
  /** Who may look at what is sealed. */
  readonly lookContextOf: (request: FastifyRequest) => Promise<Context>;
  readonly law: () => Law;
  readonly now: () => Date;
  readonly vault: Vault;
};

/** @throws {Refusal} invalid `record.code_kind`: not the form of a code that organisations bear */
function codeOf(typed: string): OrganisationKey {
  const code = organisationKeyOf(typed);
  if (!code) throw new Refusal('invalid', 'record.code_kind');
  return code;
}

/** Nothing found by a code that cannot exist is no finding. @throws {Refusal} invalid `record.no_such_code` */
function refuseNoSuchCode({ code, after }: z.infer<typeof Searched>, found: number): void {
  if (found === 0 && after === undefined && code !== undefined && cannotExist(codeOf(code))) {
    throw new Refusal('invalid', 'record.no_such_code');
  }
}

function searchOf(asked: z.infer<typeof Searched>): RecordSearch {
  const { after, code, name, from, to, ...rest } = asked;
  return {
    ...rest,
    from: from as PlainDate | undefined,
    to: to as PlainDate | undefined,
    after: readPageEnd(after),
    code: code === undefined ? undefined : codeOf(code).key,
    name: name === undefined ? undefined : foldName(name),
  };
}

const lineOf = ({ organ, organEn, publicationState, ...line }: RecordLine) => ({
  ...line,
  organ: { zh: organ, en: organEn },
  publicationState: publicationState ?? null,
});

/** Records of the own organ and those below: search, one with its two clocks, and a look at what is sealed. */
export function recordRoutes(http: HttpApp, deps: RecordRouteDeps): void {
  const { contextOf, law, now } = deps;
  const page = async (request: FastifyRequest, asked: z.infer<typeof Searched>) => {
    const rows = await searchRecords(await contextOf(request), searchOf(asked), chinaDate(now()));
    refuseNoSuchCode(asked, rows.length);
    const last = rows.length === asked.limit ? rows.at(-1) : undefined;
    return { rows: rows.map(lineOf), after: last ? `${last.decidedOn}_${last.id}` : null };
  };
  http.get('/api/v1/records', { schema: { querystring: Asked, response: { 200: Page } } }, (request) =>
    page(request, request.query),
  );
  // A question, not an act: POSTed so that neither code nor name stands in an address.
  http.post('/api/v1/records/searches', { schema: { body: Searched, response: { 200: Page } } }, (request) =>
    page(request, request.body),
  );

  const Organs = z.array(z.object({ id: z.uuid(), name: z.object({ zh: z.string(), en: z.string() }) }));
  // Whose records one may ask for: the own organ and those below.
  http.get('/api/v1/records/organs', { schema: { response: { 200: Organs } } }, async (request) =>
    listRecordOrgans(await contextOf(request)),
  );

  const Id = z.strictObject({ id: z.uuid() });
  http.get('/api/v1/records/:id', { schema: { params: Id, response: { 200: History } } }, async (request) => {
    const record = await getRecord(await contextOf(request), request.params.id);
    return shownRecord(record, law(), chinaDate(now()));
  });
  lookRoute(http, deps);
}

/** POST /api/v1/records/:id/looks: the sealed values of one version, for whoever says why. The look is recorded. */
function lookRoute(http: HttpApp, { lookContextOf, vault }: RecordRouteDeps): void {
  const Id = z.strictObject({ id: z.uuid() });
  const Look = z.strictObject({
    version: z.number().int().min(1),
    reason: z.string().trim().min(4).max(500),
    matter: z.enum(['intake', 'review', 'suit', 'objection', 'audit', 'archive']),
  });
  const Seen = z.object({ fields: z.record(z.string(), z.string()) });
  http.post(
    '/api/v1/records/:id/looks',
    { schema: { params: Id, body: Look, response: { 201: Seen } } },
    async (request, reply) => {
      const ctx = await lookContextOf(request);
      const { version, ...why } = request.body;
      const value = await lookAtValue(ctx, vault, await sealedOf(ctx, request.params.id, version), why);
      const { fields = {} } = JSON.parse(value) as { fields?: Record<string, string> };
      return reply.code(201).send({ fields });
    },
  );
}
