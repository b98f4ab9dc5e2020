import dayjs from 'dayjs';
import type { Duty } from '../../api/publications.ts';

/** The day as the server counted it; how many working days are left is not told, so nothing is counted here. */
export function dutyOf(dueOn: string, today: string = dayjs().format('YYYY-MM-DD')): Duty {
  return { dueOn, provisional: false, workingDaysLeft: dueOn === today ? 0 : null, overdue: dueOn < today };
}
