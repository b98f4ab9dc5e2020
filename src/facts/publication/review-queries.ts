import type { Context } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import { maskName } from '../../ground/vault/index.ts';
import { type Duty, dutyOf, type ShownDuty, workingDaysLeft } from '../../rules/deadlines/index.ts';
import { type Answer, type Law, provisionalDeadline } from '../../rules/law/index.ts';
import { askLaw, findingOf, itemOf } from './candidate-queries.ts';
import { type FieldSpan, personalDataIn, type ShownField, shownFields } from './public-fields.ts';
import type { PublicationInHand, RecordInHand } from './record-in-hand.ts';

/** What a reader may see is settled by row-level security: the own organ and those below. */
export function inReading<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { accountId, organPath } = ctx.actor;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, work);
}

/** Within how many working days of the decision it must be public (发改办财金〔2018〕424号), running. */
export function publicityDuty(record: RecordInHand, law: Law, today: PlainDate): Duty {
  return dutyOf(provisionalDeadline(law, `${record.item}.publicity`, record.decidedOn), law, today);
}

/** Three working days to withdraw and say why (行政处罚法 arts. 48, 85), from the day on which we learned of it: our reading. */
export function withdrawalDuty(record: RecordInHand, law: Law, today: PlainDate): Duty {
  return dutyOf(provisionalDeadline(law, 'penalty.withdrawal', chinaDate(record.knownAt)), law, today);
}

/** A later end is decided about while the present one runs: what has ended never returns (河南省社会信用条例 art. 19). */
export function termDuty({ lastDay }: PublicationInHand, law: Law, today: PlainDate): ShownDuty {
  const left = workingDaysLeft(today, lastDay, law);
  const why = {
    zh: [`现公示截止日 ${lastDay}；期满以前未经人确认，按此截止，不再恢复公示`],
    en: [`Public until ${lastDay}; unless a person confirms before then, it ends on that day and does not return`],
  };
  return { dueOn: lastDay, provisional: false, workingDaysLeft: left, overdue: false, articles: ['hnxy:19'], why };
}

/** What a reviewer has before the eyes. `answer`: what the law says once the review is done, the finding assumed where needed. */
export type ReviewSheet = {
  readonly duty: Duty;
  readonly answer: Answer;
  readonly needsFinding: boolean;
  readonly fields: readonly ShownField[];
  /** Places in the free text that must each be redacted or released. */
  readonly personalData: readonly FieldSpan[];
};

export function reviewSheet(record: RecordInHand, law: Law, today: PlainDate): ReviewSheet {
  const item = itemOf(record, law, today);
  const needsFinding = record.item === 'penalty' && record.subjectKind !== 'organisation';
  return {
    duty: publicityDuty(record, law, today),
    answer: askLaw(record, findingOf(needsFinding ? 'assumed' : undefined), law, today),
    needsFinding,
    fields: shownFields(item, record.facts, record.subjectKind, [], maskName),
    personalData: personalDataIn(item, record.facts, record.subjectKind),
  };
}
