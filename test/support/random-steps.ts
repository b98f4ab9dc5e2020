import fc from 'fast-check';
import type { Context } from '../../src/ground/audit/index.ts';
import { NONE, type Procedure } from '../../src/rights/procedures/procedure.ts';
import type { PlainCase } from './plain-case.ts';
import { towardsNew } from './towards-new.ts';

/** One roll of the dice: which step, by whom, how many days later; `sure` is how often it is a step that fits. */
export type Roll = { readonly step: number; readonly who: number; readonly days: number; readonly sure: number };
/** Mostly a few days; sometimes so many that a remedy is over, half of a term, or the year before which nobody leaves a list. */
const DAYS = fc.oneof({ arbitrary: fc.nat(6), weight: 6 }, { arbitrary: fc.constantFrom(70, 200, 400), weight: 1 });
export const rolls = (length: number): fc.Arbitrary<Roll[]> =>
  fc.array(fc.record({ step: fc.nat(60), who: fc.nat(60), days: DAYS, sure: fc.nat(5) }), {
    minLength: length,
    maxLength: length,
  });

/** What the walks have come to so far, so that the next one goes where none has been. */
export class Walked {
  readonly states = new Set<string>([NONE]);
  readonly #taken = new Set<string>();
  readonly #guarded = new Set<string>();

  came(step: string, state: string): void {
    this.#taken.add(step);
    this.states.add(state);
  }

  /** The rows allow that step here, and a guard does not: it may be a step of another use of the table, or early. */
  guarded(step: string): void {
    this.#guarded.add(step);
  }

  /** The steps by which the shortest way begins to a state where no walk has been, by those that this use of the table has. */
  waysOn(table: Procedure, { state }: PlainCase): readonly { readonly step: string }[] {
    return towardsNew(table, state, this.states, (step) => this.#taken.has(step) || !this.#guarded.has(step));
  }
}

/**
 * Mostly a row that begins where the case stands, rather one after which it goes on, at times one towards a state where no walk has
 * been; sometimes any step at all.
 */
export function stepOf(table: Procedure, plain: PlainCase, { step, sure }: Roll, walked: Walked): string {
  const all = Object.keys(table.steps);
  const here = plain.here();
  const onward = here.filter(({ to_state }) => table.states[to_state]!.final !== true);
  const anew = sure > 2 ? walked.waysOn(table, plain) : [];
  const open = anew.length > 0 ? anew : sure > 1 && onward.length > 0 ? onward : here;
  return sure > 0 && open.length > 0 ? open[step % open.length]!.step : all[step % all.length]!;
}

const POSTS: Readonly<Record<string, readonly string[]>> = {
  enter: ['clerk', 'reviewer'],
  'determination.enter': ['clerk'],
  propose: ['clerk'],
  prepare: ['clerk'],
  review: ['reviewer'],
  decide: ['decider'],
  extend: ['decider'],
};
/** Whether the post of that person is one for such a deed: each of the three tasks lies with its own. */
export const isPostFor = (deed: string, { actor }: Context): boolean =>
  (POSTS[deed] ?? POSTS[deed.split('.').at(-1)!]!).includes(actor.role!);

/** Mostly somebody in a post that such a step is for; sometimes anybody. */
export function somebody(people: readonly Context[], deed: string, { who, sure }: Roll): Context {
  const fit = sure > 0 ? people.filter((one) => isPostFor(deed, one)) : people;
  return fit[who % fit.length]!;
}
