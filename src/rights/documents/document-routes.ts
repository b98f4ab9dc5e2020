import { z } from 'zod';
import { commandContextOf, contextOf, may, type SignInDeps } from '../../ground/access/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { boundedRecord } from '../../ground/platform/bounded-record.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { matterOf, type Runnable } from '../procedures/index.ts';
import { kindsOf, writingDeeds } from './case-document.ts';
import { draftDocument, writeVersion } from './document-commands.ts';
import { documentPage } from './document-html.ts';
import { Digest, DocumentId, DocumentLineShape, DocumentShape, shownLine } from './document-shape.ts';
import type { Printer } from './printer.ts';
import { readContent, readDocument, readDocuments, readFile } from './reading-queries.ts';

export type DocumentRouteDeps = SignInDeps & {
  readonly law: () => Law;
  readonly vault: Vault;
  readonly printer: Printer;
};

const Cell = z.string().trim().max(2_000);
const Typed = {
  /** Facts that the program cannot know, by their code; days as 2026-03-09, tables as rows of cells. */
  facts: boundedRecord(z.union([Cell, z.array(z.array(Cell).max(10)).max(200)]), 100).default({}),
  /** The parts that are left to the officer's own words. */
  words: boundedRecord(z.string().trim().max(20_000), 40).default({}),
};
const Saved = z.object({
  id: z.uuid(),
  version: z.number(),
  textSha256: Digest,
  missing: DocumentShape.shape.missing,
  entryId: z.uuid(),
});

/** Documents of a case: which there are and may be, drafting, writing anew, reading as data, as HTML and as PDF. */
export function documentRoutes(http: HttpApp, deps: DocumentRouteDeps, runnables: readonly Runnable[]): void {
  const kit = () => ({ law: deps.law(), vault: deps.vault, printer: deps.printer });

  const Kind = z.object({ kind: z.string(), name: z.object({ zh: z.string(), en: z.string() }), may: z.boolean() });
  const Documents = z.object({ documents: z.array(DocumentLineShape), kinds: z.array(Kind) });
  const listing = { schema: { params: DocumentId, response: { 200: Documents } } };
  http.get('/api/v1/cases/:id/documents', listing, async (request) => {
    const ctx = await contextOf(request, deps);
    const { table, inHand, documents } = await readDocuments(ctx, runnables, request.params.id);
    const matter = matterOf(table, inHand.record, inHand.taken);
    const isOut = inHand.recused.includes(ctx.actor.accountId);
    const kinds = kindsOf(table, deps.law(), inHand.procedure, chinaDate(ctx.now())).map(({ kind, name }) => ({
      kind,
      name,
      may: !isOut && writingDeeds(table, kind).some((deed) => may(ctx.actor, deed, matter).allowed),
    }));
    return { documents: documents.map(shownLine), kinds };
  });

  const Draft = z.strictObject({ kind: z.string().regex(/^[a-z_]{1,40}$/), ...Typed });
  const drafting = { schema: { params: DocumentId, body: Draft, response: { 201: Saved } } };
  http.post('/api/v1/cases/:id/documents', drafting, async (request, reply) => {
    const given = { ...request.body, caseId: request.params.id };
    const { result, entryId } = await draftDocument(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ ...result, entryId });
  });

  const reading = { schema: { params: DocumentId, response: { 200: DocumentShape } } };
  http.get('/api/v1/documents/:id', reading, async (request, reply) => {
    const { kept, text, form, tag } = await readDocument(
      await contextOf(request, deps),
      kit(),
      runnables,
      request.params.id,
    );
    const versions = kept.versions.map(({ writtenAt, ...one }) => ({ ...one, writtenAt: writtenAt.toISOString() }));
    const { missing, unverified, basis } = text;
    reply.header('etag', tag);
    return { ...shownLine(kept), versions, ...form, missing, unverified, basis };
  });

  const writing = { schema: { params: DocumentId, body: z.strictObject(Typed), response: { 201: Saved } } };
  http.post('/api/v1/documents/:id/versions', writing, async (request, reply) => {
    const given = { ...request.body, id: request.params.id };
    const { result, entryId } = await writeVersion(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ ...result, entryId });
  });

  const Page = z.string().describe('text/html');
  http.get(
    '/api/v1/documents/:id/html',
    { schema: { params: DocumentId, response: { 200: Page } } },
    async (request, reply) => {
      const content = await readContent(await contextOf(request, deps), kit(), runnables, request.params.id);
      return reply.type('text/html; charset=utf-8').send(documentPage(content));
    },
  );

  const Which = z.strictObject({ which: z.enum(['draft', 'paper', 'sealed']).default('draft') });
  const File = z.any().describe('application/pdf; of a sealed paper what came back with the seal');
  const filing = { schema: { params: DocumentId, querystring: Which, response: { 200: File } } };
  http.get('/api/v1/documents/:id/file', filing, async (request, reply) => {
    const asked = { id: request.params.id, which: request.query.which };
    const { name, mediaType, bytes } = await readFile(await contextOf(request, deps), kit(), runnables, asked);
    return reply
      .type(mediaType)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(bytes);
  });
}
