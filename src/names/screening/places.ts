/** The names of divisions, present and retired, full and short, as a trie over folded text. */

import { fold } from './fold.ts';
import { mix, powerOfTwo, SEED } from './hash.ts';
import { kindOfPlace, shortPlaceName } from './place-names.ts';
import { NO_PLACE, placeSet } from './place-sets.ts';
import { tableRows } from './tables.ts';

/** A name in the trie. */
export type PlaceName = {
  /** Number of its set of codes. */
  readonly set: number;
  /** The name as people say it (漯河 for 漯河市), folded. */
  readonly short: string;
  /** Said without 市, 县, 区. */
  readonly isShort: boolean;
  /** Alone at the head of a name it is as likely a brand: 长安, 东方, or a district said short. */
  readonly isDoubtful: boolean;
};

/** From how many of 30,000 brands a short place name counts as a brand too. */
const BRAND_TOO = 3;

function collect(): Map<string, PlaceName> {
  const fullNames = new Map<string, { codes: number[]; short: string }>();
  const shortNames = new Map<string, { codes: number[]; doubtful: boolean; onlyDistricts: boolean }>();
  for (const [name, codes, brands] of tableRows('places')) {
    const full = fold(name!);
    const short = fold(shortPlaceName(name!));
    const numbers = codes!.split('|').map(Number);
    fullNames.set(full, { codes: [...(fullNames.get(full)?.codes ?? []), ...numbers], short });
    if (short === full) continue;
    const known = shortNames.get(short) ?? { codes: [], doubtful: false, onlyDistricts: true };
    known.codes.push(...numbers);
    known.doubtful ||= Number(brands) >= BRAND_TOO;
    known.onlyDistricts &&= kindOfPlace(name!) === '区';
    shortNames.set(short, known);
  }
  const names = new Map<string, PlaceName>();
  for (const [short, { codes, doubtful, onlyDistricts }] of shortNames) {
    const provinces = codes.filter((code) => code % 10_000 === 0).map((code) => Math.floor(code / 10_000));
    const wide = provinces.length > 0; // nobody reads 上海 as a brand because of 上海县
    const isDoubtful = !wide && (doubtful || onlyDistricts);
    // Nor does anybody who says 河南 mean the county of that name in Qinghai.
    const meant = wide ? codes.filter((code) => provinces.includes(Math.floor(code / 10_000))) : codes;
    names.set(short, { set: placeSet(meant), short, isShort: true, isDoubtful });
  }
  for (const [full, { codes, short }] of fullNames) {
    names.set(full, { set: placeSet(codes), short, isShort: false, isDoubtful: false });
  }
  return names;
}

/** Words for the whole country: they say nothing about where. */
const COUNTRY = ['中华人民共和国', '中国'];
/** Zones that are no division; after a place they belong to it. */
const ZONES =
  '高新技术产业开发区 高新技术开发区 高新技术产业园区 高新技术产业园 高新区 经济技术开发区 经济开发区 经开区 开发区 保税区 综合保税区 自贸区 自由贸易试验区 工业园区 工业园 产业集聚区 示范区 新城区 新区';

/** Names by the number that {@link places} keeps in its trie. */
const list: PlaceName[] = [{ set: NO_PLACE, short: '', isShort: false, isDoubtful: false }];
const WORD_COUNTRY = 1;
const WORD_ZONE = 2;
list.push(list[0]!, list[0]!);

/** At most 65,535 nodes: a node and a unit share one 32-bit key. */
class Trie {
  readonly #keys: Int32Array;
  readonly #next: Int32Array;
  readonly #value: Int32Array;
  readonly #mask: number;
  #nodes = 1;

  constructor(words: ReadonlyMap<string, number>) {
    let units = 0;
    for (const word of words.keys()) units += word.length;
    const size = powerOfTwo(units * 2);
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    this.#next = new Int32Array(size);
    this.#value = new Int32Array(units + 2);
    for (const [word, value] of words) this.#add(word, value);
  }

  #slot(node: number, unit: number): number {
    const key = (node << 16) | unit;
    let slot = mix(mix(SEED, node), unit) & this.#mask;
    while (this.#next[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }

  #add(word: string, value: number): void {
    let node = 1;
    for (let i = 0; i < word.length; i += 1) {
      const unit = word.charCodeAt(i);
      const slot = this.#slot(node, unit);
      if (this.#next[slot] === 0) {
        this.#nodes += 1;
        this.#next[slot] = this.#nodes;
        this.#keys[slot] = (node << 16) | unit;
      }
      node = this.#next[slot]!;
    }
    this.#value[node] = value;
  }

  /** Writes the ends of the words that begin at `start`, shortest first, with their values. @returns how many */
  match(text: Uint16Array, start: number, end: number, ends: Int32Array, values: Int32Array): number {
    let node = 1;
    let found = 0;
    for (let i = start; i < end; i += 1) {
      node = this.#next[this.#slot(node, text[i]!)]!;
      if (node === 0) break;
      if (this.#value[node] !== 0) {
        ends[found] = i + 1;
        values[found] = this.#value[node]!;
        found += 1;
      }
    }
    return found;
  }
}

const byText = collect();
const words = new Map<string, number>();
for (const word of COUNTRY) words.set(fold(word), WORD_COUNTRY);
for (const word of ZONES.split(' ')) words.set(fold(word), WORD_ZONE);
for (const [text, name] of byText) {
  if (words.has(text)) continue;
  words.set(text, list.length);
  list.push(name);
}
const trie = new Trie(words);

export const isCountry = (value: number): boolean => value === WORD_COUNTRY;
export const isZone = (value: number): boolean => value === WORD_ZONE;
export const placeName = (value: number): PlaceName => list[value]!;
export const placesAt = trie.match.bind(trie);

export const isPlaceWord = (text: string): boolean => words.has(text);
/** Every name of a division with its number, for those who index it otherwise. */
export function placeWords(): { text: string; value: number; name: PlaceName }[] {
  return [...words]
    .filter(([, value]) => value > WORD_ZONE)
    .map(([text, value]) => ({ text, value, name: list[value]! }));
}
