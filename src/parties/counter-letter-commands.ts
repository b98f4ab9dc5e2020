import { type Context, workContext } from '../audit/index.ts';
import { printDocument, renderDocument } from '../documents/index.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import type { ReportDeps } from '../reports/index.ts';
import { getPartyToTell } from './account-queries.ts';

export type ToldOf = {
  readonly subjectId: string;
  readonly number: string;
  readonly purpose: string;
  readonly holder: string;
  readonly shown: string;
};

/**
 * The letter by which a party that reads no mailbox here hears who got its report, by which papers and for what (个人信息保护法 arts. 44,
 * 45; 民法典 art. 1029): whoever stood at the counter may not have been the party. Made with the report, when the names are at hand;
 * what is kept of them is sealed. Undefined: the party has a file of its own and hears of it there.
 * @throws {Refusal} rule `party.letter_incomplete`: a part of the template has nothing to say, which is a fault of the pack
 */
export async function letterOfReport(
  ctx: Context,
  { law, printer }: Pick<ReportDeps, 'law' | 'printer'>,
  { subjectId, number, purpose, holder, shown }: ToldOf,
): Promise<Buffer | undefined> {
  const at = ctx.now();
  const asOf = chinaDate(at);
  const { party, organ, readsItsMail } = await inContext(ctx.pools.app, workContext(ctx), (tx) =>
    getPartyToTell(tx, subjectId, ctx.actor.organId),
  );
  if (readsItsMail) return undefined;
  const { content, missing } = renderDocument(law, 'report_made_letter', {
    organ,
    madeOn: asOf,
    words: {},
    facts: { party, asOf, reportNumber: number, purpose, askedBy: holder, shownPapers: shown },
  });
  if (missing.length > 0)
    throw new Refusal('rule', 'party.letter_incomplete', { lacks: missing.map(({ lacks }) => lacks) });
  return (await printDocument(law, printer, content, asOf, at)).pdf;
}
