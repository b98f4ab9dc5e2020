import type { Context } from '../audit/index.ts';
import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Answer, type Deadline, type Law, provisionalDeadline, workingDaysBetween } from '../law/index.ts';
import { inContext, type Tx } from '../platform/db.ts';
import { maskName } from '../vault/index.ts';
import { askLaw, findingOf, itemOf } from './candidate-queries.ts';
import { type FieldSpan, personalDataIn, type ShownField, shownFields } from './public-fields.ts';
import type { RecordInHand } from './record-in-hand.ts';

/** What a reader may see is settled by row-level security: the own organ and those below. */
export function inReading<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { accountId, organPath } = ctx.actor;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, work);
}

/** A day that is due, and how it stands today. `workingDaysLeft` is negative when it is past, null across a year without its notice. */
export type Duty = {
  readonly deadline: Deadline;
  readonly workingDaysLeft: number | null;
  readonly overdue: boolean;
};

function dutyOf(deadline: Deadline, law: Law, today: PlainDate): Duty {
  // A provisional day is the earliest possible: nobody is late by it (R59).
  const overdue = !deadline.provisional && deadline.due < today;
  try {
    return { deadline, workingDaysLeft: workingDaysBetween(today, deadline.due, law.calendar), overdue };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_unknown') {
      return { deadline, workingDaysLeft: null, overdue };
    }
    throw error;
  }
}

/** Within how many working days of the decision it must be public (发改办财金〔2018〕424号), running. */
export function publicityDuty(record: RecordInHand, law: Law, today: PlainDate): Duty {
  return dutyOf(provisionalDeadline(law, `${record.item}.publicity`, record.decidedOn), law, today);
}

/** Three working days to withdraw and say why (行政处罚法 arts. 48, 85), from the day on which we learned of it: our reading. */
export function withdrawalDuty(record: RecordInHand, law: Law, today: PlainDate): Duty {
  return dutyOf(provisionalDeadline(law, 'penalty.withdrawal', chinaDate(record.knownAt)), law, today);
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
