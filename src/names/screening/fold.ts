import { tableRows } from './tables.ts';

export const OPEN = 0x28;
export const CLOSE = 0x29;

/** What an opening or closing bracket may look like in a register. */
const OPENING = '(（[［【〔〈《<｛{﹙';
const CLOSING = ')）]］】〕〉》>｝}﹚';
/** Han numerals and signs that one name writes both ways. */
const SAME = '〇零○零壹一贰二叁三肆四伍五陆六柒七捌八玖九';
/** Roman letters stay apart from numerals; these blocks hold what a name is made of. */
const KEPT =
  /[\p{Script=Han}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Nd}]/u;

function foldTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  const variants = new Map<string, string>();
  for (const pairs of [tableRows('fold')[0]![0]!, SAME]) {
    for (let i = 0; i + 1 < pairs.length; i += 2) variants.set(pairs[i]!, pairs[i + 1]!);
  }
  for (let unit = 0; unit < 0x10000; unit += 1) {
    // Halves of a surrogate pair stay as they are: two units, compared like two characters.
    if (unit >= 0xd800 && unit < 0xe000) table[unit] = unit;
    else {
      const char = String.fromCharCode(unit);
      if (OPENING.includes(char)) table[unit] = OPEN;
      else if (CLOSING.includes(char)) table[unit] = CLOSE;
      else {
        // ㈱ and ½ would become several characters: a unit gives one unit or none.
        const plain = char.normalize('NFKC').toLowerCase();
        const same = variants.get(plain) ?? plain;
        table[unit] = same.length === 1 && KEPT.test(same) ? same.charCodeAt(0) : 0;
      }
    }
  }
  return table;
}

const FOLDED = foldTable();

/** Longest name that is looked at, in UTF-16 units; what follows is not compared. */
export const LONGEST_NAME = 240;

/**
 * Writes the folded name (width, case, traditional → simplified; blanks and punctuation gone, brackets kept as `(` `)`)
 * into `into`, which has room for {@link LONGEST_NAME} units.
 * @returns how many units were written
 */
export function foldInto(name: string, into: Uint16Array): number {
  const length = Math.min(name.length, LONGEST_NAME);
  let written = 0;
  for (let i = 0; i < length; i += 1) {
    const unit = FOLDED[name.charCodeAt(i)]!;
    if (unit !== 0) {
      into[written] = unit;
      written += 1;
    }
  }
  return written;
}

const scratch = new Uint16Array(LONGEST_NAME);

/** The folded name without brackets: two names are "equal up to folding" when this is equal. */
export function fold(name: string): string {
  const length = foldInto(name, scratch);
  let out = '';
  for (let i = 0; i < length; i += 1) {
    const unit = scratch[i]!;
    if (unit !== OPEN && unit !== CLOSE) out += String.fromCharCode(unit);
  }
  return out;
}
