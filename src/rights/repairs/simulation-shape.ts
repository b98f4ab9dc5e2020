import { z } from 'zod';
import { isPlainDate } from '../../ground/kernel/plain-date.ts';
import type { RepairAsked } from './eligibility.ts';
import { REPAIR_GROUNDS } from './materials.ts';

const Day = z.string().max(10).refine(isPlainDate, 'date.unreadable');
const Sentence = z.object({ zh: z.string(), en: z.string() });
const Lines = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });

/** A word of the catalogue item; whether it is one the packs say. */
const Choice = z.string().min(2).max(40);

/** Facts typed in: class or kinds, days. No party and no record: nothing here can be about anybody. Amounts in 10,000 yuan (万元). */
export const AskedShape = z.strictObject({
  subjectKind: z.enum(['organisation', 'individual_business', 'natural_person']).default('organisation'),
  procedure: z.enum(['simple', 'ordinary']).optional(),
  kinds: z.array(Choice).min(1).max(20).optional(),
  fine: z.number().min(0).max(10_000_000).optional(),
  suspensionMonths: z.number().int().min(0).max(600).optional(),
  classified: z.enum(['minor', 'general', 'serious']).optional(),
  domain: Choice.optional(),
  decidedOn: Day.optional(),
  publishedOn: Day.optional(),
  dutyPerformedOn: Day.optional(),
  dutyOutstanding: z.boolean().optional(),
  ground: z.enum(REPAIR_GROUNDS).default('term'),
});

export const SimulationShape = z.object({
  on: z.string(),
  answer: z.enum(['allowed', 'refused', 'unknown']),
  reasons: z.array(z.string()).readonly(),
  class: z.enum(['minor', 'general', 'serious', 'unknown']),
  classProvisional: z.boolean(),
  earliestOn: z.string().nullable(),
  byLawOf: z.string(),
  endsOn: z.string().nullable(),
  assumesToday: z.boolean(),
  shown: z.boolean(),
  submit: z
    .array(
      z.object({
        code: z.string(),
        name: Sentence,
        held: z.boolean(),
        basis: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  fallsAway: z.array(Sentence).readonly(),
  clocks: z
    .array(
      z.object({
        period: z.string(),
        name: Sentence,
        count: z.number(),
        unit: z.string(),
        articles: z.array(z.string()).readonly(),
        mark: z.string(),
      }),
    )
    .readonly(),
  why: Lines,
  edition: z.string(),
});

/** What was typed in, as the law is asked: what was left out stays unknown. */
export function askedOf(typed: z.output<typeof AskedShape>): RepairAsked {
  const known = Object.entries(typed).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as RepairAsked;
}
