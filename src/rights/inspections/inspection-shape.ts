import { z } from 'zod';
import { CAUSES, OUTCOMES } from './inspection.ts';

const Person = z.object({ accountId: z.uuid(), name: z.string() });
const Refs = z.array(z.string()).readonly();

const Line = z.object({
  id: z.uuid(),
  /** The plan that took it up, and those in which somebody was replaced. */
  plans: z.array(z.uuid()).readonly(),
  caseId: z.uuid(),
  documentNumber: z.string(),
  /** Its newest name, masked where it is a person's. */
  party: z.string(),
  turn: z.number(),
  from: z.string(),
  until: z.string(),
  /** Null: not drawn yet. */
  onDay: z.string().nullable(),
  crew: z.array(Person).readonly(),
  /** What waits to be drawn for it. */
  openPlan: z.uuid().nullable(),
  standing: z.enum(['stands', 'rests', 'over']),
  outcome: z.enum([...OUTCOMES, 'fell_away']).nullable(),
  note: z.string().nullable(),
  /** Whether whoever asks was drawn. */
  mine: z.boolean(),
});

/** Everything that a screen of inspections shows. */
export const InspectionsShape = z.object({
  mayPlan: z.boolean(),
  crew: z.number(),
  articles: Refs,
  inspectors: z.array(Person.extend({ id: z.uuid(), serviceNumber: z.string() })).readonly(),
  eligible: z.array(Person).readonly(),
  /** Turns that are in no plan, of supervision that stands, the first to end first. */
  due: z
    .array(
      z.object({
        caseId: z.uuid(),
        documentNumber: z.string(),
        party: z.string(),
        turn: z.number(),
        from: z.string(),
        until: z.string(),
      }),
    )
    .readonly(),
  inspections: z.array(Line).readonly(),
});

/** All from which anybody makes the draw once more: pools, head of the log, lots. */
export const DrawShape = z.object({
  id: z.uuid(),
  kind: z.enum(['plan', 'replacement']),
  cause: z.enum(CAUSES).nullable(),
  madeAt: z.string(),
  /** The entry that wrote the pools down, and its position in the log. */
  entryId: z.uuid(),
  position: z.number().nullable(),
  /** The text of the pools, byte for byte, and its digest. */
  pools: z.string(),
  poolsSha256: z.string(),
  draw: z
    .object({
      drawnAt: z.string(),
      logSize: z.number(),
      logRoot: z.string(),
      seed: z.string(),
      results: z
        .array(z.object({ inspection: z.uuid(), onDay: z.string().nullable(), inspectors: z.array(z.uuid()) }))
        .readonly(),
    })
    .nullable(),
});
