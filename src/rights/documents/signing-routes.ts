import { z } from 'zod';
import { commandContextOf, FactorProof, signInTerms } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { Runnable } from '../procedures/index.ts';
import type { DocumentRouteDeps } from './document-routes.ts';
import { Digest, DocumentId } from './document-shape.ts';
import { SEAL_WAYS } from './document-tables.ts';
import { makePaper, signDocument } from './paper-commands.ts';
import { sealDocument, withdrawDocument } from './seal-commands.ts';
import type { SealService } from './seal-service.ts';

export type SigningRouteDeps = DocumentRouteDeps & {
  /** Where the public finds the portal; left out: where this request came to. */
  readonly portal?: string | undefined;
  readonly sealService?: SealService | undefined;
};

/** A scan of twelve megabytes as base64, and what is typed around it. */
const bodyLimit = 17 * 1024 * 1024;

/** Paper, signature, seal and withdrawal of a document. Each names the digest that its author has seen. */
export function signingRoutes(http: HttpApp, deps: SigningRouteDeps, runnables: readonly Runnable[]): void {
  const kit = () => ({ law: deps.law(), vault: deps.vault, printer: deps.printer, sealService: deps.sealService });
  const Entry = z.object({ id: z.uuid(), entryId: z.uuid() });

  const Paper = Entry.extend({
    paper: z.number(),
    paperSha256: Digest,
    number: z.string().nullable(),
    issuedOn: z.string(),
    pages: z.number(),
  });
  const printing = { schema: { params: DocumentId, response: { 201: Paper } } };
  http.post('/api/v1/documents/:id/papers', printing, async (request, reply) => {
    const portal = deps.portal ?? `${request.protocol}://${request.host}`;
    const given = { id: request.params.id, portal };
    const { result, entryId } = await makePaper(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ ...result, entryId });
  });

  const Sign = z.strictObject({ paperSha256: Digest, proof: FactorProof });
  const Signed = Entry.extend({ paperSha256: Digest, signedOn: z.string() });
  const signing = { schema: { params: DocumentId, body: Sign, response: { 201: Signed } } };
  http.post('/api/v1/documents/:id/signature', signing, async (request, reply) => {
    // A code works once: what stands for the request is what it signs, not how that was proved.
    const asked = { paperSha256: request.body.paperSha256 };
    const { lockout } = signInTerms(deps);
    const ctx = { ...(await commandContextOf(request, deps, asked)), masterKey: deps.masterKey, lockout };
    const { result, entryId } = await signDocument(ctx, kit(), runnables, { ...request.body, id: request.params.id });
    return reply.code(201).send({ ...result, entryId });
  });

  const Seal = z.discriminatedUnion('way', [
    z.strictObject({ way: z.literal('service'), paperSha256: Digest }),
    z.strictObject({
      way: z.literal('scan'),
      paperSha256: Digest,
      /** Which seal was set, as its keeper names it. */
      seal: z.string().trim().min(1).max(200),
      /** Scan of the sealed paper, base64. */
      file: z.base64().min(100).max(bodyLimit),
    }),
  ]);
  const Sealed = Entry.extend({ way: z.enum(SEAL_WAYS), fileSha256: Digest });
  const sealing = { bodyLimit, schema: { params: DocumentId, body: Seal, response: { 201: Sealed } } };
  http.post('/api/v1/documents/:id/seal', sealing, async (request, reply) => {
    const { body } = request;
    const how = body.way === 'scan' ? { ...body, file: Buffer.from(body.file, 'base64') } : body;
    const given = { ...how, id: request.params.id };
    const { result, entryId } = await sealDocument(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ ...result, entryId });
  });

  const Why = z.strictObject({ reason: z.string().trim().min(4).max(4_000) });
  const Withdrawn = z.object({ withdrawnOn: z.string(), entryId: z.uuid() });
  const withdrawing = { schema: { params: DocumentId, body: Why, response: { 201: Withdrawn } } };
  http.post('/api/v1/documents/:id/withdrawal', withdrawing, async (request, reply) => {
    const given = { id: request.params.id, reason: request.body.reason };
    const { result, entryId } = await withdrawDocument(await commandContextOf(request, deps), kit(), runnables, given);
    return reply.code(201).send({ ...result, entryId });
  });
}
