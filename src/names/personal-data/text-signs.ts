import { STARTS_ROLE } from './name-scan.ts';

/** What may stand somewhere in a text. */
export const SIGN = {
  /** Full-width and look-alike signs, that have another form. */
  wide: 1,
  small: 2,
  digit: 4,
  /** A digit, or an X that stands for one. */
  numeral: 8,
  /** Between two such signs no number goes on, however it is written. */
  parting: 16,
  at: 32,
  letter: 64,
  /** What every date of birth has beside it: a decision's number or day has none of these. */
  birth: 128,
  /** A number of a house, in figures or characters. */
  number: 256,
  /** What a road or village ends with, what a house and what a room does. */
  road: 512,
  house: 1024,
  room: 2048,
  /** The first sign of a word that introduces a name. */
  role: 4096,
  /** Between the parts of a name of several. */
  dot: 8192,
} as const;

const MEMBERS: Readonly<Record<Exclude<keyof typeof SIGN, 'role'>, RegExp>> = {
  wide: /[\uff01-\uff5e\u3000\u00a0\u200b-\u200d\ufeffа-яА-Ях×Χ]/,
  small: /[a-z]/,
  digit: /[0-9]/,
  numeral: /[0-9X]/,
  parting: /[A-WYZ\u3001-\uffff]/,
  at: /@/,
  letter: /[A-Z]/,
  birth: /[生男女]/,
  number: /[0-9一二三四五六七八九十百零〇甲乙丙]/,
  road: /[路街道巷同弄里段村屯庄寨组区园苑院]/,
  house: /[号弄组栋幢座排楼]/,
  room: /[楼栋幢元室户房]/,
  dot: /[·•・]/,
};

/** The signs of each UTF-16 unit. */
const SIGNS = Uint16Array.from({ length: 0x1_0000 }, (_, unit) => {
  const text = String.fromCharCode(unit);
  return Object.entries(MEMBERS).reduce(
    (signs, [name, members]) => (members.test(text) ? signs | SIGN[name as keyof typeof MEMBERS] : signs),
    STARTS_ROLE[unit]! * SIGN.role,
  );
});

/** `all`: every sign that stands in the text; `longest`: the most numerals that nothing parts, for no number is longer. */
export type TextSigns = { readonly all: number; readonly longest: number };

/** By one look at each character: a search whose sign is missing would find nothing, and most texts have none. */
export function signsOf(text: string): TextSigns {
  let all = 0;
  let longest = 0;
  let run = 0;
  for (let at = 0; at < text.length; at += 1) {
    const signs = SIGNS[text.charCodeAt(at)]!;
    all |= signs;
    if ((signs & SIGN.numeral) !== 0) run += 1;
    else if ((signs & SIGN.parting) !== 0) run = 0;
    if (run > longest) longest = run;
  }
  return { all, longest };
}
