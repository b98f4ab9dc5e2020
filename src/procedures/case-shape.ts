import { z } from 'zod';
import { CHANNELS, OUTCOMES, POINT_KINDS } from './procedure-tables.ts';

const Lines = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });
const Sentence = z.object({ zh: z.string(), en: z.string() });

/** A clock as answers give it. */
export const TimerShape = z.object({
  code: z.string(),
  period: z.string(),
  from: z.string(),
  /** Last day, inclusive; null while the clock stands still. */
  dueOn: z.string().nullable(),
  provisional: z.boolean(),
  endedOn: z.string().nullable(),
  standing: z.enum(['running', 'stopped', 'kept', 'kept_late', 'overdue', 'dropped']),
  articles: z.array(z.string()).readonly(),
  mark: z.string(),
  why: Lines,
});

/** A step that is open now: what it needs, and whether this actor may take it, with the reason where not. */
export const WayShape = z.object({
  step: z.string(),
  name: Sentence,
  to: z.string(),
  documents: z.array(z.string()).readonly(),
  saysWhy: z.boolean(),
  stopsClock: z.boolean(),
  may: z.boolean(),
  whyNot: Sentence.nullable(),
});

export const CaseShape = z.object({
  id: z.uuid(),
  procedure: z.string(),
  recordId: z.uuid(),
  documentNumber: z.string(),
  channel: z.enum(CHANNELS),
  ground: z.string(),
  openedAt: z.string(),
  state: z.string(),
  stateName: Sentence,
  final: z.boolean(),
  /** How many steps there are: what the next one gives as `after`. */
  after: z.number(),
  steps: z
    .array(
      z.object({
        number: z.number(),
        step: z.string(),
        name: Sentence,
        to: z.string(),
        on: z.string(),
        at: z.string(),
        byMe: z.boolean(),
        cause: z.string().nullable(),
        documents: z.array(z.object({ kind: z.string(), sha256: z.string() })).readonly(),
        remedies: z.array(z.string()).readonly(),
        basis: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  points: z
    .array(
      z.object({
        number: z.number(),
        kind: z.enum(POINT_KINDS),
        sha256: z.string().nullable(),
        outcome: z.enum(OUTCOMES).nullable(),
      }),
    )
    .readonly(),
  timers: z.array(TimerShape).readonly(),
  ways: z.array(WayShape).readonly(),
});

/** A line of the list of cases. */
export const CaseLineShape = z.object({
  id: z.uuid(),
  procedure: z.string(),
  recordId: z.uuid(),
  documentNumber: z.string(),
  state: z.string(),
  openedAt: z.string(),
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
});

export const NoticeShape = z.object({
  id: z.uuid(),
  procedure: z.string(),
  state: z.string(),
  recordId: z.uuid(),
  documentNumber: z.string().nullable(),
  madeAt: z.string(),
  lastGotAt: z.string(),
  dueOn: z.string(),
  provisional: z.boolean(),
  receivedAt: z.string().nullable(),
});
