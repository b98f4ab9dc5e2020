import { hash, randomBytes } from 'node:crypto';
import { mayOrRefuse } from '../access/index.ts';
import { type Acted, act, type Context, workContext } from '../audit/index.ts';
import { factsInForce, readCoverage } from '../checks/index.ts';
import { type DocumentContent, documentHtml, type Printer, printDocument, renderDocument } from '../documents/index.ts';
import { newId } from '../kernel/id.ts';
import { paperCodeOf, readPaperCode } from '../kernel/paper-code.ts';
import { addDays, chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { addPeriod, type Law, type LawOf } from '../law/index.ts';
import { inContext, type Tx } from '../platform/db.ts';
import type { LogHead } from '../proof/index.ts';
import { repairEligibility } from '../repairs/index.ts';
import { inPartyFiles } from '../subjects/index.ts';
import { openSealedValue, type Vault } from '../vault/index.ts';
import { type ReportGiven, type ReportScope, reportFacts, toldIn } from './report.ts';
import {
  type Around,
  findReport,
  getParty,
  isOwnGrant,
  type KeptReport,
  listAround,
  listReportNotices,
  listUsesFor,
  organName,
} from './report-queries.ts';
import { insertGrant, insertGrantEnd, insertReport, insertReportReceipt } from './report-store.ts';

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
  /** An officer makes it: for whom, who stands there, which papers were shown. */
  readonly counter?: CounterGiven;
};
export type CounterGiven = { readonly subjectId: string; readonly holder: string; readonly shown: string };
export type ReportMade = { readonly id: string; readonly number: string };

const MOST_USES = 100;
/** How long the papers of an identification are kept. Days; our reading of 个人信息保护法 art. 19: as long as a suit may come. */
const SHOWN_DAYS = 366 * 3;

/** From when the party may apply for repair of what the report tells (信用状况提升建议). */
function repairFrom(around: readonly Around[], law: Law, today: PlainDate): Map<string, PlainDate> {
  return new Map(
    around.flatMap(({ recordId, asked }) => {
      const earliest = asked === null ? undefined : repairEligibility(asked, law, today).earliestOn;
      return earliest === undefined ? [] : [[recordId, earliest] as const];
    }),
  );
}

/** @throws {Refusal} rule `report.incomplete`: a part of the template has nothing to say, which is a fault of the pack */
function contentOf(
  law: Law,
  kind: 'organisation' | 'individual_business' | 'person',
  given: ReportGiven,
  around: {
    readonly organ: string;
    readonly code: string;
    readonly portal: string;
    readonly log: LogHead | undefined;
  },
): DocumentContent {
  const template = kind === 'person' ? 'credit_report_practitioner' : 'credit_report_organisation';
  const verification = { code: around.code, address: `${around.portal}/r/${around.code}`, log: around.log };
  const { content, missing } = renderDocument(law, template, {
    facts: reportFacts(given),
    words: {},
    organ: around.organ,
    number: null,
    madeOn: given.asOf,
    verification,
  });
  if (missing.length > 0) throw new Refusal('rule', 'report.incomplete', { lacks: missing.map(({ lacks }) => lacks) });
  return content;
}

