import { zipSync } from 'fflate';
import { mayOrRefuse } from '../../ground/access/index.ts';
import { act, type Context, workContext } from '../../ground/audit/index.ts';
import { inContext } from '../../ground/platform/db.ts';
import { type ReceiptDeps, receiptOf } from '../../ground/proof/index.ts';
import type { LookMatter, Vault } from '../../ground/vault/index.ts';
import { getCase, matterOf, type Runnable, runnableOf } from '../procedures/index.ts';
import { BUNDLE_FORM, jsonFile, type Manifest, sha256Of } from './bundle.ts';
import { entriesOf, filesOfCase } from './bundle-queries.ts';

export type BundleDeps = { readonly vault: Vault; readonly receipts: ReceiptDeps; readonly logKey: string };

/** Rows that come in the open with the proofs: what was done, by digests and days. */
const SOURCES = [
  'procedure_steps',
  'document_versions',
  'document_papers',
  'document_signatures',
  'document_seals',
  'document_withdrawals',
  'services',
  'service_events',
  'service_outcomes',
];

const READ_ME = `本压缩包是一个案件的全部材料：案件与步骤（case.json）、文书（documents）、送达（services），
以及每一步操作在存证日志中的证明（proofs）。不需要网络和数据库即可核对：

    zhengming verify-bundle 本文件 --key 所信任的日志公钥

These are all materials of one case, with the proof of each deed by the verifiable log. Checked offline by the command above.
`;

/**
 * The due-process bundle (案卷证据包) of a case: one file that a court can check without us. Who had it made, and why, is written down
 * first; each sealed text and file that goes into it is a look of its own.
 * @throws {Refusal} absent `procedure.absent`; forbidden `access.denied`; busy `log.not_yet`
 */
export async function makeBundle(
  ctx: Context,
  { vault, receipts, logKey }: BundleDeps,
  runnables: readonly Runnable[],
  given: { readonly caseId: string; readonly reason: string; readonly matter?: LookMatter },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const { result: inHand } = await act(ctx, async (tx) => {
    const found = await getCase(tx, given.caseId);
    const { table } = runnableOf(runnables, found.procedure);
    mayOrRefuse(ctx.actor, 'procedure.look', matterOf(table, found.record, found.taken));
    const object = { kind: 'bundle', id: found.id };
    const { partyId: subjectId } = found;
    return {
      result: { id: found.id },
      deed: 'bundle.make',
      object,
      subjectId,
      basis: table.basis,
      reason: given.reason,
    };
  });
  const { files, entries } = await inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const found = await getCase(tx, inHand.id);
    const { files: made, objects } = await filesOfCase(tx, ctx, vault, found, {
      reason: given.reason,
      matter: given.matter ?? 'suit',
    });
    return { files: made, entries: await entriesOf(tx, objects) };
  });
  for (const { id, position } of entries) {
    files.set(proofName(position), Buffer.from(await receiptOf(ctx, receipts, { id }, SOURCES)));
  }
  files.set('说明.txt', Buffer.from(READ_ME));
  const manifest: Manifest = {
    form: BUNDLE_FORM,
    caseId: inHand.id,
    madeAt: ctx.now().toISOString(),
    edition: ctx.edition,
    logKey,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256Of(bytes)])),
    entries: entries.map(({ id, position, deed }) => ({ id, position, deed })),
  };
  files.set('manifest.json', jsonFile(manifest));
  const bytes = Buffer.from(zipSync(Object.fromEntries(files), { mtime: ctx.now() }));
  return { name: `案卷-${inHand.id.slice(-12)}.zip`, bytes };
}

export const proofName = (position: number): string => `proofs/${position}.tlog-proof`;
