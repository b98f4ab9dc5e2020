import { randomBytes } from 'node:crypto';
import { may, mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { paperCodeOf } from '../../ground/kernel/paper-code.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { type Law, type Missing, type Template, templateCodes } from '../../rules/law/index.ts';
import {
  type CaseInHand,
  lockCase,
  matterOf,
  type ProcedureDeps,
  type Runnable,
  runnableOf,
  sealText,
} from '../procedures/index.ts';
import { isKindOf, writingDeeds } from './case-document.ts';
import { openFacts } from './document-content-queries.ts';
import { getDocument, type KeptDocument } from './document-queries.ts';
import { insertDocument, insertVersion } from './document-store.ts';
import { type SaidFact, saidFor } from './said.ts';
import { write } from './written.ts';

export type Typed = {
  readonly facts: Readonly<Record<string, SaidFact>>;
  readonly words: Readonly<Record<string, string>>;
};
export type VersionSaved = {
  readonly id: string;
  readonly version: number;
  /** By which the steps of the case name this text. */
  readonly textSha256: string;
  readonly missing: readonly Missing[];
};

/** 80 bits. */
const CODE_SIGNS = 16;

/** @throws {Refusal} rule `document.no_template`: the packs have none for this kind on that day */
export function templateFor(law: Law, kind: string, procedure: string, on: PlainDate): Template {
  for (const code of templateCodes(kind, procedure)) {
    const found = law.find('templates', code, on);
    if (found) return found;
  }
  throw new Refusal('rule', 'document.no_template', { kind, procedure });
}

/** Whoever stays out of a case writes nothing in it. @throws {Refusal} forbidden `access.denied`, `procedure.recused` */
export function refuseWriter(ctx: Context, { table }: Runnable, inHand: CaseInHand, kind: string): void {
  const matter = matterOf(table, inHand.record, inHand.taken);
  const [first, ...others] = writingDeeds(table, kind);
  if (!others.some((deed) => may(ctx.actor, deed, matter).allowed)) mayOrRefuse(ctx.actor, first!, matter);
  if (inHand.recused.includes(ctx.actor.accountId)) throw new Refusal('forbidden', 'procedure.recused', { step: kind });
}

async function saveVersion(
  tx: Tx,
  ctx: Context,
  deps: ProcedureDeps,
  { inHand, runnable }: { readonly inHand: CaseInHand; readonly runnable: Runnable },
  about: { readonly id: string; readonly version: number; readonly template: Template; readonly kind: string },
  typed: Typed,
) {
  const today = chinaDate(ctx.now());
  const ask = { tx, law: deps.law, today, inHand, kind: about.kind };
  const told = (await runnable.tells?.(ask)) ?? { facts: {}, refs: [] };
  const { facts } = await openFacts(tx, ctx, deps, inHand);
  const known = { facts: { ...facts, ...told.facts }, refs: told.refs };
  const { written, digest } = write(deps.law, about.template, today, known, saidFor(about.template, typed));
  const contentId = await sealText(tx, deps, inHand, JSON.stringify(written), today);
  const { missing, basis } = written.text;
  const { id: documentId, version } = about;
  const kept = { documentId, version, textSha256: digest, contentId, lacks: missing.length, edition: ctx.edition };
  const by = { accountId: ctx.actor.accountId, at: ctx.now() };
  await insertVersion(tx, kept, inHand.record.organPath, by);
  const textSha256 = digest.toString('hex');
  const result: VersionSaved = { id: documentId, version, textSha256, missing };
  return { result, basis, after: { version, textSha256, lacks: missing.length } };
}

/**
 * Begins a document of a case from its template, with what the program knows of the case already in it. A draft may lack parts.
 * @throws {Refusal} absent `procedure.absent`; invalid `document.no_such_kind`, as {@link saidFor}; rule `document.no_template`;
 *   forbidden as {@link refuseWriter}
 */
export function draftDocument(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: Typed & { readonly caseId: string; readonly kind: string },
): Promise<Acted<VersionSaved>> {
  return act(ctx, async (tx) => {
    const inHand = await lockCase(tx, given.caseId);
    const runnable = runnableOf(runnables, inHand.procedure);
    const { kind } = given;
    if (!isKindOf(runnable.table, kind)) throw new Refusal('invalid', 'document.no_such_kind', { kind });
    refuseWriter(ctx, runnable, inHand, kind);
    const now = ctx.now();
    const today = chinaDate(now);
    const template = templateFor(deps.law, kind, inHand.procedure, today);
    const { signed: signedBy, sealed: needsSeal } = deps.law.get('documentClasses', template.documentClass, today);
    const id = newId(now.getTime());
    const { code: template_, name: title, servedWith = [], verified } = template;
    const made = { id, caseId: inHand.id, kind, template: template_, title, signedBy, needsSeal, servedWith, verified };
    const { organId, organPath } = inHand.record;
    const by = { accountId: ctx.actor.accountId, at: now };
    await insertDocument(tx, { ...made, code: paperCodeOf(randomBytes(CODE_SIGNS)) }, { organId, organPath }, by);
    const { result, basis, after } = await saveVersion(
      tx,
      ctx,
      deps,
      { inHand, runnable },
      { id, version: 1, template, kind },
      given,
    );
    return {
      result,
      deed: 'document.draft',
      object: { kind: 'document', id, version: 1 },
      subjectId: inHand.partyId,
      basis,
      after: { caseId: inHand.id, kind, template: template.code, ...after },
    };
  });
}

/** A document with its case, both held until the transaction ends. @throws {Refusal} absent `document.absent` */
export async function lockDocument(
  tx: Tx,
  runnables: readonly Runnable[],
  id: string,
): Promise<{ kept: KeptDocument; inHand: CaseInHand; runnable: Runnable }> {
  const { caseId } = await getDocument(tx, id);
  const inHand = await lockCase(tx, caseId);
  // Read again: what was there before the lock may have been followed by a version or a signature.
  return { kept: await getDocument(tx, id), inHand, runnable: runnableOf(runnables, inHand.procedure) };
}

/**
 * Writes a document anew; every version is kept. The facts of the case are read again, as they are now.
 * @throws {Refusal} conflict `document.signed`; else as {@link draftDocument}
 */
export function writeVersion(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: Typed & { readonly id: string },
): Promise<Acted<VersionSaved>> {
  return act(ctx, async (tx) => {
    const { kept, inHand, runnable } = await lockDocument(tx, runnables, given.id);
    refuseWriter(ctx, runnable, inHand, kept.kind);
    if (kept.signature !== null) throw new Refusal('conflict', 'document.signed', { id: kept.id });
    const template = deps.law.get('templates', kept.template, chinaDate(ctx.now()));
    const version = kept.versions.length + 1;
    const about = { id: kept.id, version, template, kind: kept.kind };
    const { result, basis, after } = await saveVersion(tx, ctx, deps, { inHand, runnable }, about, given);
    return {
      result,
      deed: 'document.write',
      object: { kind: 'document', id: kept.id, version },
      subjectId: inHand.partyId,
      basis,
      before: { textSha256: kept.versions.at(-1)!.textSha256 },
      after,
    };
  });
}
