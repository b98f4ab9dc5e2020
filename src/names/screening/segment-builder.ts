import { Affix } from './affix.ts';
import { buildCodeTable } from './code-table.ts';
import { type CoreOrder, orderCores } from './core-order.ts';
import { CORE_PREFIX, CORE_SUFFIX, CORE_UNITS, SEE_RECORDS, setFirstRecord } from './core-record.ts';
import { CoreTable } from './core-table.ts';
import { growing8, growing32, shared8, shared16, shared32, sharedCopy } from './growing.ts';
import { IdList, layOutTexts } from './id-list.ts';
import { NameParser } from './parse.ts';
import { codesOf, placeSet } from './place-sets.ts';
import { MOST_OF_RANGE } from './posting.ts';
import { ANYWHERE, TAG_COUNT, tagOfPlace } from './province-tags.ts';
import type { Reading } from './reading.ts';
import { ScreeningRefusal } from './refusal.ts';
import { type Affixes, NAME_KINDS, type NameKind, OTHER_READING, Segment } from './segment.ts';
import { layOutKeys } from './segment-keys.ts';
import { readCode } from './uscc.ts';

/** One name of one organisation. A former or short name is a record of its own with the id of the same subject. */
export type NameRecord = {
  readonly id: string;
  readonly name: string;
  /** Unified social credit code, or empty. One that is not 18 characters of the alphabet is not indexed. */
  readonly code?: string;
  readonly kind?: NameKind;
};

/** Records of one segment: beyond it a list has several, so that building takes a bounded part of the memory. */
export const LARGEST_SEGMENT = 26_000_000;
/** So many cores of a province are enough: a page more still finds room in its postings. */
const ENOUGH_OF_RANGE = MOST_OF_RANGE - 200_000;

/** Gathers records and lays them out. Use once: add, then {@link build}. */
export class SegmentBuilder {
  readonly #parser = new NameParser();
  readonly #cores = new CoreTable();
  readonly #recordCores = growing32();
  readonly #recordPrefixes = growing32();
  readonly #recordSuffixes = growing32();
  readonly #recordKinds = growing8();
  readonly #ids = new IdList();
  readonly #tagRecords = new Uint32Array(TAG_COUNT);
  #kinds = false;
  readonly #odd: { record: number; name: string }[] = [];
  readonly #codes: { record: number; code: string }[] = [];
  readonly #prefixes = new Affix<readonly [string, readonly number[]]>();
  readonly #suffixes = new Affix<readonly [string, number, string]>();

  get recordCount(): number {
    return this.#ids.length;
  }

  /** Whether it has `largest` records, or `ofRange` of one province, so that their cores can hardly be numbered. */
  isFull(largest: number, ofRange = ENOUGH_OF_RANGE): boolean {
    // Each core that several bear may turn out to be anywhere.
    const repeated = this.recordCount - this.#cores.count;
    return (
      this.recordCount >= largest ||
      this.#tagRecords[ANYWHERE]! + repeated >= ofRange ||
      this.#tagRecords.some((records) => records >= ofRange)
    );
  }

  /** @throws {ScreeningRefusal} `screening.name_empty`: nothing of the name is left after folding */
  add(record: NameRecord): void {
    const [plain, ...others] = this.#parser.parseListed(record.name);
    if (plain!.length === 0) throw new ScreeningRefusal('screening.name_empty', { record: this.recordCount + 1 });
    if (record.code && readCode(record.code) !== 'no_code') {
      this.#codes.push({ record: this.#ids.length, code: record.code });
    }
    this.#addReading(record, plain!, NAME_KINDS.indexOf(record.kind ?? 'registered'));
    for (const other of others) {
      // Only where the text is the name's own can the second reading show the name again.
      if (record.name.includes(other.coreText())) this.#addReading(record, other, OTHER_READING);
    }
  }

