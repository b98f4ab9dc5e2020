/** Finds the division that a misspelt beginning of a name most likely means: 罗河市 → 漯河市. */
import { looksLike, soundsSame } from './characters.ts';
import { mix, SEED } from './hash.ts';
import { isPlaceWord, placeWords } from './places.ts';
import { textOfUnits } from './unit-text.ts';

export type MisspeltPlace = { readonly value: number; readonly end: number; readonly slip: 'soundsSame' | 'other' };

type Rest = { readonly value: number; readonly at: number; readonly unit: number; readonly isShort: boolean };

/** The name with one character left out → the names it may come from. The last character of a full name (市, 县) must stand. */
const byRest = new Map<string, Rest[]>();
const byText = new Map<string, { value: number; isShort: boolean }>();
const LONGEST = 8;
for (const { text, value, name } of placeWords()) {
  if (name.isDoubtful || text.length > LONGEST) continue;
  byText.set(text, { value, isShort: name.isShort });
  const last = name.isShort ? text.length : text.length - 1;
  for (let at = 0; at < last; at += 1) {
    const rest = text.slice(0, at) + text.slice(at + 1);
    const known = byRest.get(rest);
    const entry = { value, at, unit: text.charCodeAt(at), isShort: name.isShort };
    if (known) known.push(entry);
    else byRest.set(rest, [entry]);
  }
}

/** By the hash of a text: 1 where one of {@link byRest} has it, so that most beginnings are known for none without being cut out. */
const RESTS = new Uint8Array(0x10000);
for (const rest of byRest.keys())
  RESTS[
    hashWithout(
      Uint16Array.from(rest, (char) => char.charCodeAt(0)),
      0,
      rest.length,
      -1,
    )
  ] = 1;

function hashWithout(text: Uint16Array, start: number, end: number, without: number): number {
  let hash = SEED;
  for (let i = start; i < end; i += 1) if (i !== without) hash = mix(hash, text[i]!);
  return hash & 0xffff;
}

/** False where no name of a place has all but one of these units, in their order or turned round. */
function mayBeSlip(text: Uint16Array, start: number, end: number): boolean {
  for (let without = start; without < end; without += 1) {
    if (RESTS[hashWithout(text, start, end, without)] === 1) return true;
  }
  return false;
}

/** 1 for a unit that a full name ends in. */
const KIND_UNITS = new Uint8Array(0x10000);
for (const char of '省市县区州盟旗') KIND_UNITS[char.charCodeAt(0)] = 1;
/** A short name, without 市 or 县, of so many characters is still tried. */
const LONGEST_SHORT = 3;

/**
 * The longest piece at `start` that is one slip away from a division; undefined when none is.
 * @param shortToo also names said without 市, 县, 区
 */
export function misspeltPlaceAt(
  text: Uint16Array,
  start: number,
  end: number,
  shortToo: boolean,
): MisspeltPlace | undefined {
  for (let length = Math.min(LONGEST + 1, end - start - 1); length >= 2; length -= 1) {
    const isFull = KIND_UNITS[text[start + length - 1]!] === 1;
    if (!isFull && (!shortToo || length > LONGEST_SHORT)) continue;
    if (!isFull && !mayBeSlip(text, start, start + length)) continue;
    const piece = textOfUnits(text, start, start + length);
    const found = replaced(piece, isFull) ?? (isFull ? movedOrMissing(piece) : turned(piece));
    if (found && !isPlaceWord(piece)) return { ...found, end: start + length };
  }
  return undefined;
}

type Found = Omit<MisspeltPlace, 'end'>;

/** One character for another: of the same sound, of a like look, or, in a full name that leaves no doubt, any. */
function replaced(piece: string, isFull: boolean): Found | undefined {
  let onlyOne: Found | undefined;
  let others = 0;
  for (let at = 0; at < piece.length; at += 1) {
    const unit = piece.charCodeAt(at);
    for (const rest of byRest.get(piece.slice(0, at) + piece.slice(at + 1)) ?? []) {
      if (rest.at !== at || rest.isShort === isFull) continue;
      if (soundsSame(unit, rest.unit)) return { value: rest.value, slip: 'soundsSame' };
      if (looksLike(unit, rest.unit)) return { value: rest.value, slip: 'other' };
      others += 1;
      onlyOne = { value: rest.value, slip: 'other' };
    }
  }
  return isFull && others === 1 && piece.length > 2 ? onlyOne : undefined;
}

/** A short name of two characters turned round: 干余 for 余干. */
function turned(piece: string): Found | undefined {
  const found = piece.length === 2 ? byText.get(piece[1]! + piece[0]!) : undefined;
  return found?.isShort ? { value: found.value, slip: 'other' } : undefined;
}

/** A full name with a character too many, one too few, or two in the wrong order. */
function movedOrMissing(piece: string): Found | undefined {
  for (let at = 0; at + 1 < piece.length; at += 1) {
    const swapped = piece.slice(0, at) + piece[at + 1] + piece[at] + piece.slice(at + 2);
    const found = byText.get(swapped) ?? byText.get(piece.slice(0, at) + piece.slice(at + 1));
    if (found && !found.isShort && piece.length > 3) return { value: found.value, slip: 'other' };
    if (found && !found.isShort && byText.has(swapped)) return { value: found.value, slip: 'other' };
  }
  const longer = (byRest.get(piece) ?? []).filter(({ isShort }) => !isShort);
  const values = new Set(longer.map(({ value }) => value));
  return values.size === 1 ? { value: longer[0]!.value, slip: 'other' } : undefined;
}
