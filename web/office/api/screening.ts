import { RELATIONS, type Relation } from '../../../src/audit/alarm.ts';
import { newRequestKey, post } from './client.ts';

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

export type JudgementGiven = {
  readonly subjectId: string;
  readonly spelling: string;
  readonly verdict: 'same' | 'not_same';
  readonly until: string;
  readonly reason: string;
};

export function judgeSpelling(given: JudgementGiven, key: string = newRequestKey()): Promise<{ readonly id: string }> {
  return post('/api/v1/judgements', given, key);
}

/** How near the officer is to a party; added to, never changed. */
export const declareInterest = (subjectId: string, relation: Relation, key: string) =>
  post('/api/v1/me/interests', { subjectId, relation }, key);
