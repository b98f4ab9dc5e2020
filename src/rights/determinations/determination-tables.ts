import type { PlainDate } from '../../ground/kernel/plain-date.ts';

// Rows of migration 0332; all are only ever added to.
declare module '../../ground/platform/db.ts' {
  interface Tables {
    list_domain_proposals: {
      id: string;
      code: string;
      proposed_by: string;
      proposed_kind: 'person';
      proposed_at: Date;
      organ_path: string;
    };
    list_domain_reviews: {
      id: string;
      code: string;
      proposed_by: string;
      reviewed_by: string;
      reviewed_kind: 'person';
      reviewed_at: Date;
      organ_path: string;
    };
    list_domains: {
      id: string;
      code: string;
      proposed_by: string;
      reviewed_by: string;
      scope: 'national' | 'local';
      basis: string[];
      basis_levels: string[];
      criteria: string[];
      criteria_levels: string[];
      comment_from: PlainDate;
      comment_to: PlainDate;
      comment_record: string;
      edition: string;
      opened_on: PlainDate;
      opened_by: string;
      opened_kind: 'person';
      opened_at: Date;
      organ_id: string;
      organ_path: string;
    };
    determination_contents: {
      case_id: string;
      version: number;
      after_steps: number;
      ground: string;
      domain: string | null;
      term_months: number;
      measures: string[];
      refs: string[];
      role: string | null;
      role_from: PlainDate | null;
      role_until: PlainDate | null;
      inspections_before: number | null;
      inspections_during: number | null;
      review_months: number | null;
      entered_by: string;
      entered_kind: 'person';
      entered_at: Date;
      organ_path: string;
    };
    determination_terms: {
      case_id: string;
      step_number: number;
      effective_on: PlainDate;
      until_on: PlainDate;
      edition: string;
      organ_path: string;
    };
  }
}
