import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { MediaType } from './file-kind.ts';

type Of = { document_id: string; organ_path: string };

// Rows as the database has them (migration 0300); each is only ever added to.
declare module '../../ground/platform/db.ts' {
  interface Tables {
    case_documents: {
      id: string;
      case_id: string;
      kind: string;
      template: string;
      title: string;
      signed_by: Signer;
      needs_seal: boolean;
      served_with: string[];
      verified: string;
      code: string;
      made_by: string;
      made_kind: 'person';
      made_at: Date;
      organ_id: string;
      organ_path: string;
    };
    document_versions: Of & {
      version: number;
      text_sha256: Buffer;
      content_id: string;
      lacks: number;
      edition: string;
      written_by: string;
      written_kind: 'person';
      written_at: Date;
    };
    document_numbers: Of & { organ_id: string; serial: string; year: number; number: number };
    document_papers: Of & {
      paper: number;
      version: number;
      text_sha256: Buffer;
      lacks: 0;
      issued_on: PlainDate;
      paper_sha256: Buffer;
      pages: number;
      file_id: string;
      edition: string;
      made_by: string;
      made_at: Date;
    };
    document_signatures: Of & {
      paper: number;
      paper_sha256: Buffer;
      text_sha256: Buffer;
      signed_on: PlainDate;
      signed_by: string;
      signed_kind: 'person';
      post_id: string;
      role: string;
      factor: 'totp' | 'passkey';
      signed_at: Date;
      basis: string[];
    };
    document_seals: Of & {
      paper_sha256: Buffer;
      way: SealWay;
      file_id: string;
      file_sha256: Buffer;
      media_type: MediaType;
      seal: string;
      sealed_by: string;
      sealed_kind: 'person';
      sealed_at: Date;
      basis: string[];
    };
    document_withdrawals: Of & {
      reason_id: string;
      withdrawn_on: PlainDate;
      withdrawn_by: string;
      withdrawn_kind: 'person';
      withdrawn_at: Date;
    };
  }
}

/** Who signs, as the class of the document says. */
export const SIGNERS = ['decider', 'officer', 'party', 'nobody'] as const;
export type Signer = (typeof SIGNERS)[number];
export const SEAL_WAYS = ['service', 'scan'] as const;
export type SealWay = (typeof SEAL_WAYS)[number];
