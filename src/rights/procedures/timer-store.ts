import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';

/** The same mark twice is one: two workers may see the same clock. */
export async function insertTimerMark(
  tx: Tx,
  found: { caseId: string; timer: string; version: number; mark: 'due' | 'overdue'; organPath: string },
  on: PlainDate,
  at: Date,
): Promise<void> {
  const { caseId: case_id, timer, version, mark, organPath: organ_path } = found;
  await tx
    .insertInto('procedure_timer_marks')
    .values({ case_id, timer, version, mark, marked_on: on, marked_at: at, organ_path })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
