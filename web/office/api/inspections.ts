import { queryOptions } from '@tanstack/react-query';
import type { Person } from './away.ts';
import { get, post } from './client.ts';

export type Outcome = 'nothing_found' | 'handed_on' | 'not_held';
export type Cause = 'away' | 'recused' | 'interest' | 'left';
type Turn = {
  readonly caseId: string;
  readonly documentNumber: string;
  readonly party: string;
  readonly turn: number;
  readonly from: string;
  readonly until: string;
};
/** An inspection under key supervision: drawn or not, held or not. */
export type Inspection = Turn & {
  readonly id: string;
  readonly plans: readonly string[];
  readonly onDay: string | null;
  readonly crew: readonly Person[];
  readonly openPlan: string | null;
  readonly standing: 'stands' | 'rests' | 'over';
  readonly outcome: Outcome | 'fell_away' | null;
  readonly note: string | null;
  readonly mine: boolean;
};
export type Inspector = Person & { readonly id: string; readonly serviceNumber: string };
export type Inspections = {
  readonly mayPlan: boolean;
  readonly crew: number;
  readonly articles: readonly string[];
  readonly inspectors: readonly Inspector[];
  readonly eligible: readonly Person[];
  readonly due: readonly Turn[];
  readonly inspections: readonly Inspection[];
};
export type DueTurn = Turn;

export const inspectionsQuery = queryOptions({
  queryKey: ['inspections'],
  queryFn: ({ signal }) => get<Inspections>('/api/v1/inspections', {}, signal),
});

/** All from which a draw is made again. */
export type Draw = {
  readonly id: string;
  readonly position: number | null;
  readonly pools: string;
  readonly poolsSha256: string;
  readonly draw: { readonly logSize: number; readonly logRoot: string; readonly seed: string } | null;
};
export const drawQuery = (planId: string) =>
  queryOptions({
    queryKey: ['inspections', 'draw', planId],
    queryFn: ({ signal }) => get<Draw>(`/api/v1/inspection-plans/${planId}`, {}, signal),
  });

export const planInspections = (until: string, key: string) =>
  post<unknown>('/api/v1/inspection-plans', { until }, key);
export const drawPlan = (planId: string, key: string) =>
  post<unknown>(`/api/v1/inspection-plans/${planId}/draws`, {}, key);
export type Entered = { readonly accountId: string; readonly serviceNumber: string };
export const enterInspector = (given: Entered, key: string) => post<unknown>('/api/v1/inspectors', given, key);
export const endInspector = (id: string, key: string) => post<unknown>(`/api/v1/inspectors/${id}/endings`, {}, key);
export type Concluded = { readonly id: string; readonly outcome: Outcome; readonly note: string | null };
export const concludeInspection = ({ id, ...given }: Concluded, key: string) =>
  post<unknown>(`/api/v1/inspections/${id}/outcomes`, given, key);
export type Replaced = {
  readonly id: string;
  readonly accountId: string;
  readonly cause: Cause;
  readonly reason: string;
};
export const replaceInspector = ({ id, ...given }: Replaced, key: string) =>
  post<unknown>(`/api/v1/inspections/${id}/replacements`, given, key);
