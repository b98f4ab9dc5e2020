/** A head of the verifiable log: how many leaves, and the hash over them. */
export type Head = { readonly size: number; readonly root: Buffer };

/** How a restored log stands to a checkpoint that was published. */
export type Standing = 'agrees' | 'rolled_back' | 'differs';

/**
 * Every checkpoint ever published was written down as a head first, so a restored log that reaches that far has exactly this one.
 * `heads` in order of size.
 */
export function standingOf(heads: readonly Head[], published: Head): Standing {
  const newest = heads.at(-1)?.size ?? 0;
  if (published.size > newest) return 'rolled_back';
  const same = heads.find(({ size }) => size === published.size);
  return same?.root.equals(published.root) ? 'agrees' : 'differs';
}
