import type { LawCase, Questions } from './case.ts';
import { casesOf, runCase } from './cases.ts';
import { Law } from './law.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { PackSource } from './pack-stack.ts';

export type Survivor = Omit<Mutant, 'stack'>;
export type MutationResult = { readonly mutants: number; readonly survivors: readonly Survivor[] };

/**
 * Changes every cell of the stack, one at a time, and asks whether a case fails. A mutant runs only the cases that read the
 * rule it changes (`refusePack` cases ask the loader and see no rule).
 */
export function runMutants(
  law: Law,
  sources: readonly PackSource[],
  more: Questions,
  tick: (done: number, all: number) => void,
): MutationResult {
  const readers = readersOf(law, sources, more);
  const mutants = mutantsOf(law.stack);
  const survivors: Survivor[] = [];
  mutants.forEach(({ stack, ...mutant }, done) => {
    const cases = readers(mutant.key);
    if (!isNoticed(law, stack, mutant.key, cases, { sources, more })) survivors.push(mutant);
    tick(done + 1, mutants.length);
  });
  return { mutants: mutants.length, survivors };
}

function isNoticed(
  law: Law,
  stack: Mutant['stack'],
  key: string,
  cases: readonly LawCase[],
  { sources, more }: { readonly sources: readonly PackSource[]; readonly more: Questions },
): boolean {
  if (cases.length === 0) return false;
  const options = key === 'calendars' ? {} : { calendar: law.calendar };
  const changed = new Law(stack, { edition: 'mutant', ...options });
  return cases.some((one) => runCase(one, changed, sources, more).length > 0);
}

/** Which cases read a rule, by listening to each case once. */
function readersOf(law: Law, sources: readonly PackSource[], more: Questions): (key: string) => readonly LawCase[] {
  const readers = new Map<string, Set<LawCase>>();
  for (const { one } of casesOf(sources)) {
    if (one.ask === 'refusePack') continue;
    const trace = (key: string) => {
      const known = readers.get(key);
      if (known === undefined) readers.set(key, new Set([one]));
      else known.add(one);
    };
    runCase(one, new Law(law.stack, { edition: law.edition, calendar: law.calendar, trace }), sources, more);
  }
  const of = (key: string) => [...(readers.get(key) ?? [])];
  return (key) => [...new Set([...of(key), ...of(`${key.split(':')[0]}:*`)])];
}
