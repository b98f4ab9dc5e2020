import { queryOptions } from '@tanstack/react-query';
import type { WorkItem as ServedWork } from '../../../src/office/work/work.ts';
import { get } from './client.ts';
import type { Both } from './me.ts';
import type { Duty } from './publications.ts';
import type { QuarantineKind } from './quarantine.ts';

export type WorkKind = ServedWork['kind'];
/** One matter that waits; `id` is that of the row, the batch, the record, the case or the notice. */
export type WorkItem = {
  readonly kind: WorkKind;
  readonly id: string;
  /** Not known of a notice about a record of another organ. */
  readonly item: string | null;
  /** Of a case: which procedure, and where it stands. */
  readonly procedure: Both | null;
  readonly state: Both | null;
  readonly organ: Both;
  readonly name: string | null;
  readonly documentNumber: string | null;
  readonly matter: QuarantineKind | null;
  readonly row: number | null;
  readonly rows: number | null;
  readonly duty: Duty;
  readonly when: 'late' | 'today' | 'week' | 'later';
  /** On whose desk it lies, where this person stands in for somebody who is away. */
  readonly standsInFor: string | null;
};
export type Work = { readonly today: string; readonly items: readonly WorkItem[]; readonly more: boolean };

/** What waits for this post; `whole`: also what an organ below has in its own hands. */
export function workQuery(whole: boolean) {
  return queryOptions({
    queryKey: ['work', whole],
    queryFn: ({ signal }) => get<Work>('/api/v1/work', { whole }, signal),
    refetchInterval: 120_000,
    refetchOnMount: 'always',
  });
}
