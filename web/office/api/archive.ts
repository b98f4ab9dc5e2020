import { queryOptions } from '@tanstack/react-query';
import { get, post, postForFile } from './client.ts';
import type { Both } from './me.ts';
import type { Duty } from './publications.ts';

/** A closed case that no package holds yet. */
export type Waiting = {
  readonly id: string;
  readonly procedureName: Both;
  readonly documentNumber: string;
  readonly closedOn: string;
  readonly duty: Duty;
};
/** A package for the archive, with its receipt where there is one. */
export type Handover = {
  readonly id: string;
  readonly receiver: string;
  readonly sha256: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly cases: number;
  readonly number: string | null;
  readonly receivedOn: string | null;
  readonly mayConfirm: boolean;
};
/** In one package at most: the server says no to more. */
export const MOST_CASES = 50;
export type HandoverGiven = {
  readonly caseIds: readonly string[];
  readonly receiver: string;
  readonly reason: string;
};
export type ReceiptGiven = { readonly sha256: string; readonly number: string; readonly receivedOn: string };

export const archiveQuery = queryOptions({
  queryKey: ['archive'],
  queryFn: ({ signal }) =>
    get<{ waiting: readonly Waiting[]; handovers: readonly Handover[] }>('/api/v1/archive/handovers', {}, signal),
  refetchOnMount: 'always',
});
/** Makes the package and saves it as a file. */
export const makeHandover = (given: HandoverGiven) => postForFile('/api/v1/archive/handovers', given);
export const confirmReceipt = (id: string, given: ReceiptGiven, key: string) =>
  post(`/api/v1/archive/handovers/${id}/receipts`, given, key);
