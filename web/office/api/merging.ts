import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

type Both = { readonly zh: string; readonly en: string };
/** One of two parties that may be one: who it is, nothing of what is recorded about it. */
export type PairedParty = {
  readonly id: string;
  /** The newest first. */
  readonly names: readonly string[];
  readonly codes: readonly {
    readonly kind: 'uscc' | 'organisation_code' | 'registration_number';
    readonly key: string;
    readonly faultAccepted: boolean;
  }[];
  readonly knownAt: string;
};
export type PartyPair = { readonly one: PairedParty; readonly other: PairedParty };
export type OpenPair = PartyPair & { readonly says: Both; readonly settledBy: Both; readonly foundAt: string };
export type JudgedPair = PartyPair & {
  readonly successorId: string;
  readonly reason: string;
  readonly until: string;
  readonly by: string;
  readonly at: string;
};
export type WaitingPair = JudgedPair & { readonly judgementId: string; readonly byMe: boolean };
export type MergedPair = JudgedPair & {
  readonly mergeId: string;
  readonly confirmedBy: string;
  readonly confirmedAt: string;
};
type Pairs = {
  readonly open: readonly OpenPair[];
  readonly waiting: readonly WaitingPair[];
  readonly merged: readonly MergedPair[];
};

export const pairsQuery = queryOptions({
  queryKey: ['merging'],
  queryFn: ({ signal }) => get<Pairs>('/api/v1/subject-pairs', {}, signal),
});

export type PairJudged = {
  readonly subjectIds: readonly [string, string];
  readonly verdict: 'same' | 'not_same';
  /** Under which of the two the party goes on; null where they are not one. */
  readonly successorId: string | null;
  readonly until: string;
  readonly reason: string;
};
export const judgePair = (given: PairJudged, key: string) => post<unknown>('/api/v1/subject-pairs', given, key);

export type MergeSettled = {
  readonly judgementId: string;
  readonly outcome: 'confirmed' | 'refused';
  readonly reason: string;
};
export const settleMerge = ({ judgementId, ...given }: MergeSettled, key: string) =>
  post<unknown>(`/api/v1/subject-pairs/${judgementId}/confirmations`, given, key);

export const partParties = ({ mergeId, reason }: { mergeId: string; reason: string }, key: string) =>
  post<unknown>(`/api/v1/subject-merges/${mergeId}/partings`, { reason }, key);
