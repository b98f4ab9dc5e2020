/** One figure of a public table. `count` null: too small to be told. */
export type Cell<Key> = { readonly key: Key; readonly count: number | null };

/**
 * The table without small cells (law file 6.5). Where the total is told as well, a single hidden cell, or hidden cells that
 * together are small, could be computed from the rest: then the next smallest is hidden too. Zero is no secret and is left out.
 */
export function withoutSmallCells<Key>(
  counts: readonly { readonly key: Key; readonly count: number }[],
  smallest: number,
): { readonly cells: readonly Cell<Key>[]; readonly total: number | null } {
  const rising = counts.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count);
  const total = rising.reduce((sum, { count }) => sum + count, 0);
  let hidden = rising.filter(({ count }) => count < smallest).length;
  if (hidden > 0) {
    const sumOf = (many: number) => rising.slice(0, many).reduce((sum, { count }) => sum + count, 0);
    while (hidden < rising.length && (hidden < 2 || sumOf(hidden) < smallest)) hidden += 1;
  }
  const cells = rising.map(({ key, count }, at) => ({ key, count: at < hidden ? null : count }));
  return { cells: cells.reverse(), total: total < smallest ? null : total };
}
