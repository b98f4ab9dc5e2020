/**
 * Codes → record numbers in one flat array of 32-bit words: nine bytes for each code that keeps the rules of the standard.
 *
 *     [groups] [codes] [group numbers, ascending] [where each group's codes begin, one more at the end]
 *     [subjects' low 32 bits] [subjects' high 8 bits, four to a word] [records] [table of irregular codes]
 *
 * A group is a class and an area (`code-parts.ts`); within it subjects ascend and are found by bisection.
 */
import { type CodeParts, putTogether, takeApart } from './code-parts.ts';
import { addCode, codeTableWords, findCode as findIrregular, codesIn as irregularIn } from './irregular-codes.ts';
import { plainCode } from './uscc.ts';

export type CodedRecord = { readonly code: string; readonly record: number };
const HEAD = 2;
const HIGH = 2 ** 32;
/** Groups up to here are sorted by one number that holds subject and place. */
const PLACES = 2 ** 13;
const parts: CodeParts = { group: 0, subject: 0 };

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
    group.subjects.push(parts.subject);
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
  const table = make(HEAD + groups.size * 2 + 1 + count * 2 + Math.ceil(count / 4) + rest);
  table[0] = groups.size;
  table[1] = count;
  const { starts, low, high, records, irregularAt } = placesIn(table);
  let at = 0;
  [...groups.keys()]
    .sort((a, b) => a - b)
    .forEach((number, n) => {
      table[HEAD + n] = number;
      table[starts + n] = at;
      const group = groups.get(number)!;
      for (let i = 0; i < group.subjects.length; i += 1, at += 1) {
        const subject = group.subjects[i]!;
        table[low + at] = subject >>> 0;
        table[high + (at >>> 2)]! |= Math.floor(subject / HIGH) << ((at & 3) * 8);
        table[records + at] = group.records[i]!;
      }
    });
  table[starts + groups.size] = at;
  const odd = table.subarray(irregularAt);
  for (const { code, record } of irregular) addCode(odd, code, record);
  return table;
}

function placesIn(table: Uint32Array) {
  const [groups, count] = [table[0]!, table[1]!];
  const starts = HEAD + groups;
  const low = starts + groups + 1;
  const high = low + count;
  const records = high + Math.ceil(count / 4);
  return { starts, low, high, records, irregularAt: records + count };
}

/** The record that has this code, or -1. */
export function findCode(table: Uint32Array, written: string): number {
  if (table.length === 0) return -1;
  const groups = table[0]!;
  const count = table[1]!;
  const starts = HEAD + groups;
  const low = starts + groups + 1;
  const high = low + count;
  const records = high + Math.ceil(count / 4);
  // Most are written plainly and keep the rules; only the others are looked at twice.
  if (!takeApart(written, parts)) {
    const code = plainCode(written);
    if (code === '') return -1;
    if (!takeApart(code, parts)) return findIrregular(table.subarray(records + count), code);
  }
  const { group, subject } = parts;
  let from = 0;
  for (let to = groups; from < to; ) {
    const middle = (from + to) >>> 1;
    if (table[HEAD + middle]! < group) from = middle + 1;
    else to = middle;
  }
  if (from === groups || table[HEAD + from] !== group) return -1;
  const wantedHigh = Math.floor(subject / HIGH);
  const wantedLow = subject >>> 0;
  let at = table[starts + from]!;
  for (let to = table[starts + from + 1]!; at < to; ) {
    const middle = (at + to) >>> 1;
    const foundHigh = (table[high + (middle >>> 2)]! >>> ((middle & 3) * 8)) & 0xff;
    const foundLow = table[low + middle]!;
    if (foundHigh === wantedHigh && foundLow === wantedLow) return table[records + middle]!;
    if (foundHigh < wantedHigh || (foundHigh === wantedHigh && foundLow < wantedLow)) at = middle + 1;
    else to = middle;
  }
  return -1;
}

/** All codes of the table with their records, each with the number of its place: {@link codeAt} reads one again. */
export function* codesIn(table: Uint32Array): Generator<CodedRecord & { readonly place: number }> {
  if (table.length === 0) return;
  const { starts, irregularAt } = placesIn(table);
  for (let n = 0; n < table[0]!; n += 1) {
    for (let place = table[starts + n]!; place < table[starts + n + 1]!; place += 1) {
      yield { ...regularAt(table, place, table[HEAD + n]!), place };
    }
  }
  let place = table[1]!;
  for (const odd of irregularIn(table.subarray(irregularAt))) {
    yield { ...odd, place };
    place += 1;
  }
}

function regularAt(table: Uint32Array, place: number, group: number): CodedRecord {
  const { low, high, records } = placesIn(table);
  const highBits = (table[high + (place >>> 2)]! >>> ((place & 3) * 8)) & 0xff;
  const code = putTogether({ group, subject: highBits * HIGH + table[low + place]! });
  return { code, record: table[records + place]! };
}

/** What stands at a place that {@link codesIn} gave. */
export function codeAt(table: Uint32Array, place: number): CodedRecord {
  const { starts, irregularAt } = placesIn(table);
  if (place >= table[1]!) return [...irregularIn(table.subarray(irregularAt))][place - table[1]!]!;
  let group = 0;
  for (let to = table[0]!; group < to; ) {
    const middle = (group + to) >>> 1;
    if (table[starts + middle + 1]! <= place) group = middle + 1;
    else to = middle;
  }
  return regularAt(table, place, table[HEAD + group]!);
}
