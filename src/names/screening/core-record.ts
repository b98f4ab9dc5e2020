/**
 * The fixed record of a core: 32 bytes, half a cache line. Waiting for memory is most of what a question costs, so that whatever
 * decides about most candidates lies here: the text, where the bearers are, and, of a core with one bearer, its place and form.
 */
import type { WeighedCore } from './core-comparison.ts';

export const CORE_UNITS = 16;
/** 0: length and, in the high byte, length of the brand; 1: weight; 2: marks of generic units; from 3: the text. */
export const CORE_TEXT = 3;
/** Units of text in the record when it all fits. */
export const CORE_FITS = 9;
/** Units of text in the record when the rest is spilled; the two units behind them then say where to. */
export const CORE_SHOWN = CORE_FITS - 2;
const REST = CORE_TEXT + CORE_SHOWN;
const FIRST = CORE_TEXT + CORE_FITS;
/** Prefix and suffix of the only record; both {@link SEE_RECORDS} when there are several, or the numbers are larger. */
export const CORE_PREFIX = FIRST + 2;
export const CORE_SUFFIX = FIRST + 3;
export const SEE_RECORDS = 0xffff;

/** Writes all but the bearers. @param rest where the text that does not fit is spilled to */
export function writeCore(cores: Uint16Array, core: number, text: WeighedCore, marks: number, rest: number): void {
  const at = core * CORE_UNITS;
  cores.fill(0, at, at + CORE_UNITS);
  cores[at] = text.length | (text.brand << 8);
  cores[at + 1] = text.weight;
  cores[at + 2] = marks;
  const shown = shownOf(text.length);
  cores.set(text.core.subarray(0, shown), at + CORE_TEXT);
  if (shown === text.length) return;
  cores[at + REST] = rest & 0xffff;
  cores[at + REST + 1] = rest >>> 16;
}

export function setFirstRecord(cores: Uint16Array, core: number, record: number): void {
  const at = core * CORE_UNITS + FIRST;
  cores[at] = record & 0xffff;
  cores[at + 1] = record >>> 16;
}

/** A core's first record; those of a core lie side by side, so it is also the end of the core before. */
export function firstRecord(cores: Uint16Array, core: number): number {
  const at = core * CORE_UNITS + FIRST;
  return (cores[at]! | (cores[at + 1]! << 16)) >>> 0;
}

/** How many of `length` units stand in the record itself. */
export function shownOf(length: number): number {
  return length <= CORE_FITS ? length : CORE_SHOWN;
}

/** The unit at `i` of a core's text. */
export function unitOf(cores: Uint16Array, spilled: Uint16Array, core: number, i: number): number {
  const at = core * CORE_UNITS;
  if (i < shownOf(cores[at]! & 0xff)) return cores[at + CORE_TEXT + i]!;
  return spilled[((cores[at + REST]! | (cores[at + REST + 1]! << 16)) >>> 0) + i - CORE_SHOWN]!;
}
