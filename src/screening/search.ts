import { CoreComparison } from './core-comparison.ts';
import { type Form, NO_FORM } from './forms.ts';
import { coreKeys, MOST_KEYS, shortQueryKeys } from './keys.ts';
import { classOf, type NameClass } from './name-classes.ts';
import {
  type Branch,
  branchOf,
  branchTakes,
  branchTakesAtLeast,
  formTakes,
  LEAST_BRANCH_TAKE,
  LEAST_SIMILARITY,
  partsLeave,
  readingLeaves,
} from './name-similarity.ts';
import { NameParser } from './parse.ts';
import { relationOf } from './place-sets.ts';
import { allowedTags, CORE_MASK, isAllowed } from './province-tags.ts';
import type { Reading } from './reading.ts';
import { CORE_FITS, CORE_SHOWN, CORE_TEXT, CORE_UNITS, emptyCore, type NameKind, type Segment } from './segment.ts';

/** A segment as a snapshot shows it. */
export type LiveSegment = {
  readonly segment: Segment;
  /** Bit per record: ended, or replaced by a later segment. Undefined when all are alive. */
  readonly dead: Uint8Array | undefined;
};

/** A name on the list that may be the one that was asked. */
export type NameHit = {
  readonly id: string;
  readonly name: string;
  readonly nameKind: NameKind;
  /** Of the two spellings, 0 to 1. Never about a party. */
  readonly similarity: number;
  readonly class: NameClass;
};

/** A power of two; small enough to stay in the nearest cache. */
const MET = 2048;
const NO_BRANCH = branchOf('');

type Found = { id: string; similarity: number; core: number; record: number; segment: number; reading: number };

function formRelation(a: Form, b: Form): 'same' | 'other' | 'silent' {
  if (a === b) return 'same';
  return a === NO_FORM || b === NO_FORM ? 'silent' : 'other';
}

/** Looks names up, one at a time. Holds scratch memory: one for each thread. */
export class Searcher {
  readonly #segments: readonly LiveSegment[];
  /** Cores met lately in this reading, each in the place its number falls on. One that was pushed out is merely weighed twice. */
  readonly #met = new Int32Array(MET);
  readonly #parser = new NameParser();
  readonly #comparison = new CoreComparison();
  readonly #keys = new Int32Array(MOST_KEYS);
  readonly #core = emptyCore();
  #found: Found[] = [];
  #room = 0;
  /** A core must beat this to matter. */
  #least = LEAST_SIMILARITY;
  #branch: Branch = NO_BRANCH;
  #form: Form = 0;

  constructor(segments: readonly LiveSegment[]) {
    this.#segments = segments;
  }

  /** The best hits, best first; equal ones by id. A subject is named once, by its best name. */
  search(name: string, top: number): NameHit[] {
    const parser = this.#parser;
    parser.parseQuery(name);
    this.#form = parser.form;
    this.#branch = parser.branchStart === parser.length ? NO_BRANCH : branchOf(parser.branchText());
    this.#found = [];
    this.#room = top;
    this.#least = LEAST_SIMILARITY;
    for (let i = 0; i < parser.count; i += 1) this.#searchReading(parser.readings[i]!, i);
    return this.#found.map((found) => this.#hit(found));
  }

