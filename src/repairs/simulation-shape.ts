import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import type { RepairAsked } from './eligibility.ts';
import { REPAIR_GROUNDS } from './materials.ts';

const Day = z.string().refine(isPlainDate, 'date.unreadable');
const Sentence = z.object({ zh: z.string(), en: z.string() });
const Lines = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });

/** Kinds of penalty (处罚种类, 行政处罚法 art. 9) that the severity table of the packs speaks of. */
export const KINDS = [
  '警告',
  '通报批评',
  '罚款',
  '没收违法所得',
  '没收非法财物',
  '暂扣许可证件',
  '降低资质等级',
  '吊销许可证件',
  '限制开展生产经营活动',
  '责令停产停业',
  '责令关闭',
  '限制从业',
  '行政拘留',
] as const;
export const DOMAINS = ['food', 'drugs', 'special_equipment', 'work_safety', 'fire', 'other'] as const;

/** Facts typed in: class or kinds, days. No party and no record: nothing here can be about anybody. Amounts in 10,000 yuan (万元). */
export const AskedShape = z.strictObject({
  subjectKind: z.enum(['organisation', 'individual_business', 'natural_person']).default('organisation'),
  procedure: z.enum(['simple', 'ordinary']).optional(),
  kinds: z.array(z.enum(KINDS)).min(1).max(KINDS.length).optional(),
  fine: z.number().min(0).max(10_000_000).optional(),
  classified: z.enum(['minor', 'general', 'serious']).optional(),
  domain: z.enum(DOMAINS).optional(),
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

/** A day typed into the form; empty means unknown. */
export const dayOf = (text: string): PlainDate | undefined => (isPlainDate(text) ? text : undefined);
