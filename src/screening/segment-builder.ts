import { buildCodeTable } from './code-table.ts';
import { growing8, growing16, growing32, shared8, shared16, shared32 } from './growing.ts';
import { mix, SEED } from './hash.ts';
import { NameParser } from './parse.ts';
import { codesOf } from './place-sets.ts';
import { MARKED_UNITS, type Reading } from './reading.ts';
import { ScreeningRefusal } from './refusal.ts';
import {
  type Affixes,
  CORE_FITS,
  CORE_SHOWN,
  CORE_TEXT,
  CORE_UNITS,
  emptyCore,
  NAME_KINDS,
  type NameKind,
  OTHER_READING,
  Segment,
} from './segment.ts';
import { layOutKeys } from './segment-keys.ts';
import { GENERIC_WEIGHT } from './trades.ts';
import { readCode } from './uscc.ts';

/** One name of one organisation. A former or short name is a record of its own with the id of the same subject. */
export type NameRecord = {
  readonly id: string;
  readonly name: string;
  /** Unified social credit code, or empty. One that is not 18 characters of the alphabet is not indexed. */
  readonly code?: string;
  readonly kind?: NameKind;
};

const SMALL_NUMBER = /^(0|[1-9]\d{0,8})$/;

/** Gathers records and lays them out. Use once: add, then {@link build}. */
export class SegmentBuilder {
  readonly #parser = new NameParser();
  readonly #cores = growing16();
  readonly #spilled = growing16();
  #coreTable = new Uint32Array(2048);
  #coreCount = 0;
  readonly #recordCores = growing32();
  readonly #recordPrefixes = growing32();
  readonly #recordSuffixes = growing32();
  readonly #recordKinds = growing8();
  readonly #ids: string[] = [];
  #numberIds = true;
  #kinds = false;
  readonly #odd: { record: number; name: string }[] = [];
  readonly #codes: { record: number; code: string }[] = [];
  readonly #prefixes = new Affix<readonly [string, readonly number[]]>();
  readonly #suffixes = new Affix<readonly [string, number, string]>();

  get recordCount(): number {
    return this.#ids.length;
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
    this.#recordCores.push(this.#internCore(reading));
    this.#addAffixes(record.name, reading, number);
    this.#kinds ||= kind !== 0;
    this.#recordKinds.push(kind);
    this.#numberIds &&= SMALL_NUMBER.test(record.id);
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

  #internCore(reading: Reading): number {
    if (this.#coreCount * 2 > this.#coreTable.length) this.#growCoreTable();
    const mask = this.#coreTable.length - 1;
    let slot = hashCore(reading.core, 0, reading.length) & mask;
    for (; this.#coreTable[slot] !== 0; slot = (slot + 1) & mask) {
      const core = this.#coreTable[slot]! - 1;
      if (this.#isCore(core, reading)) return core;
    }
    this.#coreTable[slot] = this.#coreCount + 1;
    this.#pushCore(reading);
    this.#coreCount += 1;
    return this.#coreCount - 1;
  }

  #isCore(core: number, reading: Reading): boolean {
    const at = core * CORE_UNITS;
    const cores = this.#cores.array;
    if ((cores[at]! & 0xff) !== reading.length) return false;
    const shown = reading.length <= CORE_FITS ? reading.length : CORE_SHOWN;
    for (let i = 0; i < shown; i += 1) if (cores[at + CORE_TEXT + i] !== reading.core[i]) return false;
    if (shown === reading.length) return true;
    const rest = this.#restOf(core);
    for (let i = shown; i < reading.length; i += 1) {
      if (this.#spilled.array[rest + i - shown] !== reading.core[i]) return false;
    }
    return true;
  }

  #restOf(core: number): number {
    const end = (core + 1) * CORE_UNITS;
    return this.#cores.array[end - 2]! | (this.#cores.array[end - 1]! << 16);
  }

  #pushCore(reading: Reading): void {
    this.#cores.reserve(CORE_UNITS);
    const at = this.#cores.length;
    const into = this.#cores.array;
    let marks = 0;
    for (let i = reading.brand; i < Math.min(reading.length, MARKED_UNITS); i += 1) {
      if (reading.weights[i] === GENERIC_WEIGHT) marks |= 1 << i;
    }
    into.fill(0, at, at + CORE_UNITS);
    into[at] = reading.length | (reading.brand << 8);
    into[at + 1] = reading.weight;
    into[at + 2] = marks;
    const shown = reading.length <= CORE_FITS ? reading.length : CORE_SHOWN;
    into.set(reading.core.subarray(0, shown), at + CORE_TEXT);
    if (shown < reading.length) {
      into[at + CORE_UNITS - 2] = this.#spilled.length & 0xffff;
      into[at + CORE_UNITS - 1] = this.#spilled.length >>> 16;
      this.#spilled.append(reading.core.subarray(shown, reading.length));
    }
    this.#cores.length += CORE_UNITS;
  }

