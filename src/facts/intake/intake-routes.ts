import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  bodyProved,
  commandContextOf,
  contextOf,
  itemsOf,
  mayOrRefuse,
  type SignInDeps,
} from '../../ground/access/index.ts';
import { entityTagOf } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { refuseNoText } from '../../ground/platform/plain-text.ts';
import { MOST_BYTES, type Spool } from '../../ground/reading/index.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { placeOf, sheetOf } from '../records/index.ts';
import { acceptBatch, discardBatch, submitBatch } from './batch-commands.ts';
import {
  type BatchLine,
  getBatchLine,
  inReading,
  listBatches,
  listPreviewRows,
  mayReadBatch,
  type PreviewRow,
} from './batch-queries.ts';
import { printProblem } from './checking/problem.ts';
import { atItsCell } from './checking/problem-place.ts';
import { exportErrorSheet } from './error-sheet-commands.ts';

export type IntakeRouteDeps = SignInDeps & { readonly law: () => Law; readonly vault: Vault; readonly spool: Spool };

const OUTCOMES = ['good', 'refused', 'doubtful', 'duplicate', 'same', 'corrected', 'withdrawn'] as const;
const STATES = ['staging', 'previewed', 'accepted', 'discarded', 'unreadable'] as const;
const Id = z.strictObject({ id: z.uuid() });
const Item = z.string().regex(/^[a-z_]{1,40}$/);
const Counts = z.object({
  rows: z.number(),
  late: z.number(),
  classUnknown: z.number(),
  good: z.number(),
  refused: z.number(),
  doubtful: z.number(),
  duplicate: z.number(),
  same: z.number(),
  corrected: z.number(),
  withdrawn: z.number(),
});
const Table = z.object({
  sheet: z.string().optional(),
  headerRow: z.number().optional(),
  columns: z.array(z.object({ at: z.number(), field: z.string(), heading: z.string() })).optional(),
});
const Layout = Table.extend({
  /** Tables on further sheets of the workbook. */
  more: z.array(Table).optional(),
  notes: z.array(z.looseObject({ code: z.string() })).optional(),
  refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).optional(),
});
const BatchShape = z.object({
  id: z.uuid(),
  item: z.string(),
  state: z.enum(STATES),
  history: z.boolean(),
  receivedAt: z.string(),
  sha256: z.string(),
  organ: z.string(),
  submitter: z.string(),
  counts: Counts.nullable(),
  layout: Layout.nullable(),
  /** Position of the acceptance in the journal; null until it is accepted and sequenced. */
  position: z.number().nullable(),
});
const Problem = z.object({
  code: z.string(),
  severity: z.string(),
  field: z.string().optional(),
  cell: z.string().optional(),
  message: z.string(),
  messageEn: z.string(),
  rule: z.string(),
  article: z.string().optional(),
});
const Row = z.object({
  row: z.number(),
  /** Where the file has tables on several sheets: the row's. */
  sheet: z.string().nullable(),
  /** To ask for the rows after this one. */
  after: z.number(),
  outcome: z.enum(OUTCOMES),
  late: z.boolean(),
  name: z.string().nullable(),
  documentNumber: z.string().nullable(),
  class: z.string().nullable(),
  problems: z.array(Problem),
});

const shown = (batch: BatchLine) => ({
  id: batch.id,
  item: batch.item,
  state: batch.state,
  history: batch.history,
  receivedAt: batch.receivedAt.toISOString(),
  sha256: batch.fileSha256.toString('hex'),
  organ: batch.organName,
  submitter: batch.submitter,
  counts: batch.counts,
  layout: batch.layout as z.infer<typeof Layout> | null,
  position: batch.position,
});

function shownRow(
  { rowNumber, problems, ...row }: PreviewRow,
  { item, layout }: Pick<BatchLine, 'item' | 'layout'>,
): z.infer<typeof Row> {
  const { row: number, table } = placeOf(rowNumber, layout);
  const told = problems.map((problem) => printProblem(atItsCell(problem, item, table?.columns), number));
  return { ...row, row: number, sheet: sheetOf(rowNumber, layout), after: rowNumber, problems: told };
}

/** Files and streams come in here; everything about batches is read and moved on here. */
export async function intakeRoutes(http: HttpApp, deps: IntakeRouteDeps): Promise<void> {
  await http.register(multipart, { limits: { files: 1, fileSize: MOST_BYTES, fields: 8, fieldSize: 1024, parts: 9 } });
  // A body of lines is taken as it streams in; nothing parses it here.
  http.addContentTypeParser(['application/x-ndjson', 'text/csv'], { bodyLimit: MOST_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  submissionRoute(http, deps);
  readingRoutes(http, deps);
  stepRoute(http, deps);
  errorSheetRoute(http, deps);
}

const Asked = z.strictObject({ item: Item.optional(), history: z.enum(['true', 'false']).optional() });
type Sent = { readonly file: string; readonly name: string; readonly item: string; readonly history: boolean };

/** The file of a request in the spool. @throws {Refusal} invalid `batch.no_file`, `file.too_large` */
async function spooled(request: FastifyRequest, asked: z.infer<typeof Asked>, spool: Spool): Promise<Sent> {
  const named = { item: asked.item ?? 'unknown', history: asked.history === 'true' };
  if (!request.isMultipart()) {
    if (!request.body) throw new Refusal('invalid', 'batch.no_file');
    // Another type has been parsed already: a file it was not.
    if (!(request.body instanceof Readable)) throw new Refusal('invalid', 'http.media_type');
    return { ...named, file: await spool.keep(request.body), name: 'submission.ndjson' };
  }
  return { ...named, ...(await spooledPart(request, spool)) };
}

/** The one file of a form. Read to its end: a second one is refused and not passed over. @throws {Refusal} invalid `batch.no_file` */
async function spooledPart(request: FastifyRequest, spool: Spool): Promise<Pick<Sent, 'file' | 'name'>> {
  let sent: Pick<Sent, 'file' | 'name'> | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') sent = { file: await spool.keep(part.file), name: part.filename.slice(0, 200) };
    }
    await bodyProved(request);
    // Parts do not come by the edge that looks at each text of a request.
    refuseNoText({ body: { file: sent?.name } });
  } catch (refusal) {
    if (sent) await spool.drop(sent.file);
    throw refusal;
  }
  if (!sent) throw new Refusal('invalid', 'batch.no_file');
  return sent;
}

