import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { DocumentLineShape, DocumentShape } from '../../../src/rights/documents/document-shape.ts';
import { get, getTagged, post, type Tagged } from './client.ts';
import type { Proof } from './factors.ts';
import type { Both } from './me.ts';
import type { Lines } from './publications.ts';

export type DocumentLine = z.infer<typeof DocumentLineShape>;
export type DocumentInFull = z.infer<typeof DocumentShape>;
export type FactField = DocumentInFull['facts'][number];
export type FactValue = NonNullable<FactField['value']>;
export type DocumentKind = { readonly kind: string; readonly name: Both; readonly may: boolean };
export type CaseDocuments = { readonly documents: readonly DocumentLine[]; readonly kinds: readonly DocumentKind[] };

export const caseDocumentsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', 'documents', caseId],
    queryFn: ({ signal }) => get<CaseDocuments>(`/api/v1/cases/${caseId}/documents`, {}, signal),
    refetchOnMount: 'always',
  });
export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', id],
    queryFn: ({ signal }): Promise<Tagged<DocumentInFull>> => getTagged(`/api/v1/documents/${id}`, signal),
    refetchOnMount: 'always',
  });

export type Typed = {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly words: Readonly<Record<string, string>>;
};
type Saved = { readonly id: string; readonly version: number };
export const draftDocument = (caseId: string, kind: string, key: string) =>
  post<Saved>(`/api/v1/cases/${caseId}/documents`, { kind }, key);
export const writeDocument = (id: string, typed: Typed, key: string, seen: string | undefined) =>
  post<Saved>(`/api/v1/documents/${id}/versions`, typed, key, seen);
export const makePaper = (id: string, key: string) => post<unknown>(`/api/v1/documents/${id}/papers`, {}, key);
/** A proof works once: what is signed is the act, not how it was proved. */
export const signDocument = (id: string, paperSha256: string, proof: Proof, key: string) =>
  post<unknown>(`/api/v1/documents/${id}/signature`, { paperSha256, proof }, key);
export type Seal =
  | { readonly way: 'service'; readonly paperSha256: string }
  | { readonly way: 'scan'; readonly paperSha256: string; readonly seal: string; readonly file: string };
export const sealDocument = (id: string, seal: Seal, key: string) =>
  post<unknown>(`/api/v1/documents/${id}/seal`, seal, key);
export const withdrawDocument = (id: string, reason: string, key: string) =>
  post<unknown>(`/api/v1/documents/${id}/withdrawal`, { reason }, key);

export const CHANNELS = ['direct', 'leaving', 'post', 'electronic', 'public_notice'] as const;
export type Channel = (typeof CHANNELS)[number];
export const EVENTS = ['signed', 'refused', 'left', 'reached', 'returned'] as const;
export type ServiceEvent = (typeof EVENTS)[number];
export type Service = {
  readonly id: string;
  readonly channel: Channel;
  readonly begunOn: string;
  readonly documents: readonly { readonly id: string }[];
  readonly events: readonly { readonly what: ServiceEvent; readonly on: string; readonly witnessed: boolean }[];
  readonly notes: readonly ServiceEvent[];
  readonly answer: 'served' | 'running' | 'not_served' | 'failed';
  readonly servedOn: string | null;
  readonly provisional: boolean;
  /** By which a step of the case names this service; null until it is concluded. */
  readonly receiptSha256: string | null;
  readonly basis: readonly string[];
  readonly why: Lines;
};
export type Services = {
  readonly services: readonly Service[];
  readonly ways: readonly {
    readonly documentId: string;
    readonly open: readonly Channel[];
    readonly together: readonly string[];
  }[];
  /** The party's consent to electronic service, and whether somebody has opened its mailbox. */
  readonly consentId: string | null;
  readonly mailbox: boolean;
};
export const servicesQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', 'services', caseId],
    queryFn: ({ signal }) => get<Services>(`/api/v1/cases/${caseId}/services`, {}, signal),
    refetchOnMount: 'always',
  });
export type ServiceBegun = {
  readonly channel: Channel;
  readonly documents: readonly string[];
  readonly begunOn?: string;
  readonly recipient: string;
  readonly lost: boolean;
  readonly reason?: string;
};
export const beginService = (caseId: string, given: ServiceBegun, key: string) =>
  post<unknown>(`/api/v1/cases/${caseId}/services`, given, key);
export type ConsentGiven = { readonly givenOn: string; readonly file: string };
export const keepConsent = (caseId: string, given: ConsentGiven, key: string) =>
  post<unknown>(`/api/v1/cases/${caseId}/service-consents`, given, key);
export const endConsent = (id: string, key: string) => post<unknown>(`/api/v1/service-consents/${id}/end`, {}, key);
export type EventNoted = {
  readonly what: ServiceEvent;
  readonly on: string;
  readonly witnessed: boolean;
  readonly note?: string;
  /** Proof, base64. */
  readonly file?: string;
};
export const noteEvent = (serviceId: string, given: EventNoted, key: string) =>
  post<unknown>(`/api/v1/services/${serviceId}/events`, given, key);
export const concludeService = (serviceId: string, key: string) =>
  post<unknown>(`/api/v1/services/${serviceId}/outcome`, {}, key);
