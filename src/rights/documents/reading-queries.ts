import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Context, entityTagOf, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import { openFile, recordLook, type Vault } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { type CaseInHand, getCase, matterOf, type Runnable, runnableOf } from '../procedures/index.ts';
import { type DocumentContent, documentContent } from './document-content.ts';
import { openWritten } from './document-content-queries.ts';
import { getDocument, type KeptDocument, listDocuments } from './document-queries.ts';
import type { Printer } from './printer.ts';
import { printDocument } from './render.ts';
import { bytesOf } from './seal-commands.ts';
import { formOf } from './template-form.ts';
import type { Written } from './written.ts';

export type ReadingDeps = { readonly law: Law; readonly vault: Vault };

/** The documents of a case, as digests, days and hands. @throws {Refusal} absent `procedure.absent`; forbidden `access.denied` */
export function readDocuments(ctx: Context, runnables: readonly Runnable[], caseId: string) {
  return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const inHand = await getCase(tx, caseId);
    const { table } = runnableOf(runnables, inHand.procedure);
    mayOrRefuse(ctx.actor, 'procedure.read', matterOf(table, inHand.record, inHand.taken));
    return { table, inHand, documents: await listDocuments(tx, caseId) };
  });
}

type Opened = { readonly tx: Tx; readonly kept: KeptDocument; readonly inHand: CaseInHand; readonly written: Written };

/** Opens a document for whoever may look at the case; the look is written down. */
function opening<T>(
  ctx: Context,
  { vault }: ReadingDeps,
  runnables: readonly Runnable[],
  id: string,
  read: (opened: Opened) => Promise<T>,
): Promise<T> {
  return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const kept = await getDocument(tx, id);
    const inHand = await getCase(tx, kept.caseId);
    const { table } = runnableOf(runnables, inHand.procedure);
    mayOrRefuse(ctx.actor, 'procedure.look', matterOf(table, inHand.record, inHand.taken));
    const written = await openWritten(tx, ctx, vault, inHand, kept.contentId);
    return read({ tx, kept, inHand, written });
  });
}

/** One document with its form. @throws {Refusal} absent `document.absent`; forbidden `access.denied` */
export function readDocument(ctx: Context, deps: ReadingDeps, runnables: readonly Runnable[], id: string) {
  return opening(ctx, deps, runnables, id, async ({ tx, kept, written }) => {
    const template = deps.law.get('templates', kept.template, chinaDate(ctx.now()));
    const form = formOf(template, written.known, written.said, written.text.blocks);
    return { kept, text: written.text, form, tag: await entityTagOf(tx, id) };
  });
}

/** Said in the place of the number while there is none: a draft cannot be taken for the paper. */
const DRAFT = '（送审稿，尚未签发）';

function contentOf(kept: KeptDocument, { text, layout, known }: Written, number: string | null): DocumentContent {
  const draft = { organ: known.organ!, number, madeOn: chinaDate(kept.madeAt), ofOrgan: false, verification: null };
  return documentContent(text, layout, draft);
}

/** The newest text for a screen reader. */
export function readContent(ctx: Context, deps: ReadingDeps, runnables: readonly Runnable[], id: string) {
  return opening(ctx, deps, runnables, id, async ({ kept, written }) =>
    contentOf(kept, written, kept.signature === null ? DRAFT : kept.number),
  );
}

export type Which = 'draft' | 'paper' | 'sealed';

/**
 * A document as a file: the draft as it would look, the exact paper, or what came back with the seal.
 * @throws {Refusal} conflict `document.no_paper`, `document.not_signed`
 */
export function readFile(
  ctx: Context,
  deps: ReadingDeps & { readonly printer: Printer },
  runnables: readonly Runnable[],
  { id, which }: { readonly id: string; readonly which: Which },
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Buffer }> {
  return opening(ctx, deps, runnables, id, async ({ tx, kept, written }) => {
    if (which === 'draft') {
      const content = contentOf(kept, written, DRAFT);
      const { pdf } = await printDocument(deps.law, deps.printer, content, chinaDate(ctx.now()), ctx.now());
      return { name: `${kept.title}-稿.pdf`, mediaType: 'application/pdf', bytes: pdf };
    }
    if (which === 'paper' && kept.paper === null) throw new Refusal('conflict', 'document.no_paper', { id });
    if (which === 'sealed' && kept.seal === null) throw new Refusal('conflict', 'document.not_sealed', { id });
    const found = which === 'paper' ? kept.paper! : kept.seal!;
    const why = { reason: '查看案件文书', matter: 'review' } as const;
    await recordLook(tx, ctx, { kind: 'file', id: found.fileId }, why);
    const mediaType = which === 'paper' ? 'application/pdf' : kept.seal!.mediaType;
    const name = `${kept.title}${kept.number ?? ''}.${mediaType.split('/')[1]}`;
    return { name, mediaType, bytes: await bytesOf(await openFile(tx, deps.vault, found.fileId)) };
  });
}
