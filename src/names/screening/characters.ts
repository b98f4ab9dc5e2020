/** What is known of single characters: sound, look, and how much it tells in a name. */
import { tableRows } from './tables.ts';

const UNITS = 0x10000;
/** Digits are read out: 1 and 一 sound alike. */
const DIGITS: readonly string[] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Syllables that many speakers do not tell apart: zh z, ch c, sh s, -ng -n. */
function nearSyllable(syllable: string): string {
  return syllable.replace(/^([zcs])h/, '$1').replace(/ng$/, 'n');
}

type Sounds = { first: Uint16Array; second: Uint16Array; third: Uint16Array; nearOf: Uint16Array };

function readSounds(): Sounds {
  const readings = [new Uint16Array(UNITS), new Uint16Array(UNITS), new Uint16Array(UNITS)] as const;
  const rows = tableRows('sounds');
  const near = new Map<string, number>();
  const nearOf = new Uint16Array(rows.length + 1);
  rows.forEach(([syllable, firstChars], i) => {
    const key = nearSyllable(syllable!);
    if (!near.has(key)) near.set(key, near.size + 1);
    nearOf[i + 1] = near.get(key)!;
    for (const char of firstChars!) readings[0][char.charCodeAt(0)] = i + 1;
  });
  rows.forEach(([, , alsoChars], i) => {
    for (const char of alsoChars ?? '') {
      const unit = char.charCodeAt(0);
      if (readings[0][unit] === 0) readings[0][unit] = i + 1;
      else readings[readings[1][unit] === 0 ? 1 : 2][unit] = i + 1;
    }
  });
  DIGITS.forEach((char, digit) => {
    for (const table of readings) table[0x30 + digit] = table[char.charCodeAt(0)]!;
  });
  return { first: readings[0], second: readings[1], third: readings[2], nearOf };
}

const sounds = readSounds();
/** Syllable of the usual reading, 1 and up; 0 for what has none (Latin letters). */
export const SOUND: Uint16Array = sounds.first;
export const SECOND_SOUND: Uint16Array = sounds.second;
export const THIRD_SOUND: Uint16Array = sounds.third;
/** Syllable → the class of syllables that are easily confused with it. */
export const NEAR_SOUND: Uint16Array = sounds.nearOf;

function readLooks(): { starts: Uint32Array; alike: Uint16Array } {
  const near: (Set<number> | undefined)[] = new Array(UNITS);
  for (const [char, others] of tableRows('looks')) {
    for (const other of others!) {
      const [a, b] = [char!.charCodeAt(0), other.charCodeAt(0)];
      near[a] ??= new Set();
      near[b] ??= new Set();
      near[a].add(b);
      near[b].add(a);
    }
  }
  const starts = new Uint32Array(UNITS + 1);
  for (let unit = 0; unit < UNITS; unit += 1) starts[unit + 1] = starts[unit]! + (near[unit]?.size ?? 0);
  const alike = new Uint16Array(starts[UNITS]!);
  near.forEach((set, unit) => {
    if (set)
      alike.set(
        [...set].sort((x, y) => x - y),
        starts[unit]!,
      );
  });
  return { starts, alike };
}

const looks = readLooks();
/** The characters that look like `unit` stand in {@link ALIKE} from `ALIKE_STARTS[unit]` to `ALIKE_STARTS[unit + 1]`, sorted. */
export const ALIKE_STARTS: Uint32Array = looks.starts;
export const ALIKE: Uint16Array = looks.alike;

export function looksLike(a: number, b: number): boolean {
  for (let i = ALIKE_STARTS[a]!; i < ALIKE_STARTS[a + 1]!; i += 1) if (ALIKE[i] === b) return true;
  return false;
}

/** True when the two have a reading in common. */
export function soundsSame(a: number, b: number): boolean {
  const [x, y] = [SOUND[a]!, SOUND[b]!];
  if (x === 0 || y === 0) return false;
  if (x === y) return true;
  const [x2, x3, y2, y3] = [SECOND_SOUND[a]!, THIRD_SOUND[a]!, SECOND_SOUND[b]!, THIRD_SOUND[b]!];
  if (x2 !== 0 && (x2 === y || x2 === y2 || x2 === y3)) return true;
  if (x3 !== 0 && (x3 === y || x3 === y2 || x3 === y3)) return true;
  return (y2 !== 0 && y2 === x) || (y3 !== 0 && y3 === x);
}

/** True when the usual readings differ only by zh/z, ch/c, sh/s or -ng/-n. */
export function soundsNear(a: number, b: number): boolean {
  return SOUND[a] !== 0 && NEAR_SOUND[SOUND[a]!] === NEAR_SOUND[SOUND[b]!];
}

/** How much a character of a brand tells, in hundredths of an ordinary one, by how common it is in brands. */
const BRAND_WEIGHTS = [80, 90, 100, 110, 125];
const RAREST = 4;
/** A Latin word has more letters than a Han word has characters. */
const LETTER_WEIGHT = 60;
const LETTER = 5;
/**
 * Share of its weight that a character has by its place, in hundredths: brands are two or three characters long, and what
 * follows is more likely the word of a trade that the table of trades lacks.
 */
const BY_PLACE = [110, 110, 95, 75, 60, 50];
/** Places of a brand that weigh differently; all behind them weigh as the last. */
export const BRAND_PLACES = BY_PLACE.length;

const SOUND_BITS = 9;
/** A class of {@link NEAR_SOUND}, out of {@link TRAITS}. */
export const NEAR_MASK = 2 ** SOUND_BITS - 1;
const LEVEL_SHIFT = 3 * SOUND_BITS;

/**
 * All that a comparison asks of a character, in one word since it is asked hundreds of times a question: the classes of
 * {@link NEAR_SOUND} of its up to three readings, nine bits each, then how common it is in brands.
 */
export const TRAITS: Uint32Array = traits();

function traits(): Uint32Array {
  if (Math.max(...NEAR_SOUND) > NEAR_MASK) throw new RangeError('sounds.txt: too many classes of syllables');
  const levels = new Uint8Array(UNITS).fill(RAREST);
  for (const [level, chars] of tableRows('rarity')) {
    for (const char of chars!) levels[char.charCodeAt(0)] = Number(level);
  }
  levels.fill(LETTER, 0, 0x0590);
  return Uint32Array.from(levels, (level, unit) => {
    const [first, second, third] = [SOUND, SECOND_SOUND, THIRD_SOUND].map((table) => NEAR_SOUND[table[unit]!]!);
    return (first! | (second! << SOUND_BITS) | (third! << (2 * SOUND_BITS)) | (level << LEVEL_SHIFT)) >>> 0;
  });
}

const WEIGHT_AT = Uint8Array.from(
  [...BRAND_WEIGHTS, LETTER_WEIGHT].flatMap((weight) => BY_PLACE.map((share) => (weight * share) / 100)),
);

/** How common a character is in brands, 0 to 5. */
export function levelOfTraits(traits: number): number {
  return traits >>> LEVEL_SHIFT;
}

/** {@link brandWeight} of a character that is so common. */
export function weightOfLevel(level: number, at: number): number {
  return WEIGHT_AT[level * BRAND_PLACES + (at < BRAND_PLACES ? at : BRAND_PLACES - 1)]!;
}

/** Weight of a character in a brand, fixed by tables: a list that grows never changes how two names compare. */
export function brandWeight(unit: number, at: number): number {
  return weightOfLevel(levelOfTraits(TRAITS[unit]!), at);
}
