import type { Capacity } from '../../ground/access/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';

type Entered = { entered_by: string; entered_kind: 'person'; entered_at: Date; organ_path: string };

// Rows of migration 0360; all are only ever added to.
declare module '../../ground/platform/db.ts' {
  interface Tables {
    party_accounts: Entered & {
      account_id: string;
      account_kind: 'party';
      subject_id: string;
      capacity: Capacity;
      until: PlainDate | null;
      shown_id: string;
      organ_id: string;
    };
    party_account_ends: Entered & { account_id: string; reason_id: string };
    party_drafts: {
      id: string;
      account_id: string;
      subject_id: string;
      record_id: string;
      form: DraftForm;
      sealed_id: string | null;
      saved_at: Date;
    };
    procedure_files: {
      case_id: string;
      number: number;
      file_id: string;
      media_type: MediaType;
      handed_in_by: string;
      handed_in_at: Date;
      organ_path: string;
    };
  }
}

export const DRAFT_FORMS = ['objection', 'repair', 'statement'] as const;
export type DraftForm = (typeof DRAFT_FORMS)[number];

/** What a party may hand in as a file: papers as they are scanned or photographed. */
export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];