  #growCoreTable(): void {
    const larger = new Uint32Array(this.#coreTable.length * 2);
    const text = emptyCore();
    for (let core = 0; core < this.#coreCount; core += 1) {
      const at = core * CORE_UNITS;
      const length = this.#cores.array[at]! & 0xff;
      const shown = length <= CORE_FITS ? length : CORE_SHOWN;
      text.core.set(this.#cores.array.subarray(at + CORE_TEXT, at + CORE_TEXT + shown));
      if (shown < length) {
        const rest = this.#restOf(core);
        text.core.set(this.#spilled.array.subarray(rest, rest + length - shown), shown);
      }
      let slot = hashCore(text.core, 0, length) & (larger.length - 1);
      while (larger[slot] !== 0) slot = (slot + 1) & (larger.length - 1);
      larger[slot] = core + 1;
    }
    this.#coreTable = larger;
  }

  build(): Segment {
    this.#coreTable = new Uint32Array(0);
    const order = this.#orderByCore();
    const { coreRecords, newNumbers } = order;
    const count = this.recordCount;
    const affixes: Affixes = { prefixes: this.#prefixes.values, suffixes: this.#suffixes.values };
    const recordPrefixes = this.#prefixes.values.length > 0xffff ? shared32(count) : shared16(count);
    const recordSuffixes = this.#suffixes.values.length > 0xffff ? shared32(count) : shared16(count);
    const recordKinds = shared8(this.#kinds ? count : 0);
    for (let i = 0; i < count; i += 1) {
      const at = newNumbers[i]!;
      recordPrefixes[at] = this.#recordPrefixes.array[i]!;
      recordSuffixes[at] = this.#recordSuffixes.array[i]!;
      if (this.#kinds) recordKinds[at] = this.#recordKinds.array[i]!;
    }
    const cores = this.#cores.shared();
    const spilled = this.#spilled.shared();
    const base = {
      cores,
      spilled,
      coreRecords,
      recordPrefixes,
      recordSuffixes,
      recordKinds,
      ...this.#layOutIds(newNumbers),
      ...this.#layOutOdd(newNumbers),
      affixBytes: sharedText(JSON.stringify(affixes)),
      codes: this.#layOutCodes(newNumbers),
    };
    const none = { bucketStarts: new Uint32Array(0), postings: new Uint32Array(0) };
    return new Segment({ ...base, ...layOutKeys(new Segment({ ...base, ...none })) });
  }

  /** Records by core, in the order in which they came within a core. */
  #orderByCore(): { coreRecords: Uint32Array; newNumbers: Uint32Array } {
    const coreRecords = shared32(this.#coreCount + 1);
    for (let i = 0; i < this.recordCount; i += 1) coreRecords[this.#recordCores.array[i]! + 1]! += 1;
    for (let core = 0; core < this.#coreCount; core += 1) coreRecords[core + 1]! += coreRecords[core]!;
    const next = coreRecords.slice();
    const newNumbers = new Uint32Array(this.recordCount);
    for (let i = 0; i < this.recordCount; i += 1) {
      const core = this.#recordCores.array[i]!;
      newNumbers[i] = next[core]!;
      next[core]! += 1;
    }
    return { coreRecords, newNumbers };
  }

  #layOutIds(newNumbers: Uint32Array) {
    const numberIds = shared32(this.#numberIds ? this.recordCount : 0);
    if (this.#numberIds) {
      this.#ids.forEach((id, i) => {
        numberIds[newNumbers[i]!] = Number(id);
      });
      return { numberIds, idStarts: shared32(0), idBytes: shared8(0) };
    }
    const ordered: string[] = new Array(this.recordCount);
    this.#ids.forEach((id, i) => {
      ordered[newNumbers[i]!] = id;
    });
    const { starts, bytes } = layOutTexts(ordered);
    return { numberIds, idStarts: starts, idBytes: bytes };
  }

  #layOutOdd(newNumbers: Uint32Array) {
    const odd = this.#odd.map(({ record, name }) => ({ record: newNumbers[record]!, name }));
    odd.sort((a, b) => a.record - b.record);
    const { starts, bytes } = layOutTexts(odd.map(({ name }) => name));
    const oddRecords = shared32(odd.length);
    odd.forEach(({ record }, i) => {
      oddRecords[i] = record;
    });
    return { oddRecords, oddStarts: starts, oddBytes: bytes };
  }

  #layOutCodes(newNumbers: Uint32Array): Uint32Array {
    const coded = this.#codes.map(({ record, code }) => ({ code, record: newNumbers[record]! }));
    return buildCodeTable(coded, shared32);
  }
}

/** Numbers texts that come again and again, each with what goes with it. */
class Affix<V> {
  readonly values: V[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #marks: string[] = [];

  /** @param mark tells apart values of the same text; nearly always a text has one */
  number(text: string, mark: string, make: () => V): number {
    const number = this.#numbers.get(text);
    if (number !== undefined && this.#marks[number] === mark) return number;
    const key = number === undefined ? text : `${text}\n${mark}`;
    let own = this.#numbers.get(key);
    if (own === undefined) {
      own = this.values.length;
      this.#numbers.set(key, own);
      this.#marks.push(mark);
      this.values.push(make());
    }
    return own;
  }
}

function hashCore(text: Uint16Array, from: number, length: number): number {
  let hash = SEED;
  for (let i = from; i < from + length; i += 1) hash = mix(hash, text[i]!);
  return hash;
}

function sharedText(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const shared = shared8(bytes.length);
  shared.set(bytes);
  return shared;
}

function layOutTexts(texts: readonly string[]): { starts: Uint32Array; bytes: Uint8Array } {
  const starts = shared32(texts.length + 1);
  const all = growing8();
  const encoder = new TextEncoder();
  texts.forEach((text, i) => {
    all.append(encoder.encode(text));
    starts[i + 1] = all.length;
  });
  return { starts, bytes: all.shared() };
}
