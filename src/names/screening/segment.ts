/**
 * An immutable part of a list: flat arrays in shared memory, the same on disk. Records that share a core lie side by side,
 * so a core is compared once however many firms bear it. A name is kept as prefix (place), core and suffix (form, branch);
 * prefixes and suffixes repeat and are kept once. Names that cannot be put together again so ("odd") are kept whole.
 */

import { brandWeight } from './characters.ts';
import type { WeighedCore } from './core-comparison.ts';
import { CORE_TEXT, CORE_UNITS, firstRecord, shownOf, unitOf } from './core-record.ts';
import type { Form } from './forms.ts';
import { type Branch, branchOf } from './name-similarity.ts';
import { placeSet } from './place-sets.ts';
import { LONGEST_CORE, MARKED_UNITS } from './reading.ts';
import { GENERIC_WEIGHT, TRADE_WEIGHT } from './trades.ts';
import { textOfUnits } from './unit-text.ts';

/** What a name is to its subject. */
export const NAME_KINDS = ['registered', 'former', 'short'] as const;
export type NameKind = (typeof NAME_KINDS)[number];
/** Kind of a record that is another reading of the name before it; it is no name of its own. */
export const OTHER_READING = 255;

export type SegmentArrays = {
  /** See `core-record.ts`. */
  readonly cores: Uint16Array;
  readonly spilled: Uint16Array;
  /** By tag of a province (`province-tags.ts`) its first core; one more at the end. */
  readonly tagStarts: Uint32Array;
  readonly recordPrefixes: Uint16Array | Uint32Array;
  readonly recordSuffixes: Uint16Array | Uint32Array;
  /** Empty when all names are registered ones. */
  readonly recordKinds: Uint8Array;
  /** Ids that are small plain numbers; empty when they are kept as text. */
  readonly numberIds: Uint32Array;
  readonly idStarts: Uint32Array;
  readonly idBytes: Uint8Array;
  /** Records whose names are kept whole, ascending. */
  readonly oddRecords: Uint32Array;
  readonly oddStarts: Uint32Array;
  readonly oddBytes: Uint8Array;
  /** JSON of {@link Affixes}. */
  readonly affixBytes: Uint8Array;
  /** Bucket of a key → where its cores begin in `postings`; one more at the end. A power of two of buckets. */
  readonly bucketStarts: Uint32Array;
  readonly postings: Uint32Array;
  readonly codes: Uint32Array;
};

export type Affixes = {
  /** Text before the core, and the division codes of the place. */
  readonly prefixes: readonly (readonly [text: string, codes: readonly number[]])[];
  /** Text after the core, form, folded branch. */
  readonly suffixes: readonly (readonly [text: string, form: Form, branch: string])[];
};

/** The same bytes as text is read from: TextDecoder takes no shared memory, and takes three times as long. */
function textBytes({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

export class Segment {
  readonly arrays: SegmentArrays;
  readonly coreCount: number;
  readonly recordCount: number;
  readonly affixes: Affixes;
  /** Place set of each prefix: numbers of this process. */
  readonly prefixPlaces: Uint16Array;
  readonly suffixForms: Uint16Array;
  /** 1 where a suffix says a branch, as few do: those are compared as text. */
  readonly suffixHasBranch: Uint8Array;
  readonly suffixBranches: readonly Branch[];
  readonly #idText: Buffer;
  readonly #oddText: Buffer;

  constructor(arrays: SegmentArrays) {
    this.arrays = arrays;
    this.coreCount = arrays.cores.length / CORE_UNITS;
    this.recordCount = arrays.recordPrefixes.length;
    this.#idText = textBytes(arrays.idBytes);
    this.#oddText = textBytes(arrays.oddBytes);
    this.affixes = JSON.parse(textBytes(arrays.affixBytes).toString()) as Affixes;
    this.prefixPlaces = Uint16Array.from(this.affixes.prefixes, ([, codes]) => placeSet(codes));
    this.suffixBranches = this.affixes.suffixes.map(([, , branch]) => branchOf(branch));
    this.suffixHasBranch = Uint8Array.from(this.suffixBranches, ({ text }) => (text === '' ? 0 : 1));
    this.suffixForms = Uint16Array.from(this.affixes.suffixes, ([, form]) => form);
  }

  /** Fills `into` with a core and its weights. */
  readCore(core: number, into: MutableCore): void {
    const { cores, spilled } = this.arrays;
    const at = core * CORE_UNITS;
    const length = cores[at]! & 0xff;
    const brand = cores[at]! >>> 8;
    const marks = cores[at + 2]!;
    const { core: units, weights } = into;
    const shown = shownOf(length);
    for (let i = 0; i < shown; i += 1) units[i] = cores[at + CORE_TEXT + i]!;
    for (let i = shown; i < length; i += 1) units[i] = unitOf(cores, spilled, core, i);
    for (let i = 0; i < brand; i += 1) weights[i] = brandWeight(units[i]!, i);
    for (let i = brand; i < length; i += 1) {
      weights[i] = i < MARKED_UNITS && (marks & (1 << i)) !== 0 ? GENERIC_WEIGHT : TRADE_WEIGHT;
    }
    into.length = length;
    into.brand = brand;
    into.weight = cores[at + 1]!;
  }

  /** The record behind a core's last. */
  endOf(core: number): number {
    return core + 1 < this.coreCount ? firstRecord(this.arrays.cores, core + 1) : this.recordCount;
  }

  /** The core that a record belongs to, by bisection. */
  coreOf(record: number): number {
    let low = 0;
    let high = this.coreCount;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (firstRecord(this.arrays.cores, middle) <= record) low = middle;
      else high = middle;
    }
    return low;
  }

  /** @param core the record's core, where the caller knows it */
  nameOf(record: number, core = -1): string {
    const { oddRecords, oddStarts, recordPrefixes, recordSuffixes } = this.arrays;
    const prefix = this.affixes.prefixes[recordPrefixes[record]!]![0];
    const suffix = this.affixes.suffixes[recordSuffixes[record]!]![0];
    // What is kept whole has neither.
    if (prefix === '' && suffix === '') {
      const odd = findSorted(oddRecords, record);
      if (odd >= 0) return this.#oddText.toString('utf8', oddStarts[odd]!, oddStarts[odd + 1]!);
    }
    this.readCore(core < 0 ? this.coreOf(record) : core, scratch);
    return prefix + textOfUnits(scratch.core, 0, scratch.length) + suffix;
  }

  idOf(record: number): string {
    const { numberIds, idStarts } = this.arrays;
    if (numberIds.length > 0) return String(numberIds[record]);
    return this.#idText.toString('utf8', idStarts[record]!, idStarts[record + 1]!);
  }

  kindOf(record: number): NameKind {
    return NAME_KINDS[this.arrays.recordKinds[record] ?? 0] ?? 'registered';
  }

  isOtherReading(record: number): boolean {
    return this.arrays.recordKinds[record] === OTHER_READING;
  }

  /** Memory of all arrays, in bytes. */
  get sizeBytes(): number {
    return Object.values(this.arrays).reduce((sum, array) => sum + array.byteLength, 0);
  }
}

export type MutableCore = { -readonly [K in keyof WeighedCore]: WeighedCore[K] };

export function emptyCore(): MutableCore {
  return { core: new Uint16Array(LONGEST_CORE), length: 0, brand: 0, weights: new Uint8Array(LONGEST_CORE), weight: 0 };
}

const scratch = emptyCore();

function findSorted(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] === value) return middle;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
