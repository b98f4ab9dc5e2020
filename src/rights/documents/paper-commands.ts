import { Readable } from 'node:stream';
import { type FactorProof, freshSecondFactor, type Proving } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { storeFile } from '../../ground/vault/index.ts';
import { addSpan } from '../../rules/law/index.ts';
import type { CaseInHand, ProcedureDeps, Runnable } from '../procedures/index.ts';
import { numberText, refuseSigner } from './case-document.ts';
import { lockDocument, refuseWriter } from './document-commands.ts';
import { documentContent } from './document-content.ts';
import { openWritten } from './document-content-queries.ts';
import { insertPaper, insertSignature, takeNumber } from './document-store.ts';
import type { Printer } from './printer.ts';
import { printDocument } from './render.ts';

export type PaperDeps = ProcedureDeps & { readonly printer: Printer };

/** Keeps a file of a document under seal for as long as the record is kept. */
export async function keepFile(
  tx: Tx,
  { law, vault }: ProcedureDeps,
  { record }: Pick<CaseInHand, 'record'>,
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
  today: PlainDate,
) {
  const retainUntil = addSpan(today, law.item(record.item, today).retention);
  const body = Readable.from([bytes]);
  return storeFile(tx, vault, { organPath: record.organPath, kind: 'attachment', name, body, retainUntil });
}

/** A paper that can be looked at and then signed: its digest is what the signature goes over. */
export type PaperMade = {
  readonly id: string;
  readonly paper: number;
  readonly paperSha256: string;
  readonly number: string | null;
  readonly issuedOn: PlainDate;
  readonly pages: number;
};

/**
 * Makes the paper of the newest text, with its number, today as its day, and the code by which anybody may verify it. By whoever will
 * sign it, who then sees exactly what is signed.
 * @throws {Refusal} conflict `document.signed`; rule `document.incomplete`, `document.not_decided`; forbidden `access.denied`,
 *   `document.another_signs`
 */
export function makePaper(
  ctx: Context,
  deps: PaperDeps,
  runnables: readonly Runnable[],
  given: { readonly id: string; readonly portal: string },
): Promise<Acted<PaperMade>> {
  return act(ctx, async (tx) => {
    const { kept, inHand, runnable } = await lockDocument(tx, runnables, given.id);
    if (kept.signature !== null) throw new Refusal('conflict', 'document.signed', { id: kept.id });
    const newest = kept.versions.at(-1)!;
    if (newest.lacks > 0) throw new Refusal('rule', 'document.incomplete', { lacks: newest.lacks });
    refusePaperMaker(ctx, runnable, inHand, kept, newest.textSha256);
    const now = ctx.now();
    const today = chinaDate(now);
    const { text, layout, known } = await openWritten(tx, ctx, deps.vault, inHand, kept.contentId);
    const { organId, organPath } = kept;
    const { serial } = deps.law.get('templates', kept.template, today);
    const year = Number(today.slice(0, 4));
    const place = { organId, organPath };
    const number =
      serial === undefined
        ? null
        : numberText({ serial, year, number: await takeNumber(tx, { documentId: kept.id, serial, year }, place) });
    const ofOrgan = kept.signedBy !== 'party';
    const log = await deps.printer.logHead();
    const verification = { code: kept.code, address: `${given.portal}/v/${kept.code}`, log };
    const head = { organ: known.organ!, number, madeOn: today, ofOrgan, verification };
    const { pdf, pages } = await printDocument(deps.law, deps.printer, documentContent(text, layout, head), today, now);
    const { id: fileId, sha256 } = await keepFile(tx, deps, inHand, { name: `${kept.title}.pdf`, bytes: pdf }, today);
    const paper = (kept.paper?.paper ?? 0) + 1;
    const textSha256 = Buffer.from(newest.textSha256, 'hex');
    const made = { documentId: kept.id, paper, version: newest.version, textSha256, issuedOn: today, pages, fileId };
    const by = { accountId: ctx.actor.accountId, at: now };
    await insertPaper(tx, { ...made, paperSha256: sha256, edition: ctx.edition }, organPath, by);
    const paperSha256 = sha256.toString('hex');
    return {
      result: { id: kept.id, paper, paperSha256, number, issuedOn: today, pages },
      deed: 'document.print',
      object: { kind: 'document', id: kept.id, version: newest.version },
      subjectId: inHand.partyId,
      basis: text.basis,
      after: { paper, paperSha256, textSha256: newest.textSha256, number, issuedOn: today },
    };
  });
}

