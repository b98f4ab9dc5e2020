import fc from 'fast-check';
import type { Context } from '../../src/audit/index.ts';
import type { Procedure } from '../../src/procedures/procedure.ts';
import type { PlainCase } from './plain-case.ts';

/** One roll of the dice: which step, by whom, how many days later; `sure` is how often it is a step that fits. */
export type Roll = { readonly step: number; readonly who: number; readonly days: number; readonly sure: number };
/** Mostly a few days; sometimes so many that a remedy is over, half of a term, or the year before which nobody leaves a list. */
const DAYS = fc.oneof({ arbitrary: fc.nat(6), weight: 10 }, { arbitrary: fc.constantFrom(70, 200, 400), weight: 1 });
export const rolls = (length: number): fc.Arbitrary<Roll[]> =>
  fc.array(fc.record({ step: fc.nat(60), who: fc.nat(60), days: DAYS, sure: fc.nat(5) }), {
    minLength: length,
    maxLength: length,
  });

/** Mostly a row that begins where the case stands, rather one after which it goes on; sometimes any step at all. */
export function stepOf({ steps, states }: Procedure, plain: PlainCase, { step, sure }: Roll): string {
  const all = Object.keys(steps);
  const here = plain.here();
  const onward = here.filter(({ to_state }) => states[to_state]!.final !== true);
  const open = sure > 1 && onward.length > 0 ? onward : here;
  return sure > 0 && open.length > 0 ? open[step % open.length]!.step : all[step % all.length]!;
}

const POSTS: Readonly<Record<string, readonly string[]>> = {
  enter: ['clerk', 'reviewer'],
  'determination.enter': ['clerk'],
  propose: ['clerk'],
  prepare: ['clerk'],
  review: ['reviewer'],
  decide: ['decider'],
};
/** Whether the post of that person is one for such a deed: each of the three tasks lies with its own. */
export const isPostFor = (deed: string, { actor }: Context): boolean =>
  (POSTS[deed] ?? POSTS[deed.split('.').at(-1)!]!).includes(actor.role!);

/** Mostly somebody in a post that such a step is for; sometimes anybody. */
export function somebody(people: readonly Context[], deed: string, { who, sure }: Roll): Context {
  const fit = sure > 0 ? people.filter((one) => isPostFor(deed, one)) : people;
  return fit[who % fit.length]!;
}
