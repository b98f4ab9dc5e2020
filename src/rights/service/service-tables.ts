import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { ServiceChannel } from '../../rules/law/index.ts';

type Noted = { noted_by: string; noted_kind: 'person'; noted_at: Date; organ_path: string };
type Entered = { entered_by: string; entered_kind: 'person'; entered_at: Date; organ_path: string };

// Rows as the database has them (migration 0301); each is only ever added to.
declare module '../../ground/platform/db.ts' {
  interface Tables {
    service_consents: Entered & {
      id: string;
      subject_id: string;
      given_on: PlainDate;
      form_file: string;
      form_sha256: Buffer;
    };
    service_consent_ends: Omit<Entered, 'entered_kind'> & {
      consent_id: string;
      ended_on: PlainDate;
      entered_kind: 'person' | 'party';
    };
    services: {
      id: string;
      case_id: string;
      channel: ServiceChannel;
      begun_on: PlainDate;
      consent_id: string | null;
      lost: boolean;
      why_id: string | null;
      recipient_id: string;
      basis: string[];
      edition: string;
      begun_by: string;
      begun_kind: 'person';
      begun_at: Date;
      organ_path: string;
    };
    service_documents: { service_id: string; document_id: string; paper_sha256: Buffer; organ_path: string };
    service_events: Noted & {
      service_id: string;
      number: number;
      what: ServiceEvent;
      happened_on: PlainDate;
      witnessed: boolean;
      note_id: string | null;
      file_id: string | null;
      file_sha256: Buffer | null;
    };
    service_outcomes: {
      service_id: string;
      served_on: PlainDate;
      receipt_sha256: Buffer;
      derivation: string;
      edition: string;
      concluded_by: string;
      concluded_at: Date;
      organ_path: string;
    };
  }
}

/** What is noted of a service: the receipt signed, a refusal, documents left, arrived in the mailbox, came back. */
export const SERVICE_EVENTS = ['signed', 'refused', 'left', 'reached', 'returned'] as const;
export type ServiceEvent = (typeof SERVICE_EVENTS)[number];
