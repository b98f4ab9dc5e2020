import { hash, randomBytes } from 'node:crypto';
import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context, workContext } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { paperCodeOf } from '../../ground/kernel/paper-code.ts';
import { addDays, addMonths, chinaDate, isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import { openSealedValue, type Vault } from '../../ground/vault/index.ts';
import { addPeriod, type Law, type LawOf } from '../../rules/law/index.ts';
import { type DocumentContent, documentHtml, type Printer, printDocument } from '../documents/index.ts';
import { type ReportGiven, type ReportScope, toldIn } from './report.ts';
import { contentOf, repairFrom } from './report-content-commands.ts';
import { readFile } from './report-file-queries.ts';
import { findReport, type KeptReport, organName } from './report-queries.ts';
import { insertReport } from './report-store.ts';

export type ReportDeps = {
  readonly law: Law;
  readonly lawOf: LawOf;
  readonly vault: Vault;
  readonly printer: Printer;
};
export type ReportAsked = {
  readonly purpose: string;
  /** Address of the portal, as it stands in the picture on the paper. */
  readonly portal: string;
  readonly scope: ReportScope;
  /** Whose code fetches it; null: the party itself. */
  readonly grantId: string | null;
  /** The day as of which it speaks; left out: today. */
  readonly asOf?: PlainDate;
  /** An officer makes it: for whom, who stands there, which papers were shown. */
  readonly counter?: CounterGiven;
};
export type CounterGiven = {
  readonly subjectId: string;
  readonly holder: string;
  readonly shown: string;
  /** What is kept with the report, in its transaction. */
  readonly alongside?: (tx: Tx, made: ReportMade) => Promise<void>;
};
export type ReportMade = { readonly id: string; readonly number: string };

/** How long the papers of an identification are kept. Days; our reading of 个人信息保护法 art. 19: as long as a suit may come. */
export const SHOWN_DAYS = 366 * 3;

/** So far back a report may speak, in months: nothing is disclosed for longer (河南省社会信用条例 art. 19). */
const FURTHEST_BACK = 60;

/** A day as a form sends it; left empty: today. @throws {Refusal} invalid `report.as_of` */
export function dayTyped(asOf: string, today: PlainDate): { readonly asOf?: PlainDate } {
  if (asOf === '') return {};
  if (!isPlainDate(asOf))
    throw new Refusal('invalid', 'report.as_of', { first: addMonths(today, -FURTHEST_BACK), today });
  return { asOf };
}

/** @throws {Refusal} invalid `report.as_of` */
function dayAsked(asOf: PlainDate | undefined, today: PlainDate): PlainDate {
  const first = addMonths(today, -FURTHEST_BACK);
  if (asOf !== undefined && (asOf < first || asOf > today))
    throw new Refusal('invalid', 'report.as_of', { first, today });
  return asOf ?? today;
}

function sealShown(
  tx: Tx,
  vault: Vault,
  { subjectId, holder, shown }: CounterGiven,
  { organPath, today }: { readonly organPath: string; readonly today: PlainDate },
): Promise<string> {
  const plain = JSON.stringify({ holder, shown });
  const retainUntil = addDays(today, SHOWN_DAYS);
  return vault.store(tx, { scopeId: subjectId, organPath, kind: 'text', plain, retainUntil });
}

/**
 * Makes a credit report of what stands in force today, by the road by which every check is answered: nothing that has ended is in it
 * (河南省社会信用条例 arts. 19, 40). As of an earlier day it tells of that what was known then already, and what has ended since it
 * tells as little. Free, as often as the party likes.
 * @throws {Refusal} forbidden `access.denied`; invalid `report.as_of`: a day to come, or before anything that could still be told
 */
export async function makeReport(ctx: Context, deps: ReportDeps, asked: ReportAsked): Promise<Acted<ReportMade>> {
  const { law, vault } = deps;
  const { accountId, organId, organPath } = ctx.actor;
  const subjectId = asked.counter?.subjectId ?? ctx.actor.subjectId ?? '';
  const at = ctx.now();
  const today = chinaDate(at);
  mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath, subjectId });
  const asOf = dayAsked(asked.asOf, today);
  const { party, around, ...file } = await readFile(ctx, law, subjectId, { asOf, today });
  return act(ctx, async (tx) => {
    const code = paperCodeOf(randomBytes(16));
    const number = `R${today.replaceAll('-', '')}-${paperCodeOf(randomBytes(6))}`;
    const given: ReportGiven = {
      party: party.name,
      partyCode: party.code,
      number,
      purpose: asked.purpose,
      asOf,
      madeOn: today,
      scope: asked.scope,
      ...file,
      publicIds: new Set(around.flatMap(({ recordId, isPublic }) => (isPublic ? [recordId] : []))),
      objectedOn: new Map(around.flatMap(({ recordId, objectedOn }) => (objectedOn ? [[recordId, objectedOn]] : []))),
      repairFrom: repairFrom(around, law, today),
    };
    const { portal } = asked;
    const head = { organ: await organName(tx, organId), code, portal, log: await deps.printer.logHead() };
    const content = contentOf(law, party.kind, given, head);
    const { pdf, pages } = await printDocument(law, deps.printer, content, today, at);
    const verifiedUntil = addPeriod(today, law.period('report.verification', today), law.calendar).due;
    const plain = JSON.stringify(content);
    // As long as it can be verified it can be read again, and a day more: then it goes (个人信息保护法 art. 19).
    const retainUntil = addDays(verifiedUntil, 1);
    const contentId = await vault.store(tx, { scopeId: subjectId, organPath, kind: 'text', plain, retainUntil });
    const id = newId(at.getTime());
    const recordIds = [...new Set([...toldIn(given), ...given.listed].map(({ recordId }) => recordId))];
    const sha256 = hash('sha256', pdf, 'buffer');
    const { grantId, counter } = asked;
    const shownId = counter === undefined ? null : await sealShown(tx, vault, counter, { organPath, today });
    const kept = {
      id,
      subjectId,
      number,
      code,
      asOf,
      verifiedUntil,
      contentId,
      sha256,
      pages,
      recordIds,
      grantId,
      shownId,
    };
    await insertReport(tx, { ...kept, edition: law.edition }, { accountId, at, organId, organPath });
    await counter?.alongside?.(tx, { id, number });
    return {
      result: { id, number },
      deed: counter !== undefined ? 'report.hand_over' : grantId === null ? 'report.make' : 'report.fetch',
      object: { kind: 'report', id },
      subjectId,
      basis: ['hnxy:40', 'grxx:45'],
      ...(counter === undefined ? {} : { reason: asked.purpose }),
      after: { number, asOf, grantId, atCounter: counter !== undefined, sha256: sha256.toString('hex'), recordIds },
    };
  });
}