/** What the party signs by hand is printed by whoever wrote it; what we sign, by whoever will. */
function refusePaperMaker(
  ctx: Context,
  runnable: Runnable,
  inHand: CaseInHand,
  kept: { readonly signedBy: 'decider' | 'officer' | 'party' | 'nobody'; readonly kind: string },
  text: string,
): void {
  if (kept.signedBy === 'party' || kept.signedBy === 'nobody') refuseWriter(ctx, runnable, inHand, kept.kind);
  else refuseHand(ctx, runnable, inHand, kept, text);
}

/** @throws {Refusal} as {@link refuseSigner}; forbidden `access.denied`, `procedure.recused` */
function refuseHand(
  ctx: Context,
  runnable: Runnable,
  inHand: CaseInHand,
  kept: { readonly signedBy: 'decider' | 'officer' | 'party' | 'nobody'; readonly kind: string },
  text: string,
): void {
  const { accountId } = ctx.actor;
  refuseSigner(kept, runnable.table, inHand, text, accountId);
  if (inHand.recused.includes(accountId)) throw new Refusal('forbidden', 'procedure.recused', { step: kept.kind });
  // Whoever took the step that rests on it had the right to; for what no step rests on, the right to write it is asked.
  const took = inHand.taken.some(
    ({ by, documents }) => by === accountId && documents.some(({ sha256 }) => sha256 === text),
  );
  if (!took) refuseWriter(ctx, runnable, inHand, kept.kind);
}

export type Signed = { readonly id: string; readonly paperSha256: string; readonly signedOn: PlainDate };

/**
 * Signs the exact paper whose digest the signer has seen, with a second factor shown for this signature. The entry has person, post
 * and factor (电子签名法 arts. 13, 14).
 * @throws {Refusal} conflict `document.signed`, `document.no_paper`, `document.another_paper`; rule `document.paper_of_another_day`,
 *   `document.not_decided`, `access.factor_refused`; forbidden `document.another_signs`, `access.denied`
 */
export function signDocument(
  ctx: Context & Proving,
  { law }: ProcedureDeps,
  runnables: readonly Runnable[],
  given: { readonly id: string; readonly paperSha256: string; readonly proof: FactorProof },
): Promise<Acted<Signed>> {
  return act(ctx, async (tx) => {
    const { kept, inHand, runnable } = await lockDocument(tx, runnables, given.id);
    const { paper } = kept;
    if (kept.signature !== null) throw new Refusal('conflict', 'document.signed', { id: kept.id });
    if (paper === null) throw new Refusal('conflict', 'document.no_paper', { id: kept.id });
    const isNewest = paper.textSha256 === kept.versions.at(-1)!.textSha256;
    if (paper.paperSha256 !== given.paperSha256 || !isNewest) {
      throw new Refusal('conflict', 'document.another_paper', { now: paper.paperSha256 });
    }
    refuseHand(ctx, runnable, inHand, kept, paper.textSha256);
    const today = chinaDate(ctx.now());
    if (paper.issuedOn !== today) {
      throw new Refusal('rule', 'document.paper_of_another_day', { issuedOn: paper.issuedOn, today });
    }
    // Asked last: a code works once, and is not spent on what would be refused anyway.
    const { method: factor } = await freshSecondFactor(ctx, given.proof);
    const { basis } = law.parameter('signing.effect', today);
    const { accountId, postId, role } = ctx.actor;
    const [paperSha256, textSha256] = [Buffer.from(paper.paperSha256, 'hex'), Buffer.from(paper.textSha256, 'hex')];
    const signed = { documentId: kept.id, paper: paper.paper, paperSha256, textSha256, signedOn: today, postId, role };
    await insertSignature(tx, { ...signed, factor, basis }, kept.organPath, { accountId, at: ctx.now() });
    return {
      result: { id: kept.id, paperSha256: paper.paperSha256, signedOn: today },
      deed: 'document.sign',
      object: { kind: 'document', id: kept.id, version: paper.version },
      subjectId: inHand.partyId,
      basis,
      reasonCode: factor,
      after: { paperSha256: paper.paperSha256, postId, role, factor },
    };
  });
}
