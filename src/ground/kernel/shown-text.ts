/** A sign that people who read a text cannot see or that moves what stands around it, or markup; by its number and kind. */
export type StrangeSign = {
  /** `U+202E`, or the markup itself in short. */
  readonly sign: string;
  readonly kind: 'direction' | 'invisible' | 'control' | 'markup';
};

/** Marks, embeddings, overrides and isolates of direction: they let a name be read in another order than it is stored (UAX 9). */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/**
 * Signs without a width that only part or fill (Unicode's Default_Ignorable). Joiners (U+200C, U+200D) and variation selectors pass: scripts,
 * pictures and forms of Han characters need them.
 */
const INVISIBLE =
  /\u034f|[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;
/** Controls, tabulator and ends of lines excepted, and the two separators that some programs take for ends of lines. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/u;
/** An element of HTML, opened or closed, or a comment. `a < b`, `<附件>` and `<name@house.cn>` are none. */
const MARKUP = /<(?:\/?[a-z][a-z0-9-]{0,30}(?:\s[^<>]*|\/)?>|!--|script\b)/iu;

/** A longer text is read as a whole and compared with none: an invisible filler, pasted along, hides nothing there and hinders nobody. */
const NAME_LETTERS = 300;

const KINDS = [
  ['direction', DIRECTION],
  ['invisible', INVISIBLE],
  ['control', CONTROL],
] as const;

const numberOf = (sign: string): string => `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** The first sign of a text that must not be shown to others; undefined for what may be. One rule at every edge. */
export function strangeSignIn(text: string): StrangeSign | undefined {
  for (const [kind, signs] of KINDS) {
    if (kind === 'invisible' && text.length > NAME_LETTERS) continue;
    const [sign] = signs.exec(text) ?? [];
    if (sign !== undefined) return { sign: numberOf(sign), kind };
  }
  const [markup] = MARKUP.exec(text) ?? [];
  return markup === undefined ? undefined : { sign: markup.slice(0, 20), kind: 'markup' };
}
