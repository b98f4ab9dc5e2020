import { queryOptions } from '@tanstack/react-query';
import {
  BREACH_KINDS,
  type BreachStep,
  DISPOSALS,
  ENTRUSTMENT_EVENTS,
  type EntrustmentEvent,
  ERASURE_GROUNDS,
  type ErasureGround,
  type ErasureHindrance,
  type NoticeAsked,
} from '../../../src/office/privacy/register-codes.ts';
import { get, post, postForFile } from './client.ts';
import type { Both } from './me.ts';

export {
  BREACH_KINDS,
  type BreachStep,
  DISPOSALS,
  ENTRUSTMENT_EVENTS,
  type EntrustmentEvent,
  ERASURE_GROUNDS,
  type ErasureGround,
};

export type Clock = {
  readonly code: string;
  readonly name: Both;
  readonly due: string;
  readonly keptOn: string | null;
  readonly basis: readonly string[];
  readonly mark: 'verified' | 'secondary' | 'memory' | 'reading';
};
export type BreachGiven = {
  readonly kind: (typeof BREACH_KINDS)[number];
  readonly certain: boolean;
  readonly happenedOn: string | null;
  readonly foundOn: string;
  readonly items: readonly string[];
  readonly dataKinds: string;
  readonly persons: number | null;
  readonly cause: string;
  readonly harm: string;
};
export type Breach = BreachGiven & {
  readonly id: string;
  readonly enteredBy: string;
  readonly closed: boolean;
  readonly open: readonly BreachStep[];
  readonly clocks: readonly Clock[];
  readonly steps: readonly {
    readonly step: BreachStep;
    readonly takenOn: string;
    readonly note: string;
    readonly told: string | null;
    readonly by: string;
  }[];
};
export type BreachStepGiven = {
  readonly step: BreachStep;
  readonly on: string;
  readonly note: string;
  readonly told?: string;
  readonly noticeSha256?: string;
};

export type Contract = {
  readonly operator: string;
  readonly operatorCode: string;
  readonly items: readonly string[];
  readonly purpose: string;
  readonly manner: string;
  readonly dataKinds: string;
  readonly measures: string;
  readonly duties: string;
  readonly since: string;
  readonly until: string;
  readonly contractSha256: string;
};
export type EventGiven = {
  readonly what: EntrustmentEvent;
  readonly on: string;
  readonly note: string;
  readonly mendBy?: string;
  readonly disposal?: (typeof DISPOSALS)[number];
  readonly proofSha256?: string;
};
export type Entrustment = Contract & {
  readonly id: string;
  readonly state: 'standing' | 'over' | 'ended';
  readonly checkDueOn: string | null;
  readonly mendBy: string | null;
  readonly told: readonly { readonly what: EntrustmentEvent; readonly happenedOn: string; readonly note: string }[];
};
export type ErasureGiven = {
  readonly about: { readonly recordId: string };
  readonly ground: ErasureGround;
  readonly refs: readonly string[];
  readonly note: string;
};
export type ErasureOutcome = 'erase' | 'keep';
export type Erasure = {
  readonly id: string;
  readonly about: 'party' | 'file';
  readonly name: string | null;
  readonly ground: ErasureGround;
  readonly basis: readonly string[];
  readonly note: string;
  readonly proposedAt: string;
  readonly proposedBy: string;
  readonly outcome: ErasureOutcome | null;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly decidedNote: string | null;
  readonly doneAt: string | null;
  readonly against: readonly ErasureHindrance[];
  readonly mine: boolean;
};
export type Consent = {
  readonly kind: 'electronic_service' | 'report_fetching';
  readonly id: string;
  readonly givenAt: string;
  readonly until: string | null;
  readonly endedAt: string | null;
  readonly basis: readonly string[];
};
export type KeptKind = {
  readonly what:
    | 'files'
    | 'values'
    | 'lists'
    | 'uses'
    | 'screenings'
    | 'looks'
    | 'requests'
    | 'journal'
    | 'assessments';
  readonly ends: 'worker' | 'kept';
  readonly basis: readonly string[];
  readonly count: number;
  readonly firstOn: string | null;
  readonly overdue: number;
  readonly resting: number;
};
export type Run = { readonly ranOn: string; readonly values: number; readonly files: number; readonly uses: number };
export type Processing = {
  readonly item: string;
  readonly name: string;
  readonly nameEn: string;
  readonly personalInformation: 'none' | 'ordinary' | 'sensitive';
  readonly enabled: boolean;
  readonly basis: readonly string[];
  readonly retention: { readonly count: number; readonly unit: 'workingDay' | 'day' | 'month' | 'year' };
  readonly sealed: readonly string[];
  readonly toAssess: readonly string[];
};

const read = <Name extends string, Row>(path: string, name: Name) =>
  queryOptions({
    queryKey: ['privacy', path],
    queryFn: async ({ signal }) =>
      (await get<{ readonly [N in Name]: readonly Row[] }>(`/api/v1/privacy/${path}`, {}, signal))[name],
  });
export const breachesQuery = read<'breaches', Breach>('breaches', 'breaches');
export const entrustmentsQuery = read<'entrustments', Entrustment>('entrustments', 'entrustments');
export const consentsQuery = read<'consents', Consent>('consents', 'consents');
export const erasuresQuery = read<'erasures', Erasure>('erasures', 'erasures');
export const processingQuery = read<'items', Processing>('processing', 'items');
export const retentionQuery = queryOptions({
  queryKey: ['privacy', 'retention'],
  queryFn: ({ signal }) =>
    get<{ readonly kinds: readonly KeptKind[]; readonly runs: readonly Run[] }>(
      '/api/v1/privacy/retention',
      {},
      signal,
    ),
});

export const enterBreach = (given: BreachGiven, key: string) => post('/api/v1/privacy/breaches', given, key);
export const stepBreach = (id: string, given: BreachStepGiven, key: string) =>
  post(`/api/v1/privacy/breaches/${id}/steps`, given, key);
/** The paper by which a breach is told, saved as a file. */
export const printNotice = (id: string, given: NoticeAsked) =>
  postForFile(`/api/v1/privacy/breaches/${id}/notices`, given);
export const enterEntrustment = (given: Contract, key: string) => post('/api/v1/privacy/entrustments', given, key);
export const tellOfEntrustment = (id: string, given: EventGiven, key: string) =>
  post(`/api/v1/privacy/entrustments/${id}/events`, given, key);
export const exportCompliance = () => postForFile('/api/v1/privacy/exports', {});
export const proposeErasure = (given: ErasureGiven, key: string) => post('/api/v1/privacy/erasures', given, key);
export const decideErasure = (
  { id, ...given }: { readonly id: string; readonly outcome: ErasureOutcome; readonly note: string },
  key: string,
) => post(`/api/v1/privacy/erasures/${id}/decisions`, given, key);
