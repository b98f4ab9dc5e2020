import { NONE, type Procedure } from '../../src/rights/procedures/procedure.ts';
import { waysFrom } from '../../src/rights/procedures/procedure-case.ts';

/**
 * The steps from here by which the shortest way begins to a state where nobody was yet; none where all are known. `isWay`: whether a step may
 * be counted on.
 */
export function towardsNew(
  table: Procedure,
  from: string,
  reached: ReadonlySet<string>,
  isWay: (step: string) => boolean = () => true,
): { readonly step: string; readonly to: string }[] {
  const states = Object.keys(table.states);
  const goals = new Set(states.filter((state) => state !== NONE && !reached.has(state)));
  const waysOf = (state: string) => waysFrom(table, state).filter(({ step }) => isWay(step));
  const open = waysOf(from);
  for (let before = 0; before < goals.size; ) {
    const found = open.filter(({ to }) => goals.has(to));
    if (found.length > 0) return found;
    before = goals.size;
    const nearer = states.filter((state) => waysOf(state).some(({ to }) => goals.has(to)));
    for (const state of nearer) goals.add(state);
  }
  return [];
}
