import { z } from 'zod';

const Lines = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });

/** A day that is due, as an answer of the API gives it. */
export const DutyShape = z.object({
  dueOn: z.string(),
  /** A year without its notice lies in between: the earliest day that may come. */
  provisional: z.boolean(),
  workingDaysLeft: z.number().nullable(),
  overdue: z.boolean(),
  articles: z.array(z.string()).readonly(),
  why: Lines,
});
