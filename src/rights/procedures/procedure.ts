import type { Deed } from '../../ground/access/index.ts';
import type { ArticleRef } from '../../rules/law/index.ts';

/**
 * A procedure (程序) with a party is one table: states, steps, who may take each and who may not, what must lie on the table, which
 * clocks it starts and ends, what follows for the record. Commands, routes, the database (procedure_states, procedure_moves) and
 * docs/procedures.md read this table or are compared with it; nothing stands beside it.
 */
export type Procedure = {
  readonly code: string;
  readonly name: Sentence;
  /** The articles on which the procedure as a whole rests. */
  readonly basis: readonly ArticleRef[];
  readonly states: Readonly<Record<string, StateRule>>;
  readonly steps: Readonly<Record<string, StepRule>>;
  readonly timers: Readonly<Record<string, TimerRule>>;
  readonly documents: Readonly<Record<string, Sentence>>;
  /**
   * Kinds that the bureau itself makes: a step takes them only as drafted in the case, complete and in their newest text, to be signed
   * and sealed here. The rest comes from outside and is named by the digest of what was received.
   */
  readonly drafted: readonly string[];
  /** By which deed the party's points come in, where that is not the deed by which a case begins. */
  readonly pointsBy?: Deed;
  /** Why a case begins; the first is the usual one. */
  readonly grounds: Readonly<Record<string, Sentence>>;
};
export type Sentence = { readonly zh: string; readonly en: string };

/** The state before the first step. */
export const NONE = 'none';

export type StateRule = {
  readonly name: Sentence;
  /** The record is "under objection" in every view, and rests: not used, no measure on it. */
  readonly marksRecord?: true;
  /** The record is neither shown nor used. */
  readonly endsUse?: true;
  /** No step leads on, or only such as open the matter anew by a new decision. */
  readonly final?: true;
  /** Decided, and not carried out yet: what the party says from here on gets no answer in this case; it opens one of its own. */
  readonly decided?: true;
};

export type StepRule = {
  readonly name: Sentence;
  /** From which state to which; `none` for a step that opens a case. */
  readonly ways: Readonly<Record<string, string>>;
  /** Ways of the table as it was before: histories have them and are read by them, nobody takes them any more. */
  readonly formerWays?: Readonly<Record<string, string>>;
  readonly deed: Deed;
  /** Steps whose takers may not take this one: drafter ≠ reviewer ≠ decider. */
  readonly notBy: readonly string[];
  /** The part of it in the separation of duties, as the policies see it. */
  readonly hand?: 'drafts' | 'reviews' | 'decides';
  /**
   * Why it takes fewer than three persons, where it decides, or why one alone may let a clock of the office fall away or stand still. Said
   * of each such step: what has no reason goes through three hands.
   */
  readonly alone?: Sentence;
  /** At most once in a case. */
  readonly once?: true;
  /** Not before each point, exhibit and material has its disposition. */
  readonly answersAll?: true;
  readonly documents: readonly string[];
  /** What the party was served with before it: the receipt that the step requires is that of a service of these kinds. */
  readonly serves?: readonly string[];
  /** Its document of this kind must be, byte for byte, the one of the last step that brought one: what was reviewed is what is signed. */
  readonly sameDocument?: string;
  /** Why must be said. A step that decides always says why. */
  readonly saysWhy?: true;
  /** What is said is told to the public: it holds no personal data. */
  readonly publicReason?: true;
  /** Periods of the packs by which the party may go on, told with the decision. */
  readonly remedies?: readonly string[];
  /** What must hold besides, by name; the procedure's module answers each with its article. */
  readonly guards: readonly string[];
  readonly basis: readonly ArticleRef[];
  /** Every organ that got the record is told within this period of the packs. */
  readonly tellsWithin?: string;
  /** Stops clocks: for one of the causes that the period of the clock allows. */
  readonly stopsClock?: true;
  /** An act of the party that an officer writes down: nobody in the office waits to take it. */
  readonly byParty?: true;
  /** What it does to the record, its marker and its publication, in words. */
  readonly effect: Sentence;
};

export type TimerRule = {
  /** Code of the period in the packs: number, unit, article and stop-clock stand there. */
  readonly period: string;
  /**
   * The day that starts it: that of the starting step, of the first step of the case, or the last day of another clock. `service`:
   * the starting step is a service (送达), its day the one on which the party was served, shown by the receipt that it requires.
   */
  readonly from: 'step' | 'service' | 'opening' | { readonly dueOf: string };
  readonly starts: readonly string[];
  /** Steps by which it is kept. */
  readonly ends: readonly string[];
  /** Steps by which it falls away, another taking its place. */
  readonly drops: readonly string[];
  /** States in which it stands still. */
  readonly standsStillIn: readonly string[];
};

export type DocumentRef = { readonly kind: string; readonly sha256: string };

export const isDeciding = ({ hand }: StepRule): boolean => hand === 'decides';

/** Steps by which a case begins; the first is the usual one. */
export const openingSteps = ({ steps }: Procedure): string[] =>
  Object.entries(steps).flatMap(([step, { ways }]) => (NONE in ways ? [step] : []));

export const pointsBy = (procedure: Procedure): Deed =>
  procedure.pointsBy ?? procedure.steps[openingSteps(procedure)[0]!]!.deed;

/** What of a step's documents was made in the case. */
export const draftedFor = ({ drafted }: Procedure, kinds: readonly string[]): string[] =>
  kinds.filter((kind) => drafted.includes(kind));

/** The document by which a service is shown (送达回证); a step that serves requires it. */
export const SERVICE_PROOF = 'delivery_receipt';
