/**
 * Codes that break a rule of the standard (they exist, and are asked for) → record numbers: open addressing, four 32-bit words a slot
 * (three for the code, one for the record).
 */
import { mix, SEED } from './hash.ts';
import { packCode, unpackCode } from './uscc.ts';

const SLOT = 4;
/** Slots for each hundred codes: the emptier, the fewer steps a search takes. */
const SLOTS_PER_HUNDRED = 190;

const packed = new Uint32Array(3);

function slotOf(slots: number): number {
  const hash = mix(mix(mix(SEED, packed[0]!), packed[1]!), packed[2]!) >>> 0;
  // The high bits of a product instead of a remainder: any number of slots will do.
  return Math.floor((hash * slots) / 0x1_0000_0000);
}

/** Number of 32-bit words that a table for `count` codes takes. */
export function codeTableWords(count: number): number {
  return Math.max(1, Math.ceil((count * SLOTS_PER_HUNDRED) / 100)) * SLOT;
}

/** Adds a code. The first record of a code stays. @returns the record that already had it, or -1 */
export function addCode(table: Uint32Array, code: string, record: number): number {
  if (!packCode(code, packed)) throw new RangeError('a code has 18 characters of the 31 of GB 32100');
  const slots = table.length / SLOT;
  for (let slot = slotOf(slots); ; slot = slot + 1 === slots ? 0 : slot + 1) {
    const at = slot * SLOT;
    if (table[at + 3] === 0) {
      table[at] = packed[0]!;
      table[at + 1] = packed[1]!;
      table[at + 2] = packed[2]!;
      table[at + 3] = record + 1;
      return -1;
    }
    if (table[at] === packed[0] && table[at + 1] === packed[1] && table[at + 2] === packed[2])
      return table[at + 3]! - 1;
  }
}

/** The record that has this code, or -1. */
export function findCode(table: Uint32Array, code: string): number {
  if (table.length === 0 || !packCode(code, packed)) return -1;
  const slots = table.length / SLOT;
  for (let slot = slotOf(slots); ; slot = slot + 1 === slots ? 0 : slot + 1) {
    const at = slot * SLOT;
    if (table[at + 3] === 0) return -1;
    if (table[at] === packed[0] && table[at + 1] === packed[1] && table[at + 2] === packed[2])
      return table[at + 3]! - 1;
  }
}

/** All codes of the table with their records. */
export function* codesIn(table: Uint32Array): Generator<{ code: string; record: number }> {
  for (let at = 0; at < table.length; at += SLOT) {
    if (table[at + 3] !== 0) yield { code: unpackCode(table, at), record: table[at + 3]! - 1 };
  }
}
