import type { Procedure } from '../../src/procedures/procedure.ts';
import { waysFrom } from '../../src/procedures/procedure-case.ts';

/** The steps from here by which the nearest state is reached where nobody was yet; none where all are known. */
export function towardsNew(
  table: Procedure,
  from: string,
  reached: ReadonlySet<string>,
): { step: string; to: string }[] {
  if (reached.size === 0) return [];
  const seen = new Set([from]);
  let edge = waysFrom(table, from).map((first) => ({ first, at: first.to }));
  while (edge.length > 0) {
    const found = edge.filter(({ at }) => !reached.has(at)).map(({ first }) => first);
    if (found.length > 0) return found;
    for (const { at } of edge) seen.add(at);
    edge = edge.flatMap(({ first, at }) =>
      waysFrom(table, at).flatMap(({ to }) => (seen.has(to) ? [] : { first, at: to })),
    );
  }
  return [];
}
