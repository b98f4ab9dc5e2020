import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import { z } from 'zod';
import { bodyProved, commandContextOf, contextOf } from '../../ground/access/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { refuseNoText } from '../../ground/platform/plain-text.ts';
import type { Spool } from '../../ground/reading/index.ts';
import { openAnswered, readList, submitList } from './list-commands.ts';
import { mayScreen } from './screening-commands.ts';
import type { MatchingRouteDeps } from './screening-routes.ts';

/** Largest list that is taken in: some million rows. Bytes. */
const MOST_BYTES = 256 * 2 ** 20;
const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/**
 * POST /api/v1/screening/lists takes a csv or a workbook (multipart, with `matter` and `purpose` in the query); it is screened beside
 * the requests, GET tells how far it is, and /result is the same file with the answers behind each row.
 */
export async function listRoutes(http: HttpApp, deps: MatchingRouteDeps & { readonly spool: Spool }): Promise<void> {
  await http.register(multipart, { limits: { files: 1, fileSize: MOST_BYTES, fields: 8, fieldSize: 1024, parts: 9 } });
  const Why = z.strictObject({ matter: z.string().trim().min(2).max(200), purpose: z.string().trim().min(2).max(500) });
  const Sent = z.object({ id: z.uuid(), entryId: z.uuid() });
  const sending = { bodyLimit: MOST_BYTES, schema: { querystring: Why, response: { 202: Sent } } };
  http.post('/api/v1/screening/lists', sending, async (request, reply) => {
    mayScreen(await contextOf(request, deps), [request.query.matter]); // before a large file has come in
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) throw new Refusal('invalid', 'matching.list_no_file');
    const file = await deps.spool.keep(part.file);
    try {
      await bodyProved(request);
      // Parts do not come by the edge that looks at each text of a request.
      refuseNoText({ body: { file: part.filename } });
      const ctx = await commandContextOf(request, deps, null);
      const sent = { file, name: part.filename.slice(0, 200), ...request.query };
      const { result, entryId } = await submitList(ctx, deps, sent);
      return reply.code(202).send({ ...result, entryId });
    } finally {
      await deps.spool.drop(file);
    }
  });

  const Id = z.strictObject({ id: z.uuid() });
  const State = z.object({
    id: z.uuid(),
    state: z.enum(['waiting', 'done', 'unreadable']),
    rowsDone: z.number(),
    receivedAt: z.string(),
    retainUntil: z.string(),
    refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
  });
  const reading = { schema: { params: Id, response: { 200: State } } };
  http.get('/api/v1/screening/lists/:id', reading, async (request) => {
    const list = await readList(await contextOf(request, deps), request.params.id);
    const { id, state, rowsDone, receivedAt, retainUntil, refusal } = list;
    return { id, state, rowsDone, receivedAt: receivedAt.toISOString(), retainUntil, refusal };
  });

  http.get('/api/v1/screening/lists/:id/result', { schema: { params: Id } }, async (request, reply) => {
    const { kind, name, bytes, done } = await openAnswered(await contextOf(request, deps), deps, request.params.id);
    const plain = name.replace(/\.[^.]*$/, '');
    reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${plain}-比对.${kind}`)}`);
    return reply.type(TYPES[kind]).send(Readable.from(endedWith(bytes, done)));
  });
}

/** The plain copy goes when the answer has gone out, or its reader has. */
async function* endedWith(bytes: AsyncGenerator<Uint8Array>, done: () => Promise<void>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } finally {
    await done();
  }
}
