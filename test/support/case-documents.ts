import type { Context } from '../../src/ground/audit/index.ts';
import { draftDocument, type Typed } from '../../src/rights/documents/document-commands.ts';
import { makePaper, type PaperDeps, signDocument } from '../../src/rights/documents/paper-commands.ts';
import { sealDocument } from '../../src/rights/documents/seal-commands.ts';
import type { SealService } from '../../src/rights/documents/seal-service.ts';
import type { Runnable } from '../../src/rights/procedures/index.ts';
import { textOf } from './documents.ts';
import type { TestBureau } from './publications.ts';
import { type factorOf, LOCKOUT } from './signing.ts';

/** A scan as somebody might bring it: a JPEG by its first bytes. */
export const scan = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(text)]);
export { textOf };

/** The way of a document from draft to seal, by the hands that it needs. */
export function caseDocuments(
  deps: PaperDeps & { readonly sealService?: SealService },
  runnables: readonly Runnable[],
  bureau: Pick<TestBureau, 'masterKey'>,
) {
  const nothing: Typed = { facts: {}, words: {} };
  const draft = async (ctx: Context, caseId: string, kind: string, typed: Partial<Typed> = {}) =>
    (await draftDocument(ctx, deps, runnables, { ...nothing, ...typed, caseId, kind })).result;
  const print = async (ctx: Context, id: string) =>
    (await makePaper(ctx, deps, runnables, { id, portal: 'https://credit.example.gov.cn' })).result;
  const sign = async (ctx: Context, id: string, paperSha256: string, factor: Awaited<ReturnType<typeof factorOf>>) => {
    const given = { id, paperSha256, proof: await factor.proof() };
    return (await signDocument({ ...ctx, masterKey: bureau.masterKey, lockout: LOCKOUT }, deps, runnables, given))
      .result;
  };
  const seal = async (ctx: Context, id: string, paperSha256: string, file = scan(paperSha256)) =>
    (await sealDocument(ctx, deps, runnables, { id, paperSha256, way: 'scan', seal: '虚构县司法局公章', file })).result;
  return {
    draft,
    print,
    sign,
    seal,
    /** Paper, signature and seal at once. */
    async issue(signer: Context, keeper: Context, id: string, factor: Awaited<ReturnType<typeof factorOf>>) {
      const { paperSha256, number } = await print(signer, id);
      await sign(signer, id, paperSha256, factor);
      await seal(keeper, id, paperSha256);
      return { paperSha256, number };
    },
  };
}
