import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import { sendFile } from './send-file.ts';

export const OUTCOMES = ['good', 'refused', 'doubtful', 'duplicate', 'same', 'corrected', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const STATES = ['staging', 'previewed', 'accepted', 'discarded', 'unreadable'] as const;
export type BatchState = (typeof STATES)[number];

/** Something about a sheet or a column, not about a row. */
export type FileNote = {
  readonly code: string;
  readonly sheet: string;
  readonly row?: number;
  readonly column?: number;
  readonly facts?: Readonly<Record<string, unknown>>;
};
type Table = {
  readonly sheet?: string;
  readonly headerRow?: number;
  readonly columns?: readonly { readonly at: number; readonly field: string; readonly heading: string }[];
};
export type Batch = {
  readonly id: string;
  readonly item: string;
  readonly state: BatchState;
  readonly history: boolean;
  readonly receivedAt: string;
  readonly sha256: string;
  readonly organ: string;
  readonly submitter: string;
  readonly counts: (Readonly<Record<Outcome, number>> & { rows: number; late: number; classUnknown: number }) | null;
  readonly layout:
    | (Table & {
        /** Tables on further sheets of the workbook. */
        readonly more?: readonly Table[];
        readonly notes?: readonly FileNote[];
        readonly refusal?: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> };
      })
    | null;
  readonly position: number | null;
};
export type RowProblem = {
  readonly code: string;
  readonly severity: string;
  readonly cell?: string;
  readonly message: string;
  readonly messageEn: string;
  readonly rule: string;
  readonly article?: string;
};
export type BatchRow = {
  readonly row: number;
  /** Where the file has tables on several sheets. */
  readonly sheet: string | null;
  readonly after: number;
  readonly outcome: Outcome;
  readonly late: boolean;
  readonly name: string | null;
  readonly documentNumber: string | null;
  readonly class: string | null;
  readonly problems: readonly RowProblem[];
};
export type RowFilter = { readonly outcome?: Outcome | undefined; readonly problems?: boolean | undefined };

/** A batch that is being read is asked again until it has been. */
const READING_MS = 1_000;
const stillMoves = (batch: Batch | undefined) =>
  batch?.state === 'staging' || (batch?.state === 'accepted' && batch.position === null);

export function batchesQuery(state: BatchState | undefined) {
  return queryOptions({
    queryKey: ['batches', state ?? 'any'],
    queryFn: ({ signal }) => get<readonly Batch[]>('/api/v1/batches', { state, limit: 200 }, signal),
    refetchInterval: ({ state: { data } }) => (data?.some(stillMoves) ? READING_MS : false),
  });
}

export function batchQuery(id: string) {
  return queryOptions({
    queryKey: ['batch', id],
    queryFn: ({ signal }) => get<Batch>(`/api/v1/batches/${id}`, {}, signal),
    refetchInterval: ({ state: { data } }) => (stillMoves(data) ? READING_MS : false),
  });
}

export const ROWS_A_PAGE = 200;
export function listRows(id: string, after: number, filter: RowFilter, signal: AbortSignal) {
  const query = { after, limit: ROWS_A_PAGE, outcome: filter.outcome, problems: filter.problems ? 'true' : undefined };
  return get<readonly BatchRow[]>(`/api/v1/batches/${id}/rows`, query, signal);
}

export type Step = 'accept_good_rows' | 'accept_all_or_none' | 'discard';
export function stepBatch(id: string, step: Step, requestKey: string): Promise<unknown> {
  return post(`/api/v1/batches/${id}/steps`, { step }, requestKey);
}

export function errorSheetAddress(id: string): string {
  return `/api/v1/batches/${id}/error-sheet`;
}

/** Sends a file. Answers the batch's id. */
export function submitFile(
  file: File,
  { item, history }: { item?: string | undefined; history: boolean },
  onProgress: (percent: number) => void,
): Promise<{ readonly id: string }> {
  return sendFile('/api/v1/submissions', { history: String(history), ...(item && { item }) }, file, onProgress);
}
