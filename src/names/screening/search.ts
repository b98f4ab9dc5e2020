import { BestFound, type Found } from './best-found.ts';
import { AT_ONCE, Candidates } from './candidates.ts';
import { CoreBound } from './core-bound.ts';
import { CoreComparison, type Slip } from './core-comparison.ts';
import { CORE_PREFIX, CORE_SUFFIX, CORE_UNITS, firstRecord, SEE_RECORDS } from './core-record.ts';
import { type Form, NO_FORM } from './forms.ts';
import { KeyList, queryKeys } from './keys.ts';
import { classOf, type NameClass } from './name-classes.ts';
import {
  BRANCH_TAKES,
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
import { isElsewhere, relationOf } from './place-sets.ts';
import { allowedTags } from './province-tags.ts';
import { QueryMarks } from './query-marks.ts';
import type { Reading } from './reading.ts';
import { emptyCore, type NameKind, type Segment } from './segment.ts';

/** A segment as a snapshot shows it. */
export type LiveSegment = {
  readonly segment: Segment;
  /** Bit per record: ended, or replaced by a later segment. Undefined when all are alive. */
  readonly dead: Uint8Array | undefined;
};

/** Every `step`-th segment from the one at `first` on: what one of several threads reads for a question that they share. */
export type Share = { readonly first: number; readonly step: number };
export const WHOLE: Share = { first: 0, step: 1 };

/** A name on the list that may be the one that was asked. */
export type NameHit = {
  readonly id: string;
  readonly name: string;
  readonly nameKind: NameKind;
  /** Of the two spellings, 0 to 1. Never about a party. */
  readonly similarity: number;
  readonly class: NameClass;
};

const NO_BRANCH = branchOf('');

/** From which similarity on a hit is worth naming: of each class, and of any. */
export type Bars = { readonly of: Readonly<Record<NameClass, number>>; readonly least: number };

function formRelation(a: Form, b: Form): 'same' | 'other' | 'silent' {
  if (a === b) return 'same';
  return a === NO_FORM || b === NO_FORM ? 'silent' : 'other';
}

/** Looks names up, one at a time. Holds scratch memory: one for each thread. */
export class Searcher {
  readonly #segments: readonly LiveSegment[];
  readonly #parser = new NameParser();
  readonly #marks = new QueryMarks();
  readonly #bound = new CoreBound(this.#marks);
  readonly #comparison = new CoreComparison(this.#marks);
  readonly #candidates = new Candidates();
  /** For candidates that are worth more than the look at their core: what they can reach. */
  readonly #bounds = new Float64Array(AT_ONCE);
  readonly #keys = new KeyList();
  readonly #core = emptyCore();
  readonly #best = new BestFound((found) => this.#nameOf(found));
  /** The reading that marks and comparison are set to. */
  #set = -1;
  #bars: Bars | undefined;
  #branch: Branch = NO_BRANCH;
  #form: Form = 0;

  constructor(segments: readonly LiveSegment[]) {
    this.#segments = segments;
  }

  /**
   * The best hits, best first; equal ones by id. A subject is named once, by its best name.
   * @param bars hits below them are left out as if they stood on no list
   */
  search(name: string, top: number, share = WHOLE, bars?: Bars): NameHit[] {
    const parser = this.#parser;
    parser.parseQuery(name);
    this.#form = parser.form;
    this.#branch = parser.branchStart === parser.length ? NO_BRANCH : branchOf(parser.branchText());
    this.#bars = bars;
    this.#best.begin(top, Math.max(LEAST_SIMILARITY, bars?.least ?? 0));
    this.#set = -1;
    for (let i = 0; i < parser.count; i += 1) this.#searchReading(parser.readings[i]!, i, share);
    return this.#best.all.map((found) => this.#hit(found));
  }

  #searchReading(reading: Reading, number: number, { first, step }: Share): void {
    if (reading.length === 0) return;
    this.#setQuery(number);
    this.#bound.setQuery(reading);
    queryKeys(reading, this.#keys);
    const allowed = allowedTags(reading.place);
    const leaves = readingLeaves(reading);
    for (let s = first; s < this.#segments.length; s += step) {
      const { segment } = this.#segments[s]!;
      this.#candidates.begin(segment.arrays, this.#keys);
      while (this.#candidates.next(segment.arrays, this.#keys, allowed)) {
        const left = this.#boundAll(segment, reading, leaves);
        for (let i = 0; i < left; i += 1) this.#weighCore(s, i, reading, number, leaves);
      }
    }
  }

  #setQuery(number: number): void {
    if (this.#set === number) return;
    const reading = this.#parser.readings[number]!;
    this.#marks.set(reading);
    this.#comparison.setQuery(reading);
    this.#set = number;
  }

  /** Keeps the candidates that may still matter in front. @returns how many */
  #boundAll(segment: Segment, reading: Reading, leaves: number): number {
    const { cores } = segment.arrays;
    const { cores: candidates, count } = this.#candidates;
    const least = this.#best.least / leaves;
    let left = 0;
    for (let i = 0; i < count; i += 1) {
      const core = candidates[i]!;
      const bound = this.#bound.of(cores, core, least);
      if (bound < 0) continue;
      const ofAll = bound * leaves;
      const prefix = cores[core * CORE_UNITS + CORE_PREFIX]!;
      if (prefix !== SEE_RECORDS) {
        const suffix = cores[core * CORE_UNITS + CORE_SUFFIX]!;
        if (ofAll * this.#leavesAtMost(segment, prefix, suffix, reading, bound === 1) < this.#best.least) continue;
      }
      candidates[left] = core;
      this.#bounds[left] = ofAll;
      left += 1;
    }
    return left;
  }

  #weighCore(s: number, candidate: number, reading: Reading, number: number, leaves: number): void {
    if (this.#bounds[candidate]! < this.#best.least) return;
    const core = this.#candidates.cores[candidate]!;
    const { segment, dead } = this.#segments[s]!;
    const { cores, recordPrefixes, recordSuffixes } = segment.arrays;
    segment.readCore(core, this.#core);
    const ofCore = this.#comparison.similarity(this.#core, this.#best.least / leaves);
    if (ofCore * leaves < this.#best.least) return;
    const first = firstRecord(cores, core);
    const onlyPrefix = cores[core * CORE_UNITS + CORE_PREFIX]!;
    const isOnly = onlyPrefix !== SEE_RECORDS;
    const end = isOnly ? first + 1 : segment.endOf(core);
    let slips: readonly Slip[] | undefined;
    for (let record = first; record < end; record += 1) {
      if (dead !== undefined && (dead[record >>> 3]! & (1 << (record & 7))) !== 0) continue;
      const prefix = isOnly ? onlyPrefix : recordPrefixes[record]!;
      const suffix = isOnly ? cores[core * CORE_UNITS + CORE_SUFFIX]! : recordSuffixes[record]!;
      if (ofCore * leaves * this.#leavesAtMost(segment, prefix, suffix, reading, ofCore === 1) < this.#best.least)
        continue;
      const place = relationOf(reading.place, segment.prefixPlaces[prefix]!);
      const form = formTakes(this.#form, segment.suffixForms[suffix]!);
      const branch = this.#branchTakes(segment, suffix, branchTakes);
      const similarity = ofCore * leaves * partsLeave(place, form, branch, ofCore === 1);
      if (similarity < this.#best.least) continue;
      const found: Found = { id: segment.idOf(record), similarity, core, record, segment: s, reading: number };
      if (this.#bars === undefined) this.#best.offer(found);
      else {
        slips ??= this.#comparison.slips(this.#core);
        const nameClass = this.#classOf(found, slips);
        if (similarity >= this.#bars.of[nameClass]) this.#best.offer({ ...found, class: nameClass });
      }
    }
  }

  /** At most the share that a record's place, form and branch leave. */
  #leavesAtMost(segment: Segment, prefix: number, suffix: number, reading: Reading, sameCore: boolean): number {
    const place = relationOf(reading.place, segment.prefixPlaces[prefix]!);
    if (isElsewhere(place) && this.#bars !== undefined && this.#bars.of.other_place > 1) return 0;
    const form = formTakes(this.#form, segment.suffixForms[suffix]!);
    return partsLeave(place, form, this.#branchTakes(segment, suffix, branchTakesAtLeast), sameCore);
  }

  /** Few names have a branch, and only two of those are compared. */
  #branchTakes(segment: Segment, suffix: number, takes: typeof branchTakes): number {
    const [hasOne, otherHasOne] = [this.#branch !== NO_BRANCH, segment.suffixHasBranch[suffix] === 1];
    if (hasOne && otherHasOne) return takes(this.#branch, segment.suffixBranches[suffix]!);
    return hasOne === otherHasOne ? 0 : BRANCH_TAKES.oneSided;
  }

  #nameOf({ segment, record, core }: Found): string {
    return this.#segments[segment]!.segment.nameOf(record, core);
  }

  #hit(found: Found): NameHit {
    const { segment } = this.#segments[found.segment]!;
    return {
      id: found.id,
      name: segment.nameOf(found.record, found.core),
      nameKind: segment.kindOf(found.record),
      similarity: found.similarity,
      class: found.class ?? this.#classOf(found, this.#slipsOf(found)),
    };
  }

  #slipsOf({ segment, core, reading }: Found): Slip[] {
    this.#segments[segment]!.segment.readCore(core, this.#core);
    this.#setQuery(reading);
    return this.#comparison.slips(this.#core);
  }

  /** @param ofCore what differs between the cores */
  #classOf(found: Found, ofCore: readonly Slip[]): NameClass {
    const { segment } = this.#segments[found.segment]!;
    const { place: asked, placeSlip } = this.#parser.readings[found.reading]!;
    const suffix = segment.arrays.recordSuffixes[found.record]!;
    return classOf({
      slips: placeSlip === undefined ? ofCore : [...ofCore, placeSlip],
      place: relationOf(asked, segment.prefixPlaces[segment.arrays.recordPrefixes[found.record]!]!),
      form: formRelation(this.#form, segment.suffixForms[suffix]!),
      sameBranch: branchTakes(this.#branch, segment.suffixBranches[suffix]!) < LEAST_BRANCH_TAKE,
    });
  }
}
