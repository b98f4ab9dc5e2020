/** The row that bore this key first; the answer to "was it here before". */
export type FirstRows = { readonly seen: (parts: readonly (string | undefined)[], row: number) => number | undefined };

const FULL = 0.6;

/**
 * Remembers keys by 64-bit digest in flat arrays, 12 bytes a slot: a million rows cost 24 MB, not a million strings. Two
 * different keys share a digest with probability below 3e-8 at a million rows; such a row would be told as a duplicate, never
 * lost.
 */
export function firstRows(capacity = 4096): FirstRows {
  let size = capacity;
  let high = new Uint32Array(size);
  let low = new Uint32Array(size);
  let rows = new Uint32Array(size);
  let count = 0;

  function place(h: number, l: number): number {
    let at = (h ^ (l >>> 3)) & (size - 1);
    while (rows[at] !== 0 && (high[at] !== h || low[at] !== l)) at = (at + 1) & (size - 1);
    return at;
  }

  function grow(): void {
    const [oldHigh, oldLow, oldRows] = [high, low, rows];
    size *= 2;
    [high, low, rows] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
    for (let at = 0; at < oldRows.length; at += 1) {
      if (oldRows[at] === 0) continue;
      const to = place(oldHigh[at]!, oldLow[at]!);
      [high[to], low[to], rows[to]] = [oldHigh[at]!, oldLow[at]!, oldRows[at]!];
    }
  }

  return {
    seen(parts, row) {
      const [h, l] = digest(parts);
      const at = place(h, l);
      if (rows[at] !== 0) return rows[at];
      [high[at], low[at], rows[at]] = [h, l, row];
      count += 1;
      if (count > size * FULL) grow();
      return undefined;
    },
  };
}

/** Two mixed 32-bit halves over the UTF-16 units of all parts, parts kept apart. Not for security. */
function digest(parts: readonly (string | undefined)[]): [number, number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const part of parts) {
    const text = part ?? '';
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      a = Math.imul(a ^ unit, 0x9e3779b1);
      b = Math.imul(b ^ unit, 0x5f356495);
    }
    a = Math.imul(a ^ 0x1f0001, 0x85ebca77);
    b = Math.imul(b ^ 0x1f0001, 0xc2b2ae3d);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return [a >>> 0, b >>> 0];
}
