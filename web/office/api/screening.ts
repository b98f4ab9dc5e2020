import { queryOptions } from '@tanstack/react-query';
import { RELATIONS, type Relation } from '../../../src/ground/audit/alarm.ts';
import { get, post } from './client.ts';
import { sendFile } from './send-file.ts';

export { RELATIONS, type Relation };

type Both = { readonly zh: string; readonly en: string };
export type Decision = 'strong' | 'look' | 'none';
export type Judgement = {
  readonly id: string;
  readonly verdict: 'same' | 'not_same';
  readonly reason: string;
  readonly until: string;
  readonly by: string;
  readonly on: string;
};
/** How what was typed and a party meet. `similarity` is between two spellings, never about a party. */
export type PartyHit = {
  readonly subjectId: string;
  readonly kind: 'organisation' | 'individual_business' | 'person';
  readonly name: string;
  readonly met?: string;
  readonly code: string | null;
  readonly similarity: number;
  readonly class: string;
  readonly says: Both;
  readonly settledBy: Both;
  readonly decision: Decision;
  readonly ended: boolean;
  readonly judgement?: Judgement;
};
export type PartyAnswer = {
  readonly code: 'no_code' | 'valid' | 'wrong_check' | 'not_on_list' | 'found';
  readonly hits: readonly PartyHit[];
};
export type Why = { readonly matter: string; readonly purpose: string };

/** Whom one spelling or code may mean. POSTed, so that no name stands in an address; each question leaves a row in the use log. */
export async function findParty(typed: string, why: Why, top: number): Promise<PartyAnswer> {
  const body = { ...why, top, queries: [{ name: typed }] };
  const { answers } = await post<{ readonly answers: readonly PartyAnswer[] }>('/api/v1/screening', body);
  return answers[0]!;
}

/** A list that was sent; its rows are compared beside the requests. */
export type NameList = {
  readonly id: string;
  readonly state: 'waiting' | 'done' | 'unreadable';
  readonly rowsDone: number;
  readonly retainUntil: string;
  readonly refusal: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } | null;
};

export const submitList = (file: File, why: Why, onProgress: (percent: number) => void) =>
  sendFile('/api/v1/screening/lists', { ...why }, file, onProgress);

const COMPARING_MS = 1_000;
export const listQuery = (id: string) =>
  queryOptions({
    queryKey: ['name-list', id],
    queryFn: ({ signal }) => get<NameList>(`/api/v1/screening/lists/${id}`, {}, signal),
    enabled: id !== '',
    refetchInterval: ({ state: { data } }) => (data?.state === 'waiting' ? COMPARING_MS : false),
  });
export const listResultAddress = (id: string) => `/api/v1/screening/lists/${id}/result`;

export const VERDICTS = ['same', 'not_same'] as const;
export type Verdict = (typeof VERDICTS)[number];
export type JudgementGiven = {
  readonly subjectId: string;
  readonly spelling: string;
  readonly verdict: Verdict;
  readonly until: string;
  readonly reason: string;
};

export function judgeSpelling(given: JudgementGiven, key: string): Promise<{ readonly id: string }> {
  return post('/api/v1/judgements', given, key);
}

/** How near the officer is to a party; added to, never changed. */
export const declareInterest = (subjectId: string, relation: Relation, key: string) =>
  post('/api/v1/me/interests', { subjectId, relation }, key);