  #addReading(record: NameRecord, reading: Reading, kind: number): void {
    const number = this.#ids.length;
    this.#recordCores.push(this.#cores.number(reading));
    this.#tagRecords[tagOfPlace(reading.place)]! += 1;
    this.#addAffixes(record.name, reading, number);
    this.#kinds ||= kind !== 0;
    this.#recordKinds.push(kind);
    this.#ids.push(record.id);
  }

  #addAffixes(name: string, reading: Reading, record: number): void {
    const core = reading.coreText();
    const at = name.indexOf(core);
    if (at < 0) this.#odd.push({ record, name });
    const prefix = at < 0 ? '' : name.slice(0, at);
    const suffix = at < 0 ? '' : name.slice(at + core.length);
    const { form } = this.#parser;
    const branch = this.#parser.branchText();
    const place = String(reading.place);
    this.#recordPrefixes.push(this.#prefixes.number(prefix, place, () => [prefix, codesOf(reading.place)]));
    this.#recordSuffixes.push(this.#suffixes.number(suffix, `${form} ${branch}`, () => [suffix, form, branch]));
  }

  build(): Segment {
    this.#cores.close();
    const prefixTags = Uint8Array.from(this.#prefixes.values, ([, codes]) => tagOfPlace(placeSet(codes)));
    const recordCores = this.#recordCores.array.subarray(0, this.recordCount);
    const tagOf = (record: number) => prefixTags[this.#recordPrefixes.array[record]!]!;
    const order = orderCores(this.#cores.count, recordCores, tagOf);
    const affixes: Affixes = { prefixes: this.#prefixes.values, suffixes: this.#suffixes.values };
    const base = {
      ...this.#layOutRecords(order),
      spilled: this.#cores.spilled(),
      tagStarts: sharedCopy(order.tagStarts),
      ...this.#ids.layOut(order.records),
      ...this.#layOutOdd(order.records),
      affixBytes: sharedText(JSON.stringify(affixes)),
      codes: this.#layOutCodes(order.records),
    };
    const none = { bucketStarts: new Uint32Array(0), postings: new Uint32Array(0) };
    return new Segment({ ...base, ...layOutKeys(new Segment({ ...base, ...none })) });
  }

  #layOutRecords(order: CoreOrder) {
    const count = this.recordCount;
    const recordPrefixes = this.#prefixes.values.length > 0xffff ? shared32(count) : shared16(count);
    const recordSuffixes = this.#suffixes.values.length > 0xffff ? shared32(count) : shared16(count);
    const recordKinds = shared8(this.#kinds ? count : 0);
    for (let i = 0; i < count; i += 1) {
      const at = order.records[i]!;
      recordPrefixes[at] = this.#recordPrefixes.array[i]!;
      recordSuffixes[at] = this.#recordSuffixes.array[i]!;
      if (this.#kinds) recordKinds[at] = this.#recordKinds.array[i]!;
    }
    return {
      cores: this.#layOutCores(order, recordPrefixes, recordSuffixes),
      recordPrefixes,
      recordSuffixes,
      recordKinds,
    };
  }

  #layOutCores(
    order: CoreOrder,
    prefixes: Uint16Array | Uint32Array,
    suffixes: Uint16Array | Uint32Array,
  ): Uint16Array {
    const from = this.#cores.cores;
    const cores = shared16(from.length);
    order.cores.forEach((core, came) => {
      cores.set(from.subarray(came * CORE_UNITS, (came + 1) * CORE_UNITS), core * CORE_UNITS);
    });
    for (let core = 0; core < order.cores.length; core += 1) {
      const first = order.firsts[core]!;
      const isOnly = order.firsts[core + 1]! - first === 1;
      const isInline = isOnly && prefixes[first]! < SEE_RECORDS && suffixes[first]! < SEE_RECORDS;
      setFirstRecord(cores, core, first);
      cores[core * CORE_UNITS + CORE_PREFIX] = isInline ? prefixes[first]! : SEE_RECORDS;
      cores[core * CORE_UNITS + CORE_SUFFIX] = isInline ? suffixes[first]! : SEE_RECORDS;
    }
    return cores;
  }

  #layOutOdd(places: Uint32Array) {
    const odd = this.#odd.map(({ record, name }) => ({ record: places[record]!, name }));
    odd.sort((a, b) => a.record - b.record);
    const { starts, bytes } = layOutTexts(odd.map(({ name }) => name));
    const oddRecords = shared32(odd.length);
    odd.forEach(({ record }, i) => {
      oddRecords[i] = record;
    });
    return { oddRecords, oddStarts: starts, oddBytes: bytes };
  }

  #layOutCodes(places: Uint32Array): Uint32Array {
    const coded = this.#codes.map(({ record, code }) => ({ code, record: places[record]! }));
    return buildCodeTable(coded, shared32);
  }
}

function sharedText(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const shared = shared8(bytes.length);
  shared.set(bytes);
  return shared;
}
