import type { Deed } from '../../ground/access/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type Deadline, deadline, type Law } from '../../rules/law/index.ts';
import type { BreachStep } from './register-codes.ts';

type Rule = {
  readonly deed: Deed;
  /** Steps that must stand before it, and steps after which it makes no sense any more. */
  readonly after: readonly BreachStep[];
  readonly notAfter: readonly BreachStep[];
  /** It goes out as a notice, to somebody, by its digest. */
  readonly tells: 'authority' | 'persons' | null;
  readonly again: boolean;
};
const rule = (deed: Deed, given: Partial<Omit<Rule, 'deed'>>): Rule => ({
  deed,
  after: [],
  notAfter: [],
  tells: null,
  again: false,
  ...given,
});

/**
 * Step -> who takes it, and after what (个人信息保护法 art. 57). The persons are told, unless what was done averts the harm: that is a
 * decider's finding, and the department may order that they are told all the same. The database holds the same (0521).
 */
export const BREACH_RULES: Readonly<Record<BreachStep, Rule>> = {
  remedy: rule('privacy.keep', { again: true }),
  tell_authority: rule('privacy.keep', { tells: 'authority' }),
  tell_persons: rule('privacy.keep', { tells: 'persons' }),
  spare_persons: rule('breach.review', { after: ['remedy'], notAfter: ['tell_persons'] }),
  order_persons: rule('privacy.keep', { after: ['spare_persons'], notAfter: ['tell_persons'] }),
  close: rule('breach.review', { after: ['remedy', 'tell_authority'] }),
};

export type Taken = { readonly step: BreachStep; readonly takenOn: PlainDate };

/** The persons know, or need not: nothing is closed before. */
function settledWithPersons(has: (step: BreachStep) => boolean): boolean {
  return has('tell_persons') || (has('spare_persons') && !has('order_persons'));
}

/** What stands in the way of a step: what is missing before it; undefined where it is open. */
export function hindrance(step: BreachStep, taken: readonly Taken[]): string | undefined {
  const has = (one: BreachStep) => taken.some((past) => past.step === one);
  const { after, notAfter, again } = BREACH_RULES[step];
  if (has('close')) return 'close';
  if (!again && has(step)) return step;
  const missing =
    after.find((one) => !has(one)) ?? (step === 'close' && !settledWithPersons(has) ? 'tell_persons' : undefined);
  return missing ?? notAfter.find(has);
}

/**
 * @throws {Refusal} conflict `privacy.breach_step`: with what stands in the way; invalid `privacy.day_out_of_order`
 */
export function refuseStep(
  step: BreachStep,
  on: PlainDate,
  { foundOn, taken }: { readonly foundOn: PlainDate; readonly taken: readonly Taken[] },
  today: PlainDate,
): void {
  const because = hindrance(step, taken);
  if (because !== undefined) throw new Refusal('conflict', 'privacy.breach_step', { step, because });
  const earliest = taken.at(-1)?.takenOn ?? foundOn;
  if (on < earliest || on > today) throw new Refusal('invalid', 'privacy.day_out_of_order', { on, earliest, today });
}

export type BreachClock = Deadline & { readonly code: string; readonly keptOn: PlainDate | null };

/** Its clocks, both from the day of finding; an order of the department starts that of the persons anew. */
export function clocksOf(foundOn: PlainDate, taken: readonly Taken[], law: Law): BreachClock[] {
  const dayOf = (step: BreachStep) => taken.find((past) => past.step === step)?.takenOn;
  const ordered = dayOf('order_persons');
  const persons = dayOf('tell_persons') ?? (ordered === undefined ? dayOf('spare_persons') : undefined);
  return [
    {
      code: 'breach.authority',
      ...deadline(law, 'breach.authority', foundOn),
      keptOn: dayOf('tell_authority') ?? null,
    },
    { code: 'breach.persons', ...deadline(law, 'breach.persons', ordered ?? foundOn), keptOn: persons ?? null },
  ];
}
