import { z } from 'zod';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from '../../rules/law/index.ts';
import { isDeciding, type Procedure } from './procedure.ts';

const Sentence = z.object({ zh: z.string(), en: z.string() });
const Codes = z.array(z.string()).readonly();

/** A procedure as its table has it: what screens, letters and other programs read instead of a copy. */
export const ProcedureShape = z.object({
  code: z.string(),
  name: Sentence,
  basis: Codes,
  grounds: z.record(z.string(), Sentence),
  documents: z.record(z.string(), Sentence),
  states: z
    .array(
      z.object({
        state: z.string(),
        name: Sentence,
        marksRecord: z.boolean(),
        endsUse: z.boolean(),
        final: z.boolean(),
      }),
    )
    .readonly(),
  steps: z
    .array(
      z.object({
        step: z.string(),
        name: Sentence,
        ways: z.record(z.string(), z.string()),
        deed: z.string(),
        notBy: Codes,
        decides: z.boolean(),
        once: z.boolean(),
        /** Why it takes fewer than three persons, or one alone; null: it takes three, or decides nothing. */
        alone: Sentence.nullable(),
        byParty: z.boolean(),
        documents: Codes,
        basis: Codes,
        effect: Sentence,
      }),
    )
    .readonly(),
  timers: z
    .array(
      z.object({
        code: z.string(),
        period: z.string(),
        name: Sentence,
        count: z.number(),
        unit: z.string(),
        articles: Codes,
        mark: z.string(),
        starts: Codes,
        ends: Codes,
        standsStillIn: Codes,
        stopClock: Codes,
      }),
    )
    .readonly(),
});

/** The table, its clocks with the numbers of the packs on that day. */
export function shownProcedure(table: Procedure, law: Law, today: PlainDate): z.infer<typeof ProcedureShape> {
  const { code, name, basis, grounds, documents } = table;
  return {
    code,
    name,
    basis,
    grounds,
    documents,
    states: Object.entries(table.states).map(([state, rule]) => ({
      state,
      name: rule.name,
      marksRecord: rule.marksRecord === true,
      endsUse: rule.endsUse === true,
      final: rule.final === true,
    })),
    steps: Object.entries(table.steps).map(([step, rule]) => {
      const { name: stepName, ways, deed, notBy, documents: needs, basis: articles, effect } = rule;
      const decides = isDeciding(rule);
      return {
        step,
        name: stepName,
        ways,
        deed,
        notBy,
        decides,
        once: rule.once === true,
        alone: rule.alone ?? null,
        byParty: rule.byParty === true,
        documents: needs,
        basis: articles,
        effect,
      };
    }),
    // A clock that the law of that day does not know does not run.
    timers: Object.entries(table.timers).flatMap(([timer, { period, starts, ends, standsStillIn }]) => {
      const found = law.find('periods', period, today);
      if (found === undefined) return [];
      const { name: zh, nameEn: en, count, unit, basis: articles, mark, stopClock } = found;
      const told = { name: { zh, en }, count, unit, articles, mark, stopClock };
      return { code: timer, period, ...told, starts, ends, standsStillIn };
    }),
  };
}
