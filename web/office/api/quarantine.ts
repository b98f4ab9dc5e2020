import { queryOptions } from '@tanstack/react-query';
import type { RowProblem } from './batches.ts';
import { get, post } from './client.ts';
import type { Both } from './me.ts';
import type { Duty } from './publications.ts';

export type QuarantineKind =
  | 'name_contradicts_code'
  | 'number_on_another_day'
  | 'class_unknown'
  | 'identifier_fault'
  | 'organ_not_competent'
  | 'several_parties'
  | 'party_unclear';
export type QuarantineRow = {
  readonly id: string;
  readonly batchId: string;
  readonly row: number;
  /** Where the file has tables on several sheets. */
  readonly sheet: string | null;
  readonly item: string;
  readonly kind: QuarantineKind;
  readonly problems: readonly RowProblem[];
  /** Null: nothing of the row is sealed. */
  readonly sealedId: string | null;
  readonly recordId: string | null;
  /** Whom the row is about, a natural person masked; null where a cell holds several or nobody knows. */
  readonly party: string | null;
  readonly documentNumber: string | null;
  readonly owner: string;
  readonly openedAt: string;
  readonly duty: Duty;
  /** How it can be settled; where this officer may not, why not. */
  readonly ways: readonly { readonly outcome: Outcome; readonly allowed: boolean; readonly says: Both }[];
};
export type Outcome = 'accepted' | 'returned' | 'classified';
export const QUARANTINE_KINDS = [
  'name_contradicts_code',
  'number_on_another_day',
  'class_unknown',
  'identifier_fault',
  'organ_not_competent',
  'several_parties',
  'party_unclear',
] as const satisfies readonly QuarantineKind[];
export const CLASSES = ['minor', 'general', 'serious'] as const;
export type SeverityClass = (typeof CLASSES)[number];
export type Settlement =
  | { readonly outcome: 'accepted' | 'returned'; readonly reason: string }
  | {
      readonly outcome: 'classified';
      readonly class: SeverityClass;
      readonly basis: readonly string[];
      readonly reason: string;
    };
/** The row as it came: sealed fields by code; of a row that waits as a whole, what it came to. */
export type SeenRow = {
  readonly fields?: Readonly<Record<string, string>>;
  readonly content?: Readonly<Record<string, unknown>>;
};

/** Everything that waits, the soonest due first: as much as the server gives at once. */
export const quarantineQuery = queryOptions({
  queryKey: ['quarantine'],
  queryFn: ({ signal }) => get<readonly QuarantineRow[]>('/api/v1/quarantine', { limit: 500 }, signal),
});

/** Each look is recorded; it is never kept in a cache. */
export const lookAtRow = (sealedId: string, reason: string, key: string) =>
  post<SeenRow>('/api/v1/quarantine/looks', { sealedId, reason }, key);
export const settleRow = (id: string, settlement: Settlement, key: string) =>
  post<{ readonly recorded: boolean }>(`/api/v1/quarantine/${id}/decisions`, settlement, key);
