/**
 * Codes → record numbers in one flat array of 32-bit words: 8.2 bytes for each code of ten million that keep the rules of the standard.
 *
 *     [slots] [codes] [for each slot its group and where the group's codes begin, one more at the end] [blocks] [table of irregular codes]
 *
 * A group is a class and an area (`code-parts.ts`). Its slot follows from a hash; its codes end where the next slot's begin. Within it
 * codes ascend by their mixed subjects (`mixed-subject.ts`), so that their place is guessed from their size and seldom missed by more
 * than a block. A block holds eight codes in 64 bytes, which a processor fetches at once:
 *
 *     [first 32 bits of eight mixed subjects] [the last 8 bits and the record of each]
 */
import { type CodeParts, putTogether, takeApart } from './code-parts.ts';
import { mix, SEED } from './hash.ts';
import { addCode, codeTableWords, findCode as findIrregular, codesIn as irregularIn } from './irregular-codes.ts';
import { type MixedSubject, mixSubject, unmixSubject } from './mixed-subject.ts';
import { plainCode } from './uscc.ts';

export type CodedRecord = { readonly code: string; readonly record: number };
const HEAD = 2;
const SLOT = 2;
/** Slots for each two groups. */
const SLOTS_PER_TWO = 3;
const NO_GROUP = 0xffffffff;
const BLOCK = 16;
const GIVEN_FROM = 4;
const CODES_A_BLOCK = 8;
const RECORD_BITS = 24;
const ALL_RECORDS = 2 ** RECORD_BITS - 1;
const ALL_FIRSTS = 2 ** 32;
/** Whoever makes up subjects that lie close together even when mixed gains nothing: after these, bisection. */
const MOST_GUESSES = 8;
/** Groups up to here are sorted by one number that holds subject and place. */
const PLACES = 2 ** 13;
const parts: CodeParts = { group: 0, front: 0, back: 0 };
const mixed: MixedSubject = { first: 0, last: 0 };

/** Mixed subjects as numbers of forty bits, and their records. */
type Group = { subjects: number[]; records: number[] };

/** Builds the table in memory from `make`. Of records with the same code the first stays. */
export function buildCodeTable(coded: Iterable<CodedRecord>, make: (words: number) => Uint32Array): Uint32Array {
  const groups = new Map<number, Group>();
  const irregular: CodedRecord[] = [];
  for (const { code: written, record } of coded) {
    const code = plainCode(written);
    if (code === '') throw new RangeError('a code has 18 characters of the 31 of GB 32100');
    if (!takeApart(code, parts)) {
      irregular.push({ code, record });
      continue;
    }
    const group = groups.get(parts.group) ?? { subjects: [], records: [] };
    if (group.subjects.length === 0) groups.set(parts.group, group);
    mixSubject(parts.front, parts.back, mixed);
    group.subjects.push(mixed.first * 256 + mixed.last);
    group.records.push(record);
  }
  let count = 0;
  for (const group of groups.values()) count += sortGroup(group);
  return layOut(groups, count, irregular, make);
}

/** Sorts by subject and drops what comes a second time; answers how many are left. */
function sortGroup(group: Group): number {
  const { subjects, records } = group;
  const order =
    subjects.length <= PLACES
      ? Float64Array.from(subjects, (subject, at) => subject * PLACES + at)
          .sort()
          .map((key) => key % PLACES)
      : Float64Array.from(subjects.keys()).sort((a, b) => subjects[a]! - subjects[b]! || a - b);
  const kept = order.filter((at, n) => n === 0 || subjects[at] !== subjects[order[n - 1]!]);
  group.subjects = Array.from(kept, (at) => subjects[at]!);
  group.records = Array.from(kept, (at) => records[at]!);
  return kept.length;
}

function layOut(
  groups: ReadonlyMap<number, Group>,
  count: number,
  irregular: readonly CodedRecord[],
  make: (words: number) => Uint32Array,
): Uint32Array {
  const rest = irregular.length === 0 ? 0 : codeTableWords(irregular.length);
  if (count === 0 && rest === 0) return make(0);
  const numbers = slotted([...groups.keys()]);
  const table = make(irregularFrom(numbers.length, count) + rest);
  table[0] = numbers.length;
  table[1] = count;
  let place = 0;
  numbers.forEach((number, slot) => {
    table[HEAD + slot * SLOT] = number;
    table[HEAD + slot * SLOT + 1] = place;
    const group = groups.get(number);
    group?.subjects.forEach((subject, n) => {
      setPlace(table, place, subject, group.records[n]!);
      place += 1;
    });
  });
  table[HEAD + numbers.length * SLOT] = NO_GROUP;
  table[HEAD + numbers.length * SLOT + 1] = place;
  const odd = table.subarray(irregularFrom(numbers.length, count));
  for (const { code, record } of irregular) addCode(odd, code, record);
  return table;
}

/** The numbers of groups where their hash puts them, with a free slot behind each run; whatever order they came in. */
function slotted(numbers: readonly number[]): number[] {
  const slots = new Array<number>(Math.ceil((numbers.length * SLOTS_PER_TWO) / 2) || 1).fill(NO_GROUP);
  for (const number of numbers.toSorted((a, b) => a - b)) {
    let slot = slotOf(number, slots.length);
    while (slots[slot] !== NO_GROUP) slot = slot + 1 === slots.length ? 0 : slot + 1;
    slots[slot] = number;
  }
  return slots;
}

