import type { ActorKind } from '../../ground/kernel/actor.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';

type Of = { case_id: string; organ_path: string };

// Rows of the kit as the database has them (migration 0100); all but the two tables of rules are only ever added to.
declare module '../../ground/platform/db.ts' {
  interface Tables {
    procedure_cases: {
      id: string;
      procedure: string;
      subject_id: string;
      party_id: string | null;
      record_id: string;
      record_version: number;
      channel: Channel;
      ground: string;
      opened_at: Date;
      opened_by: string;
      opened_kind: ActorKind;
      organ_id: string;
      organ_path: string;
    };
    procedure_steps: Of & {
      number: number;
      procedure: string;
      step: string;
      from_state: string;
      to_state: string;
      decides: boolean;
      taken_on: PlainDate;
      taken_at: Date;
      taken_by: string;
      taken_kind: ActorKind;
      cause: string | null;
      reason_id: string | null;
      documents: string;
      remedies: string[];
      basis: string[];
      edition: string;
    };
    procedure_points: Of & {
      number: number;
      kind: PointKind;
      sealed_id: string;
      sha256: Buffer | null;
      raised_at: Date;
    };
    procedure_dispositions: Of & {
      number: number;
      version: number;
      outcome: Outcome;
      reason_id: string;
      disposed_by: string;
      disposed_kind: 'person';
      disposed_at: Date;
    };
    procedure_timers: Of & {
      timer: string;
      version: number;
      period: string;
      from_on: PlainDate;
      due_on: PlainDate | null;
      ended_on: PlainDate | null;
      provisional: boolean;
      derivation: string;
      edition: string;
      known_at: Date;
    };
    procedure_timer_marks: Of & {
      timer: string;
      version: number;
      mark: 'due' | 'overdue';
      marked_on: PlainDate;
      marked_at: Date;
    };
    procedure_recusals: Of & {
      account_id: string;
      reason_id: string;
      entered_by: string;
      entered_kind: 'person';
      entered_at: Date;
    };
    procedure_notices: Of & {
      id: string;
      step_number: number;
      subject_id: string;
      record_id: string;
      procedure: string;
      state: string;
      receiver_id: string;
      receiver_path: string;
      last_got_at: Date;
      made_at: Date;
      due_on: PlainDate;
      provisional: boolean;
    };
    procedure_notice_receipts: { notice_id: string; received_by: string; received_at: Date; organ_path: string };
  }
}

/** How the party's word came in. */
export const CHANNELS = ['paper', 'api', 'portal', 'credit_china'] as const;
export type Channel = (typeof CHANNELS)[number];
/** What a case is made of, one by one: points (意见), exhibits (证据), materials of an application (材料). */
export const POINT_KINDS = ['point', 'exhibit', 'material'] as const;
export type PointKind = (typeof POINT_KINDS)[number];
/** In one case; the table of the database says the same. */
export const MOST_POINTS = 200;
export const OUTCOMES = ['upheld', 'partly_upheld', 'not_upheld', 'outside', 'sufficient', 'lacking'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What may be found about each kind. */
export const OUTCOMES_OF: Readonly<Record<PointKind, readonly Outcome[]>> = {
  point: ['upheld', 'partly_upheld', 'not_upheld', 'outside'],
  exhibit: ['upheld', 'partly_upheld', 'not_upheld', 'outside'],
  material: ['sufficient', 'lacking'],
};
