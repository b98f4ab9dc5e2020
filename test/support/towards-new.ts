import { NONE, type Procedure } from '../../src/procedures/procedure.ts';
import { waysFrom } from '../../src/procedures/procedure-case.ts';

/** The steps from here by which the shortest way begins to a state where nobody was yet; none where all are known. */
export function towardsNew(
  table: Procedure,
  from: string,
  reached: ReadonlySet<string>,
): { readonly step: string; readonly to: string }[] {
  const states = Object.keys(table.states);
  const goals = new Set(states.filter((state) => state !== NONE && !reached.has(state)));
  const open = waysFrom(table, from);
  for (let before = 0; before < goals.size; ) {
    const found = open.filter(({ to }) => goals.has(to));
    if (found.length > 0) return found;
    before = goals.size;
    const nearer = states.filter((state) => waysFrom(table, state).some(({ to }) => goals.has(to)));
    for (const state of nearer) goals.add(state);
  }
  return [];
}
