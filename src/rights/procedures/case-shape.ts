import { z } from 'zod';
import { CHANNELS, OUTCOMES, POINT_KINDS } from './procedure-tables.ts';

/** The id of a case or of a notice in an address. */
export const CaseId = z.strictObject({ id: z.uuid() });

const Lines = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });
const Sentence = z.object({ zh: z.string(), en: z.string() });

/** A clock as answers give it. */
export const TimerShape = z.object({
  code: z.string(),
  period: z.string(),
  name: Sentence,
  count: z.number(),
  unit: z.string(),
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

const Codes = z.array(z.string()).readonly();
const Both = z.object({ zh: z.string(), en: z.string() });

/** A way of the party to go on, told with a decision: its term as the packs have it. */
export const RemedyShape = z.object({
  period: z.string(),
  name: Sentence,
  count: z.number(),
  unit: z.string(),
  articles: Codes,
  mark: z.string(),
});

/** A step that is open now: what it needs, whether this actor may take it, and what else stands in its way. */
export const WayShape = z.object({
  step: z.string(),
  name: Sentence,
  to: z.string(),
  toName: Sentence,
  /** Kinds that must lie on the table: those of the table, and what a guard asks for in this very case. */
  documents: Codes,
  /** Those of them that are made in the case, and what the service was of on which the step rests. */
  drafted: Codes,
  serves: Codes,
  /** The document that was drafted and reviewed: byte for byte it must be this one. */
  sameAs: z.object({ kind: z.string(), sha256: z.string() }).nullable(),
  answersAll: z.boolean(),
  decides: z.boolean(),
  byParty: z.boolean(),
  saysWhy: z.boolean(),
  /** What is said is told to the public. */
  publicReason: z.boolean(),
  stopsClock: z.boolean(),
  /** Causes that each clock that would stand still allows. */
  causes: Codes,
  remedies: z.array(RemedyShape).readonly(),
  basis: Codes,
  effect: Sentence,
  /** The posts that take it: for whom the case waits when it is not the reader's turn. */
  posts: Codes,
  may: z.boolean(),
  whyNot: Sentence.nullable(),
  /** The article of the rule that says no, where it names one. */
  whyNotArticle: z.string().nullable(),
  /** A refusal that the step would meet today, whoever takes it: too early, not corrected yet, a point without an answer. */
  hindrance: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
});

/** Who did something, in which post where the journal of the own organ knows it. */
const HandShape = z.object({ name: z.string(), post: Both.nullable() });

export const CaseShape = z.object({
  id: z.uuid(),
  procedure: z.string(),
  procedureName: Sentence,
  recordId: z.uuid(),
  documentNumber: z.string(),
  decidedOn: z.string(),
  item: z.string(),
  party: z.object({ name: z.string(), kind: z.enum(['organisation', 'individual_business', 'person']) }),
  organ: Both,
  channel: z.enum(CHANNELS),
  ground: z.string(),
  groundName: Sentence,
  openedAt: z.string(),
  state: z.string(),
  stateName: Sentence,
  final: z.boolean(),
  /** Neither over nor decided: what the party says now has its answer in this case. */
  hearing: z.boolean(),
  /** What the state does to the record: the marker stands, or it is neither shown nor used. */
  marksRecord: z.boolean(),
  endsUse: z.boolean(),
  /** How many steps there are: what the next one gives as `after`. */
  after: z.number(),
  steps: z
    .array(
      z.object({
        number: z.number(),
        step: z.string(),
        name: Sentence,
        to: z.string(),
        toName: Sentence,
        on: z.string(),
        at: z.string(),
        by: HandShape,
        byMe: z.boolean(),
        decides: z.boolean(),
        cause: z.string().nullable(),
        documents: z.array(z.object({ kind: z.string(), sha256: z.string() })).readonly(),
        saysWhy: z.boolean(),
        remedies: Codes,
        basis: Codes,
        /** Organs that were told, and how many of them have not acknowledged. */
        told: z.object({ organs: z.number(), open: z.number() }).nullable(),
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
        outcomes: z.array(z.enum(OUTCOMES)).readonly(),
        disposed: z.object({ by: z.string(), at: z.string() }).nullable(),
        /** By this actor, now: what a decision rests on is not found anew. */
        disposable: z.boolean(),
      }),
    )
    .readonly(),
  /** Whether this actor may dispose of points now, add one, look at the sealed texts, stay out, send somebody out. */
  rights: z.object({
    dispose: z.boolean(),
    addPoint: z.boolean(),
    look: z.boolean(),
    stayOut: z.boolean(),
    recuse: z.boolean(),
  }),
  recused: z.array(z.object({ name: z.string(), at: z.string(), me: z.boolean() })).readonly(),
  documentNames: z.record(z.string(), Sentence),
  timers: z.array(TimerShape).readonly(),
  ways: z.array(WayShape).readonly(),
});

/** A line of the list of cases. */
export const CaseLineShape = z.object({
  id: z.uuid(),
  procedure: z.string(),
  procedureName: Sentence,
  recordId: z.uuid(),
  documentNumber: z.string(),
  party: z.string(),
  organ: Both,
  state: z.string(),
  stateName: Sentence,
  final: z.boolean(),
  /** Neither over nor decided: what the party says now has its answer in this case. */
  hearing: z.boolean(),
  openedAt: z.string(),
  timer: z.string().nullable(),
  dueOn: z.string().nullable(),
  provisional: z.boolean(),
  overdue: z.boolean(),
  /** A step is open that this person may take and that is not the party's own. */
  waitsForMe: z.boolean(),
});

/** Somebody who may come to have a case in hand. */
export const ColleagueShape = z.object({ accountId: z.uuid(), name: z.string(), post: Both, recused: z.boolean() });

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
