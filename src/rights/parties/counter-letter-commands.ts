import { hash, randomBytes } from 'node:crypto';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { paperCodeOf } from '../../ground/kernel/paper-code.ts';
import { addDays, chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import { openSealedValue } from '../../ground/vault/index.ts';
import { type DocumentContent, documentHtml, printDocument, renderDocument } from '../documents/index.ts';
import { type ReportDeps, type ReportMade, SHOWN_DAYS } from '../reports/index.ts';
import { getPartyToTell } from './account-queries.ts';
import { findReportLetter, insertReportLetter, type KeptLetter } from './counter-letter-store.ts';

export type ToldOf = {
  readonly subjectId: string;
  readonly purpose: string;
  readonly holder: string;
  readonly shown: string;
  readonly portal: string;
};
const TEMPLATE = 'report_made_letter';
const CODE_SIGNS = 16;

/**
 * The letter by which a party hears who got its report, by which papers and for what (个人信息保护法 arts. 44, 45; 民法典 art. 1029): whoever
 * stood at the counter may not have been the party. Made and kept with the report, as long as the papers of the identification are.
 * @throws {Refusal} rule `party.letter_incomplete`: a part of the template has nothing to say, which is a fault of the pack
 */
export async function keepLetter(
  tx: Tx,
  ctx: Context,
  { law, printer, vault }: ReportDeps,
  { id: reportId, number }: ReportMade,
  { subjectId, purpose, holder, shown, portal }: ToldOf,
): Promise<void> {
  const at = ctx.now();
  const asOf = chinaDate(at);
  const { party, organ } = await getPartyToTell(tx, subjectId, ctx.actor.organId);
  const code = paperCodeOf(randomBytes(CODE_SIGNS));
  const { content, missing } = renderDocument(law, TEMPLATE, {
    organ,
    madeOn: asOf,
    words: {},
    facts: { party, asOf, reportNumber: number, purpose, askedBy: holder, shownPapers: shown },
    verification: { code, address: `${portal}/v/${code}`, log: await printer.logHead() },
  });
  if (missing.length > 0)
    throw new Refusal('rule', 'party.letter_incomplete', { lacks: missing.map(({ lacks }) => lacks) });
  const { pdf, pages } = await printDocument(law, printer, content, asOf, at);
  const contentId = await vault.store(tx, {
    scopeId: subjectId,
    organPath: ctx.actor.organPath,
    kind: 'text',
    plain: JSON.stringify(content),
    retainUntil: addDays(asOf, SHOWN_DAYS),
  });
  const sha256 = hash('sha256', pdf, 'buffer');
  const { title } = content;
  await insertReportLetter(
    tx,
    { reportId, subjectId, code, title, contentId, sha256, pages, edition: law.edition },
    ctx,
  );
}

export type ReadLetter = KeptLetter & { readonly content: DocumentContent };

/** The letter about a report, as whoever made it and the party may read it. @throws {Refusal} absent `report.absent` */
export async function readLetter(tx: Tx, { vault }: Pick<ReportDeps, 'vault'>, reportId: string): Promise<ReadLetter> {
  const letter = await findReportLetter(tx, reportId);
  if (!letter) throw new Refusal('absent', 'report.absent', { id: reportId });
  return { ...letter, content: JSON.parse(await openSealedValue(tx, vault, letter.contentId)) as DocumentContent };
}

/**
 * Its paper, printed again by the law and at the instant of then.
 * @throws {Refusal} rule `report.edition_gone`; {Error} the bytes are others
 */
export async function paperOfLetter(
  { law: now, lawOf, printer }: ReportDeps,
  { content, edition, madeOn, madeAt, sha256 }: ReadLetter,
): Promise<Buffer> {
  const law = edition === now.edition ? now : await lawOf(edition);
  if (law === undefined) throw new Refusal('rule', 'report.edition_gone');
  const { pdf } = await printDocument(law, printer, content, madeOn, madeAt);
  if (hash('sha256', pdf, 'hex') !== sha256) throw new Error('a letter about a report does not print as it was made');
  return pdf;
}

export const pageOfLetter = ({ content }: ReadLetter): string => documentHtml(content);

/** The paper for the post; undefined: somebody reads the party's mailbox, where the letter lies. */
export async function letterForPost(
  ctx: Context,
  deps: ReportDeps,
  reportId: string,
  subjectId: string,
): Promise<Buffer | undefined> {
  const letter = await inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const { readsItsMail } = await getPartyToTell(tx, subjectId, ctx.actor.organId);
    return readsItsMail ? undefined : readLetter(tx, deps, reportId);
  });
  return letter && paperOfLetter(deps, letter);
}