function setPlace(table: Uint32Array, place: number, subject: number, record: number): void {
  if (record >= 2 ** RECORD_BITS) throw new RangeError(`a table numbers its records below ${2 ** RECORD_BITS}`);
  const word = wordOf(blocksFrom(table[0]!), place);
  table[word] = Math.floor(subject / 256);
  table[word + CODES_A_BLOCK] = ((subject % 256) << RECORD_BITS) | record;
}

/** Where the first bits of a code's subject are; the last ones and its record are {@link CODES_A_BLOCK} words behind. */
function wordOf(blocks: number, place: number): number {
  return blocks + (place >>> 3) * BLOCK + (place & 7);
}

/** The hash as a share of the slots, however many there are. */
function slotOf(group: number, slots: number): number {
  return Math.floor(((mix(SEED, group) >>> 0) / ALL_FIRSTS) * slots);
}

/** Memory of this size is given out from 16 bytes behind the beginning of a page on: so no block lies in two lines of the cache. */
function blocksFrom(slots: number): number {
  return ((HEAD + (slots + 1) * SLOT + GIVEN_FROM - 1) & -BLOCK) + BLOCK - GIVEN_FROM;
}

function irregularFrom(slots: number, count: number): number {
  return blocksFrom(slots) + Math.ceil(count / CODES_A_BLOCK) * BLOCK;
}

/** The record that has this code, or -1. */
export function findCode(table: Uint32Array, written: string): number {
  if (table.length === 0) return -1;
  // Most are written plainly and keep the rules; only the others are looked at twice.
  if (!takeApart(written, parts)) {
    const code = plainCode(written);
    if (code === '') return -1;
    if (!takeApart(code, parts)) return findIrregular(table.subarray(irregularFrom(table[0]!, table[1]!)), code);
  }
  const slots = table[0]!;
  let slot = slotOf(parts.group, slots);
  for (;;) {
    const group = table[HEAD + slot * SLOT]!;
    if (group === parts.group) break;
    if (group === NO_GROUP) return -1;
    slot = slot + 1 === slots ? 0 : slot + 1;
  }
  mixSubject(parts.front, parts.back, mixed);
  return findBetween(table, table[HEAD + slot * SLOT + 1]!, table[HEAD + slot * SLOT + 3]!);
}

/** The record of the mixed subject among the codes of one group, or -1. */
function findBetween(table: Uint32Array, start: number, end: number): number {
  const { first } = mixed;
  const blocks = blocksFrom(table[0]!);
  const density = (end - start) / ALL_FIRSTS;
  let guess = start + Math.trunc(first * density);
  let from = start;
  let to = end;
  for (let guesses = 0; from < to && guesses < MOST_GUESSES; guesses += 1) {
    const at = Math.max(from, Math.min(to - 1, guess));
    // Neither waits for the other, nor what lies between for them: one trip to memory instead of two or three.
    const below = Math.max(from, at - CODES_A_BLOCK);
    const above = Math.min(to - 1, at + CODES_A_BLOCK);
    const firstBelow = table[wordOf(blocks, below)]!;
    const firstAbove = table[wordOf(blocks, above)]!;
    if (firstBelow > first) {
      to = below;
      guess = below - Math.trunc((firstBelow - first) * density);
    } else if (firstAbove < first) {
      from = above + 1;
      guess = above + Math.trunc((first - firstAbove) * density);
    } else {
      if (firstBelow < first) from = below + 1;
      if (firstAbove > first) to = above;
      break;
    }
  }
  return bisect(table, blocks, from, to);
}

function bisect(table: Uint32Array, blocks: number, start: number, end: number): number {
  const { first, last } = mixed;
  let from = start;
  for (let to = end; from < to; ) {
    const middle = (from + to) >>> 1;
    const word = wordOf(blocks, middle);
    const firstThere = table[word]!;
    const rest = firstThere === first ? table[word + CODES_A_BLOCK]! : 0;
    const order = firstThere === first ? (rest >>> RECORD_BITS) - last : firstThere - first;
    if (order === 0) return rest & ALL_RECORDS;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  return -1;
}

/** All codes of the table with their records, each with the number of its place: {@link codeAt} reads one again. */
export function* codesIn(table: Uint32Array): Generator<CodedRecord & { readonly place: number }> {
  if (table.length === 0) return;
  for (let slot = 0; slot < table[0]!; slot += 1) {
    const group = table[HEAD + slot * SLOT]!;
    for (let place = table[HEAD + slot * SLOT + 1]!; place < table[HEAD + slot * SLOT + 3]!; place += 1) {
      yield { ...regularAt(table, place, group), place };
    }
  }
  let place = table[1]!;
  for (const odd of irregularIn(table.subarray(irregularFrom(table[0]!, place)))) {
    yield { ...odd, place };
    place += 1;
  }
}

function regularAt(table: Uint32Array, place: number, group: number): CodedRecord {
  const word = wordOf(blocksFrom(table[0]!), place);
  const rest = table[word + CODES_A_BLOCK]!;
  const subject = unmixSubject({ first: table[word]!, last: rest >>> RECORD_BITS });
  return { code: putTogether({ group, ...subject }), record: rest & ALL_RECORDS };
}

/** What stands at a place that {@link codesIn} gave. */
export function codeAt(table: Uint32Array, place: number): CodedRecord {
  const count = table[1]!;
  if (place >= count) return [...irregularIn(table.subarray(irregularFrom(table[0]!, count)))][place - count]!;
  let slot = 0;
  for (let to = table[0]!; slot < to; ) {
    const middle = (slot + to) >>> 1;
    if (table[HEAD + middle * SLOT + 3]! <= place) slot = middle + 1;
    else to = middle;
  }
  return regularAt(table, place, table[HEAD + slot * SLOT]!);
}
