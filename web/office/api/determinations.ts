import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AnswerShape,
  ChoicesShape,
  DomainAnswerShape,
  DomainsShape,
  StandingShape,
  VersionShape,
} from '../../../src/rights/determinations/determination-shape.ts';
import type { Opened } from './cases.ts';
import { get, post } from './client.ts';

// The shapes are the server's own.
export type Choices = z.infer<typeof ChoicesShape>;
export type Use = Choices['uses'][number]['use'];
export type GateAnswer = z.infer<typeof AnswerShape>;
export type ContentsVersion = z.infer<typeof VersionShape>;
export type StandingLine = z.infer<typeof StandingShape>;
export type Domains = z.infer<typeof DomainsShape>;
export type ListDomain = Domains['domains'][number];
export type DomainProposal = Domains['proposals'][number];
export type DomainAnswer = z.infer<typeof DomainAnswerShape>;
export type Supervision = NonNullable<ContentsVersion['supervision']>;
export type Contents = {
  readonly domain: string | null;
  readonly termMonths: number;
  readonly measures: readonly string[];
  readonly refs: readonly string[];
  readonly role: string | null;
  readonly roleFrom: string | null;
  readonly roleUntil: string | null;
  readonly supervision: Supervision | null;
};
export type Asked = {
  readonly recordId: string;
  readonly use: Use;
  readonly partyId?: string;
  readonly contents: Contents;
};

export const choicesQuery = queryOptions({
  queryKey: ['determinations', 'choices'],
  queryFn: ({ signal }) => get<Choices>('/api/v1/determinations/choices', {}, signal),
});
/** What the law answers to it today; asked anew with each change of what is asked. */
export const answerQuery = (asked: Asked | undefined) =>
  queryOptions({
    queryKey: ['determinations', 'answer', asked],
    queryFn: () => post<GateAnswer>('/api/v1/determinations/questions', asked),
    enabled: asked !== undefined,
    retry: false,
  });
export const standingQuery = queryOptions({
  queryKey: ['determinations', 'standing'],
  queryFn: ({ signal }) =>
    get<{ determinations: readonly StandingLine[] }>('/api/v1/determinations', {}, signal).then(
      ({ determinations }) => determinations,
    ),
  refetchOnMount: 'always',
});
export const contentsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', 'contents', caseId],
    queryFn: ({ signal }) =>
      get<{ versions: readonly ContentsVersion[]; mayRevise: boolean }>(
        `/api/v1/determinations/${caseId}/contents`,
        {},
        signal,
      ),
    refetchOnMount: 'always',
  });
export const domainsQuery = queryOptions({
  queryKey: ['determinations', 'domains'],
  queryFn: ({ signal }) => get<Domains>('/api/v1/list-domains', {}, signal),
  refetchOnMount: 'always',
});
/** What the law answers to a proposal to open that domain, before it is sent. */
export const domainAnswerQuery = (domain: string) =>
  queryOptions({
    queryKey: ['determinations', 'domain', domain],
    queryFn: () => post<DomainAnswer>('/api/v1/list-domains/questions', { domain }),
    enabled: domain !== '',
    retry: false,
  });

export const proposeDomain = (domain: string, key: string) => post<unknown>('/api/v1/list-domains', { domain }, key);
export const reviewDomain = (id: string, key: string) => post<unknown>(`/api/v1/list-domains/${id}/reviews`, {}, key);
export const openDomain = (id: string, key: string) => post<unknown>(`/api/v1/list-domains/${id}/openings`, {}, key);
export const propose = (given: Asked & { readonly on: string; readonly reason: string }, key: string) =>
  post<Opened>('/api/v1/determinations', given, key);
export const revise = (caseId: string, contents: Contents, key: string) =>
  post<{ readonly version: number }>(`/api/v1/determinations/${caseId}/contents`, contents, key);
/** The number stays in the body and is kept nowhere. */
export const enterPerson = (given: { readonly number: string; readonly name: string }, key: string) =>
  post<{ readonly id: string; readonly name: string }>('/api/v1/determinations/persons', given, key);
