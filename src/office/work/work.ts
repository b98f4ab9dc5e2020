import { z } from 'zod';
import { WHENS } from '../../rules/deadlines/duty.ts';
import { DutyShape } from '../../rules/deadlines/duty-shape.ts';

/** What a matter on the list waits for; the screen knows from it where it is dealt with. */
export const WORK_KINDS = [
  'quarantine',
  'batch',
  'to_review',
  'to_release',
  'withdrawal',
  'term',
  'case',
  'review',
  'inspection',
  'announced',
  'notice',
  'silent',
  'merge',
] as const;

const Name = z.object({ zh: z.string(), en: z.string() });

/** One matter that waits for this person. */
export const WorkItem = z.object({
  kind: z.enum(WORK_KINDS),
  /** Of the row, the batch, the record, the case, the notice or the judgement of two parties. */
  id: z.uuid(),
  /** Not known of a notice about a record of another organ. */
  item: z.string().nullable(),
  /** Of a case: which procedure, and where it stands. */
  procedure: Name.nullable(),
  state: Name.nullable(),
  organ: Name,
  name: z.string().nullable(),
  documentNumber: z.string().nullable(),
  /** Why a row waits in quarantine. */
  matter: z.string().nullable(),
  row: z.number().nullable(),
  rows: z.number().nullable(),
  duty: DutyShape,
  when: z.enum(WHENS),
  /** On whose desk it lies, where this person stands in for somebody who is away. */
  standsInFor: z.string().nullable(),
});
export type WorkItem = z.infer<typeof WorkItem>;
/** Before it is known when it is due and on whose desk it lies. */
export type Waiting = Omit<WorkItem, 'when' | 'standsInFor'>;

/** What lies on a desk, and not before a post: it is handed over when its owner is away. */
export const PERSONAL: ReadonlySet<WorkItem['kind']> = new Set(['quarantine', 'silent']);

/** Overdue first, then by the day on which it is due; what came together stays together. */
export function byDueDay(items: readonly WorkItem[]): WorkItem[] {
  const rank = ({ duty }: WorkItem) => (duty.overdue ? 0 : 1);
  return items.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      a.duty.dueOn.localeCompare(b.duty.dueOn) ||
      a.kind.localeCompare(b.kind) ||
      (a.row ?? 0) - (b.row ?? 0),
  );
}
