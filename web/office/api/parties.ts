import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

export const CAPACITIES = ['representative', 'agent', 'self'] as const;
export type Capacity = (typeof CAPACITIES)[number];
export type PartyAccount = {
  readonly id: string;
  readonly username: string;
  readonly party: string;
  readonly capacity: Capacity;
  readonly until: string | null;
  /** Masked. */
  readonly holder: string;
  readonly openedAt: string;
  readonly joined: boolean;
  readonly endedAt: string | null;
};
/** The code is told this once, on the paper. */
export type PartyLetter = {
  readonly accountId: string;
  readonly username: string;
  readonly code: string;
  readonly expiresAt: string;
  /** PDF, base64. */
  readonly paper: string;
};
export type PartyInvited = {
  readonly code?: string;
  readonly personNumber?: string;
  readonly capacity: Capacity;
  readonly until?: string;
  readonly holder: string;
  readonly shown: string;
};

export const accountsQuery = queryOptions({
  queryKey: ['parties', 'accounts'],
  queryFn: async ({ signal }) =>
    (await get<{ accounts: readonly PartyAccount[] }>('/api/v1/parties', {}, signal)).accounts,
});
export const inviteParty = (given: PartyInvited, key: string) => post<PartyLetter>('/api/v1/parties', given, key);
export const inviteAgain = (id: string, key: string) => post<PartyLetter>(`/api/v1/parties/${id}/invitations`, {}, key);
export const endAccount = ({ id, reason }: { readonly id: string; readonly reason: string }, key: string) =>
  post<unknown>(`/api/v1/parties/${id}/ends`, { reason }, key);

export type Statement = {
  readonly id: string;
  readonly recordId: string;
  readonly documentNumber: string;
  readonly organ: { readonly zh: string; readonly en: string };
  readonly madeAt: string;
  readonly byMe: boolean;
};
export const statementsQuery = queryOptions({
  queryKey: ['parties', 'statements'],
  queryFn: async ({ signal }) =>
    (await get<{ statements: readonly Statement[] }>('/api/v1/statements', {}, signal)).statements,
});
type FoundBy = { readonly code?: string; readonly personNumber?: string };
export const enterStatement = (
  given: FoundBy & { readonly documentNumber: string; readonly text: string },
  key: string,
) => post<unknown>('/api/v1/statements', given, key);

export type ReportMade = {
  readonly id: string;
  readonly number: string;
  /** PDF, base64, for a party that reads no mailbox here. */
  readonly letter: string | null;
};
export const makeReport = (
  given: FoundBy & {
    readonly holder: string;
    readonly shown: string;
    readonly purpose: string;
    readonly asOf?: string;
  },
  key: string,
) => post<ReportMade>('/api/v1/reports', given, key);
export const reportPaper = ({ id }: Pick<ReportMade, 'id'>): string => `/api/v1/reports/${id}/pdf`;

export type Span = { readonly start: number; readonly end: number };
export type StatementSeen = { readonly text: string; readonly places: readonly (Span & { readonly kind: string })[] };
export const lookAtStatement = ({ id, reason }: { readonly id: string; readonly reason: string }, key: string) =>
  post<StatementSeen>(`/api/v1/statements/${id}/looks`, { reason }, key);
export type StatementReview =
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'released'; readonly reason: string; readonly redactions: readonly Span[] };
export const reviewStatement = (
  { id, review }: { readonly id: string; readonly review: StatementReview },
  key: string,
) => post<unknown>(`/api/v1/statements/${id}/reviews`, review, key);