function submissionRoute(http: HttpApp, deps: IntakeRouteDeps): void {
  const Answer = z.object({ id: z.uuid(), sha256: z.string(), entryId: z.uuid() });
  http.post(
    '/api/v1/submissions',
    { bodyLimit: MOST_BYTES, schema: { querystring: Asked, response: { 202: Answer } } },
    async (request, reply) => {
      // Whoever may not submit is told before a gigabyte has come in.
      const { actor } = await contextOf(request, deps);
      const { item } = request.query;
      mayOrRefuse(actor, 'batch.submit', { kind: 'batch', organPath: actor.organPath, ...(item ? { item } : {}) });
      const sent = await spooled(request, request.query, deps.spool);
      try {
        const ctx = await commandContextOf(request, deps, null);
        const { result, entryId } = await submitBatch(ctx, { ...deps, law: deps.law() }, sent);
        return reply.code(202).send({ ...result, entryId });
      } finally {
        await deps.spool.drop(sent.file);
      }
    },
  );
}

function readingRoutes(http: HttpApp, deps: IntakeRouteDeps): void {
  const Page = z.strictObject({
    before: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    state: z.enum(STATES).optional(),
    item: Item.optional(),
  });
  http.get(
    '/api/v1/batches',
    { schema: { querystring: Page, response: { 200: z.array(BatchShape) } } },
    async (request) => {
      const ctx = await contextOf(request, deps);
      const { item, ...page } = request.query;
      const ofItem = item === undefined ? {} : { item };
      mayOrRefuse(ctx.actor, 'batch.read', { kind: 'batch', organPath: ctx.actor.organPath, cut: true, ...ofItem });
      const items = itemsOf(ctx.actor);
      return (await inReading(ctx, (tx) => listBatches(tx, { ...page, ...ofItem, items }))).map(shown);
    },
  );

  http.get('/api/v1/batches/:id', { schema: { params: Id, response: { 200: BatchShape } } }, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    return inReading(ctx, async (tx) => {
      const batch = await mayReadBatch(ctx, tx, 'batch.read', request.params.id);
      reply.header('etag', await entityTagOf(tx, batch.id));
      return shown(await getBatchLine(tx, batch.id));
    });
  });

  const MOST_ROWS = 2 ** 31 - 1;
  const Rows = z.strictObject({
    after: z.coerce.number().int().min(0).max(MOST_ROWS).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    outcome: z.enum(OUTCOMES).optional(),
    problems: z.enum(['true', 'false']).optional(),
  });
  http.get(
    '/api/v1/batches/:id/rows',
    { schema: { params: Id, querystring: Rows, response: { 200: z.array(Row) } } },
    async (request) => {
      const ctx = await contextOf(request, deps);
      const { after, limit, outcome, problems } = request.query;
      const page = { after, limit, withProblems: problems === 'true', ...(outcome === undefined ? {} : { outcome }) };
      return inReading(ctx, async (tx) => {
        const batch = await mayReadBatch(ctx, tx, 'batch.preview', request.params.id);
        return (await listPreviewRows(tx, batch.id, page)).map((row) => shownRow(row, batch));
      });
    },
  );
}

function stepRoute(http: HttpApp, deps: IntakeRouteDeps): void {
  const Body = z.strictObject({ step: z.enum(['accept_good_rows', 'accept_all_or_none', 'discard']) });
  const Answer = z.object({ id: z.uuid(), state: z.enum(STATES), counts: Counts.nullable(), entryId: z.uuid() });
  http.post(
    '/api/v1/batches/:id/steps',
    { schema: { params: Id, body: Body, response: { 201: Answer } } },
    async (request, reply) => {
      const ctx = await commandContextOf(request, deps);
      const { id } = request.params;
      if (request.body.step === 'discard') {
        const { entryId } = await discardBatch(ctx, id);
        return reply.code(201).send({ id, state: 'discarded' as const, counts: null, entryId });
      }
      const wanted = request.body.step === 'accept_good_rows' ? 'good_rows' : 'all_or_none';
      const { result, entryId } = await acceptBatch(ctx, { ...deps, law: deps.law() }, id, wanted);
      return reply.code(201).send({ id, state: 'accepted' as const, counts: result.counts, entryId });
    },
  );
}

function errorSheetRoute(http: HttpApp, deps: IntakeRouteDeps): void {
  http.get('/api/v1/batches/:id/error-sheet', { schema: { params: Id } }, async (request, reply) => {
    const ctx = await contextOf(request, deps);
    await inReading(ctx, (tx) => mayReadBatch(ctx, tx, 'batch.preview', request.params.id));
    const { file, name } = await exportErrorSheet(ctx, { ...deps, law: deps.law() }, request.params.id);
    const stream = createReadStream(file);
    stream.once('close', () => void deps.spool.drop(file));
    reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(stream);
  });
}