export type ReadReport = KeptReport & { readonly content: DocumentContent };

/** A report of the party, with what it says; of a code, only what that code fetched. @throws {Refusal} absent `report.absent` */
export function readReport(ctx: Context, vault: Vault, id: string, grantId?: string): Promise<ReadReport> {
  return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const report = await findReport(tx, id);
    const isOver = report !== undefined && report.verifiedUntil < chinaDate(ctx.now());
    if (!report || isOver || (grantId !== undefined && report.grantId !== grantId)) {
      throw new Refusal('absent', 'report.absent', { id });
    }
    return { ...report, content: JSON.parse(await openSealedValue(tx, vault, report.contentId)) as DocumentContent };
  });
}

/**
 * The paper of a report, printed again by the law and at the instant of then: the same bytes as when it was made, or nothing.
 * @throws {Refusal} rule `report.edition_gone`; {Error} the bytes are others
 */
export async function paperOf(deps: ReportDeps, report: ReadReport): Promise<Buffer> {
  const { edition, madeAt, sha256, content } = report;
  const law = edition === deps.law.edition ? deps.law : await deps.lawOf(edition);
  if (law === undefined) throw new Refusal('rule', 'report.edition_gone');
  const { pdf } = await printDocument(law, deps.printer, content, chinaDate(madeAt), madeAt);
  if (hash('sha256', pdf, 'hex') !== sha256) throw new Error(`report ${report.number} does not print as it was made`);
  return pdf;
}

/** What the report says as part of a page, for whoever reads with ears, large type or a phone. */
export const pageOf = ({ content }: ReadReport): string => documentHtml(content);
