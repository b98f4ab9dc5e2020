import type { Fault } from './identifier.ts';

/** Letters that no code here uses, and letters of other scripts, with what they are taken for. Order: likeliest first. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  O: '0', I: '1', Z: '2', S: '5', V: 'UY',
  // For numbers of digits only:
  L: '1', B: '8', G: '6', Q: '0', D: '0', T: '7',
  // Greek and Cyrillic capitals, the multiplication sign, the Chinese zero:
  Α: 'A', Β: 'B', Ε: 'E', Η: 'H', Κ: 'K', Μ: 'M', Ν: 'N', Ρ: 'P', Τ: 'T', Χ: 'X', Υ: 'Y', Ι: '1', Ο: '0', Ζ: '2',
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', Р: 'P', С: 'C', Т: 'T', Х: 'X', У: 'Y', О: '0', х: 'X',
  '×': 'X', '〇': '0', '零': '0', '○': '0',
}; // biome-ignore format: a table reads better in rows

/** How a number is written: which character may stand where (index from 0), and when the whole is right. */
export type Spelling = {
  readonly allows: (character: string, index: number) => boolean;
  readonly passes: (text: string) => boolean;
};

const MOST_COMBINATIONS = 64;

/** Indexes of characters that cannot stand where they stand. */
export function strangers(text: string, spelling: Spelling): number[] {
  const found: number[] = [];
  for (let index = 0; index < text.length; index += 1) if (!spelling.allows(text[index]!, index)) found.push(index);
  return found;
}

function candidates(text: string, index: number, spelling: Spelling): string[] {
  return [...(LOOKS_LIKE[text[index]!] ?? '')].filter((character) => spelling.allows(character, index));
}

/** The one reading of all look-alikes that makes the check right; undefined where none does, or several do. */
export function readLookAlikes(text: string, at: readonly number[], spelling: Spelling): string | undefined {
  let readings = [text];
  for (const index of at) {
    const choices = candidates(text, index, spelling);
    readings = readings.flatMap((reading) =>
      choices.map((c) => reading.slice(0, index) + c + reading.slice(index + 1)),
    );
    if (readings.length > MOST_COMBINATIONS) return undefined;
  }
  const right = readings.filter(spelling.passes);
  return right.length === 1 ? right[0] : undefined;
}

/** One fault for each stranger: what it is, what it looks like, and whether that reading makes the check right. */
export function strangerFaults(text: string, at: readonly number[], spelling: Spelling): Fault[] {
  const right = readLookAlikes(text, at, spelling);
  return at.map((index): Fault => {
    const facts = { position: index + 1, found: text[index]! };
    const like = right ? right[index]! : candidates(text, index, spelling)[0];
    if (!like) return { code: 'identifier.foreign_character', severity: 'error', facts };
    const code = right ? 'identifier.look_alike_fits' : 'identifier.look_alike';
    return { code, severity: 'error', facts: { ...facts, like } };
  });
}

/** Where exactly one exchange of two neighbours makes the whole right, that exchange. A hint, never a correction. */
export function transpositionFault(text: string, passes: (text: string) => boolean): Fault[] {
  let place: number | undefined;
  for (let index = 0; index + 1 < text.length; index += 1) {
    if (text[index] === text[index + 1]) continue;
    const swapped = text.slice(0, index) + text[index + 1] + text[index] + text.slice(index + 2);
    if (!passes(swapped)) continue;
    if (place !== undefined) return [];
    place = index + 1;
  }
  if (place === undefined) return [];
  return [{ code: 'identifier.transposed', severity: 'note', facts: { first: place, second: place + 1 } }];
}