/** What stands around the facts, read as the party itself reads it, in all its files: whoever makes the report, it is the party's. */
async function readAround(ctx: Context, subjectId: string, today: PlainDate) {
  const { accountId, organPath } = ctx.actor;
  const own = { purpose: 'party', accountId, organPath, subjectId } as const;
  const files = await inPartyFiles(ctx.pools, own, async (tx, id) => ({
    party: await getParty(tx, id),
    around: await listAround(tx, id, today),
    uses: await listUsesFor(tx, id, MOST_USES),
  }));
  return {
    party: files[0]!.party,
    around: files.flatMap(({ around }) => around),
    uses: files
      .flatMap(({ uses }) => uses)
      .sort((a, b) => b.day.localeCompare(a.day))
      .slice(0, MOST_USES),
  };
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
 * Makes a credit report of what stands in force today, by the road by which every check is answered: nothing that has ended is in it,
 * and a report of an earlier day would bring it back (河南省社会信用条例 arts. 19, 40). Free, as often as the party likes.
 * @throws {Refusal} forbidden `access.denied`
 */
export async function makeReport(ctx: Context, deps: ReportDeps, asked: ReportAsked): Promise<Acted<ReportMade>> {
  const { law, vault } = deps;
  const { accountId, organId, organPath } = ctx.actor;
  const subjectId = asked.counter?.subjectId ?? ctx.actor.subjectId ?? '';
  const at = ctx.now();
  const today = chinaDate(at);
  mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath, subjectId });
  const facts = await factsInForce(ctx.pools, subjectId, law, today);
  const sources = await readCoverage(ctx.pools, at);
  const { party, around, uses } = await readAround(ctx, subjectId, today);
  return act(ctx, async (tx) => {
    const code = paperCodeOf(randomBytes(16));
    const number = `R${today.replaceAll('-', '')}-${paperCodeOf(randomBytes(6))}`;
    const given: ReportGiven = {
      party: party.name,
      partyCode: party.code,
      number,
      purpose: asked.purpose,
      asOf: today,
      scope: asked.scope,
      facts,
      publicIds: new Set(around.flatMap(({ recordId, isPublic }) => (isPublic ? [recordId] : []))),
      objectedOn: new Map(around.flatMap(({ recordId, objectedOn }) => (objectedOn ? [[recordId, objectedOn]] : []))),
      repairFrom: repairFrom(around, law, today),
      sources: sources.flatMap(({ organ, item, upTo }) =>
        organ === null || upTo === null ? [] : [{ organ: organ.name, item, upTo: chinaDate(new Date(upTo)) }],
      ),
      uses,
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
    const recordIds = toldIn(given).map(({ recordId }) => recordId);
    const sha256 = hash('sha256', pdf, 'buffer');
    const { grantId, counter } = asked;
    const shownId = counter === undefined ? null : await sealShown(tx, vault, counter, { organPath, today });
    const kept = {
      id,
      subjectId,
      number,
      code,
      asOf: today,
      verifiedUntil,
      contentId,
      sha256,
      pages,
      recordIds,
      grantId,
      shownId,
    };
    await insertReport(tx, { ...kept, edition: law.edition }, { accountId, at, organId, organPath });
    return {
      result: { id, number },
      deed: counter !== undefined ? 'report.hand_over' : grantId === null ? 'report.make' : 'report.fetch',
      object: { kind: 'report', id },
      subjectId,
      basis: ['hnxy:40', 'grxx:45'],
      ...(counter === undefined ? {} : { reason: asked.purpose }),
      after: { number, grantId, atCounter: counter !== undefined, sha256: sha256.toString('hex'), recordIds },
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
  const { edition, asOf, madeAt, sha256, content } = report;
  const law = edition === deps.law.edition ? deps.law : await deps.lawOf(edition);
  if (law === undefined) throw new Refusal('rule', 'report.edition_gone');
  const { pdf } = await printDocument(law, deps.printer, content, asOf, madeAt);
  if (hash('sha256', pdf, 'hex') !== sha256) throw new Error(`report ${report.number} does not print as it was made`);
  return pdf;
}

/** What the report says as part of a page, for whoever reads with ears, large type or a phone. */
export const pageOf = ({ content }: ReadReport): string => documentHtml(content);

export type GrantGiven = {
  /** Who is authorised, in the party's own words. Sealed. */
  readonly holder: string;
  readonly purpose: string;
  readonly scope: ReportScope;
  readonly until: PlainDate;
};
/** How long an authorisation may last at most. Days; ours: one that is forgotten should end by itself. */
const LONGEST_GRANT = 366;

/** The digest under which a code is kept, as somebody typed it: small letters, spaces and look-alikes are forgiven. */
export function grantHash(typed: string): Buffer | undefined {
  const read = readPaperCode(typed);
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(read) ? hash('sha256', `report ${read}`, 'buffer') : undefined;
}

/**
 * The party authorises somebody to fetch reports of it: for whom, for what, how much, until when. The code is shown once.
 * @throws {Refusal} invalid `report.grant_until`; forbidden `access.denied`
 */
export async function grantReports(
  ctx: Context,
  vault: Vault,
  given: GrantGiven,
): Promise<{ id: string; code: string | null }> {
  const code = paperCodeOf(randomBytes(20));
  const id = newId(ctx.now().getTime());
  const { accountId, organId, organPath, subjectId = '' } = ctx.actor;
  const at = ctx.now();
  const today = chinaDate(at);
  const last = addDays(today, LONGEST_GRANT);
  if (given.until < today || given.until > last) throw new Refusal('invalid', 'report.grant_until', { today, last });
  const { result } = await act(ctx, async (tx) => {
    mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath, subjectId });
    const retainUntil = addDays(given.until, LONGEST_GRANT);
    const holderId = await vault.store(tx, {
      scopeId: subjectId,
      organPath,
      kind: 'text',
      plain: given.holder,
      retainUntil,
    });
    const { purpose, scope, until } = given;
    const grant = { id, subjectId, codeHash: grantHash(code)!, holderId, purpose, scope, until };
    await insertGrant(tx, grant, { accountId, at, organId, organPath });
    const object = { kind: 'report_grant', id };
    return { result: { id }, deed: 'report.authorise', object, subjectId, basis: ['hnxy:18'], after: { scope, until } };
  });
  // The same form sent again answers what it did first; that code is known to nobody any more.
  return { id: result.id, code: result.id === id ? code.match(/.{4}/g)!.join('-') : null };
}

/** The party takes an authorisation back: from that moment the code fetches nothing. @throws {Refusal} absent `report.absent` */
export function endGrant(ctx: Context, grantId: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath, subjectId = '' } = ctx.actor;
    mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath, subjectId });
    if (!(await isOwnGrant(tx, grantId, subjectId))) throw new Refusal('absent', 'report.absent', { id: grantId });
    await insertGrantEnd(tx, grantId, { accountId, at: ctx.now() });
    return { result: null, deed: 'report.end_authority', object: { kind: 'report_grant', id: grantId }, subjectId };
  });
}

/** The holder of a code has read what changed and stopped using it. @throws {Refusal} absent `report.absent` */
export function acknowledgeAsHolder(ctx: Context, grantId: string, noticeId: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { organPath, subjectId = '' } = ctx.actor;
    mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath, subjectId });
    const known = (await listReportNotices(tx, grantId)).some(({ id }) => id === noticeId);
    if (!known) throw new Refusal('absent', 'report.absent', { id: noticeId });
    await insertReportReceipt(tx, noticeId, ctx.now());
    return { result: null, deed: 'report.acknowledge', object: { kind: 'notice', id: noticeId }, subjectId };
  });
}
