import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, type Context, workContext } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import { makeReport, type ReportDeps, type ReportMade } from '../reports/index.ts';
import { keepLetter, letterForPost } from './counter-letter-commands.ts';
import { getSubject, type Sought } from './party-store.ts';

export type CounterReport = {
  readonly sought: Sought;
  /** Who stands at the counter, which papers were shown, and for what the report is wanted. */
  readonly holder: string;
  readonly shown: string;
  readonly purpose: string;
  readonly portal: string;
  /** The day as of which it speaks; left out: today. */
  readonly asOf?: PlainDate | undefined;
};

export type CounterReportMade = Acted<ReportMade> & {
  /** For paper, where the party would not hear of the report otherwise. */
  readonly letter: Buffer | undefined;
};

/**
 * The free credit report of a party that stands at the counter with its identity shown (河南省社会信用条例 art. 40), and the letter
 * that tells the party: kept in its file, and for paper where nobody reads its mailbox.
 * @throws {Refusal} absent `party.subject_absent`; forbidden `access.denied`; invalid `report.as_of`
 */
export async function reportAtCounter(
  ctx: Context,
  deps: ReportDeps,
  given: CounterReport,
): Promise<CounterReportMade> {
  const { sought, holder, shown, purpose, portal, asOf } = given;
  // Nobody without the right learns whether a party is known here.
  mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath: ctx.actor.organPath });
  const { id: subjectId } = await inContext(ctx.pools.app, workContext(ctx), (tx) => getSubject(tx, sought));
  const told = { subjectId, purpose, holder, shown, portal };
  const counter = {
    subjectId,
    holder,
    shown,
    alongside: (tx: Tx, made: ReportMade) => keepLetter(tx, ctx, deps, made, told),
  };
  const asked = { purpose, scope: 'whole', grantId: null, portal, counter, ...(asOf && { asOf }) } as const;
  const acted = await makeReport(ctx, deps, asked);
  return { ...acted, letter: await letterForPost(ctx, deps, acted.result.id, subjectId) };
}