  #searchReading(reading: Reading, number: number): void {
    if (reading.length === 0) return;
    this.#comparison.setQuery(reading);
    const count = shortQueryKeys(reading, this.#keys, coreKeys(reading, this.#keys));
    const allowed = allowedTags(reading.place);
    const leaves = readingLeaves(reading);
    for (let s = 0; s < this.#segments.length; s += 1) {
      const { cores, bucketStarts, postings } = this.#segments[s]!.segment.arrays;
      const mask = bucketStarts.length - 2;
      const met = this.#met.fill(0);
      for (let k = 0; k < count; k += 1) {
        const bucket = this.#keys[k]! & mask;
        const end = bucketStarts[bucket + 1]!;
        for (let p = bucketStarts[bucket]!; p < end; p += 1) {
          const entry = postings[p]!;
          // The first key is the whole core: only equal cores are of interest wherever they are.
          if (k > 0 && !isAllowed(allowed, entry)) continue;
          const core = entry & CORE_MASK;
          if (met[core & (MET - 1)] === core + 1) continue;
          met[core & (MET - 1)] = core + 1;
          const bound = this.#boundOf(cores, core) * leaves;
          if (bound >= this.#least) this.#weighCore(s, core, bound, reading, number, leaves);
        }
      }
    }
  }

  #boundOf(cores: Uint16Array, core: number): number {
    const at = core * CORE_UNITS;
    const length = cores[at]! & 0xff;
    const shown = length <= CORE_FITS ? length : CORE_SHOWN;
    return this.#comparison.bound(
      cores,
      at + CORE_TEXT,
      shown,
      length,
      cores[at]! >>> 8,
      cores[at + 1]!,
      cores[at + 2]!,
    );
  }

  #weighCore(s: number, core: number, bound: number, reading: Reading, number: number, leaves: number): void {
    const { segment, dead } = this.#segments[s]!;
    const { coreRecords, recordPrefixes, recordSuffixes } = segment.arrays;
    const start = coreRecords[core]!;
    const end = coreRecords[core + 1]!;
    if (end - start === 1 && bound * this.#leavesAtMost(segment, start, reading, bound === leaves) < this.#least)
      return;
    segment.readCore(core, this.#core);
    const cores = this.#comparison.similarity(this.#core, this.#least / leaves);
    const ofCores = cores * leaves;
    if (ofCores < this.#least) return;
    for (let record = start; record < end; record += 1) {
      if (dead !== undefined && (dead[record >>> 3]! & (1 << (record & 7))) !== 0) continue;
      if (ofCores * this.#leavesAtMost(segment, record, reading, cores === 1) < this.#least) continue;
      const suffix = recordSuffixes[record]!;
      const place = relationOf(reading.place, segment.prefixPlaces[recordPrefixes[record]!]!);
      const form = formTakes(this.#form, segment.suffixForms[suffix]!);
      const branch = branchTakes(this.#branch, segment.suffixBranches[suffix]!);
      const similarity = ofCores * partsLeave(place, form, branch, cores === 1);
      if (similarity >= this.#least) {
        this.#keep({ id: segment.idOf(record), similarity, core, record, segment: s, reading: number });
      }
    }
  }

  /** At most the share that a record's place, form and branch leave. */
  #leavesAtMost(segment: Segment, record: number, reading: Reading, sameCore: boolean): number {
    const suffix = segment.arrays.recordSuffixes[record]!;
    const place = relationOf(reading.place, segment.prefixPlaces[segment.arrays.recordPrefixes[record]!]!);
    const form = formTakes(this.#form, segment.suffixForms[suffix]!);
    return partsLeave(place, form, branchTakesAtLeast(this.#branch, segment.suffixBranches[suffix]!), sameCore);
  }

  /** Keeps the best `room` subjects, each once, by its best name, best first. */
  #keep(found: Found): void {
    const all = this.#found;
    const same = all.findIndex(({ id }) => id === found.id);
    if (same >= 0) {
      if (!this.#isBefore(found, all[same]!)) return;
      all.splice(same, 1);
    } else if (all.length === this.#room) {
      if (!this.#isBefore(found, all[all.length - 1]!)) return;
      all.pop();
    }
    let at = all.length;
    while (at > 0 && this.#isBefore(found, all[at - 1]!)) at -= 1;
    all.splice(at, 0, found);
    if (all.length === this.#room) this.#least = all[all.length - 1]!.similarity;
  }

  #isBefore(a: Found, b: Found): boolean {
    if (a.similarity !== b.similarity) return a.similarity > b.similarity;
    return a.id === b.id ? this.#nameOf(a) < this.#nameOf(b) : a.id < b.id;
  }

  #nameOf({ segment, record }: Found): string {
    return this.#segments[segment]!.segment.nameOf(record);
  }

  #hit(found: Found): NameHit {
    const { segment } = this.#segments[found.segment]!;
    const reading = this.#parser.readings[found.reading]!;
    segment.readCore(found.core, this.#core);
    this.#comparison.setQuery(reading);
    const slips = this.#comparison.slips(this.#core);
    if (reading.placeSlip) slips.push(reading.placeSlip);
    const suffix = segment.arrays.recordSuffixes[found.record]!;
    const place = relationOf(reading.place, segment.prefixPlaces[segment.arrays.recordPrefixes[found.record]!]!);
    return {
      id: found.id,
      name: segment.nameOf(found.record),
      nameKind: segment.kindOf(found.record),
      similarity: found.similarity,
      class: classOf({
        slips,
        place,
        form: formRelation(this.#form, segment.suffixForms[suffix]!),
        sameBranch: branchTakes(this.#branch, segment.suffixBranches[suffix]!) < LEAST_BRANCH_TAKE,
      }),
    };
  }
}
