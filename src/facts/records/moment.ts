import { z } from 'zod';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';

/** Sentences in both languages. */
export const Lines = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });

/** What can happen to a record, in the words of the journal where it is a deed. */
export const MOMENTS = [
  'decided',
  'fact',
  'added',
  'corrected',
  'withdrawn_by_source',
  'classified_by_rule',
  'classified_by_person',
  'case_step',
  'reviewed',
  'released',
  'term',
  'term_proposed',
  'term_confirmed',
  'term_declined',
  'publication_refused',
  'publication_withdrawn',
] as const;

const Change = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** One thing on the line of time, on two clocks: the day on which it held in the world, the instant since which we know it. */
export const MomentShape = z.object({
  kind: z.enum(MOMENTS),
  heldOn: z.string().nullable(),
  knownAt: z.string(),
  version: z.number().nullable(),
  /** Who entered or decided it, by name; null: nobody by name. */
  by: z.string().nullable(),
  /** The value it brought: a class, a last day, a ground. */
  value: z.string().nullable(),
  /** The rule of the packs that gave it. */
  rule: z.object({ code: z.string(), name: z.string(), nameEn: z.string() }).nullable(),
  articles: z.array(z.string()).readonly(),
  why: Lines.nullable(),
  reason: z.string().nullable(),
  changes: z.array(Change).readonly(),
});
export type Moment = z.infer<typeof MomentShape>;
export type FactChange = z.infer<typeof Change>;

/** A moment with what it lacks left empty. */
export function moment(given: {
  readonly kind: Moment['kind'];
  readonly knownAt: Date;
  readonly heldOn?: PlainDate | string | null | undefined;
  readonly version?: number | undefined;
  readonly by?: string | null | undefined;
  readonly value?: string | null | undefined;
  readonly rule?: Moment['rule'] | undefined;
  readonly articles?: readonly string[] | undefined;
  readonly why?: Moment['why'] | undefined;
  readonly reason?: string | null | undefined;
  readonly changes?: readonly FactChange[] | undefined;
}): Moment {
  const { kind, knownAt } = given;
  return {
    kind,
    knownAt: knownAt.toISOString(),
    heldOn: given.heldOn ?? null,
    version: given.version ?? null,
    by: given.by ?? null,
    value: given.value ?? null,
    rule: given.rule ?? null,
    articles: given.articles ?? [],
    why: given.why ?? null,
    reason: given.reason ?? null,
    changes: [...(given.changes ?? [])],
  };
}
