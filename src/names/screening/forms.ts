/** Legal forms and forms of public bodies, and the words that make the tail of a name a branch. */
import { fold } from './fold.ts';
import { WordTable } from './hash.ts';
import { tableRows } from './tables.ts';

/** Number of a form; 0 when a name says none. The numbers are part of the file format of a segment. */
export type Form = number;
export const NO_FORM: Form = 0;

const families: string[] = [''];
const texts: string[] = [''];
const words = new Map<string, number>();
for (const [family, forms] of tableRows('forms')) {
  for (const form of forms!.split(' ')) {
    const text = fold(form);
    if (words.has(text)) continue;
    words.set(text, texts.length);
    texts.push(text);
    families.push(family!);
  }
}

export const FORMS = new WordTable(words);
export const formText = (form: Form): string => texts[form]!;
/** Forms that are known, {@link NO_FORM} included. */
export const FORM_COUNT = texts.length;
export const familyOf = (form: Form): string => families[form]!;

/** Forms after which a further text is a branch: 某某有限公司 + 漯河分公司. */
const CLOSING = ['公司', '合作社', '事务所', '银行', '信用社', '供销社', '联社', '总厂'];
export const CLOSERS = new WordTable(new Map(CLOSING.map((word) => [fold(word), 1])));
/** The last units of {@link CLOSERS}: most positions of a name are passed over by one look. */
export const CLOSING_UNITS = new Uint8Array(0x10000);
for (const word of CLOSING) CLOSING_UNITS[fold(word).charCodeAt(word.length - 1)] = 1;
/** What may stand in brackets in a name and is no part of it: kinds of partnership, a note. */
export const BRACKET_NOTES = new WordTable(
  new Map(
    [
      '有限合伙',
      '普通合伙',
      '特殊普通合伙',
      '特殊的普通合伙',
      '个人独资',
      '集团',
      '控股',
      '筹',
      '筹备',
      '个体',
      '非营利',
      '民办',
    ].map((word) => [fold(word), 1] as const),
  ),
);
/** With these a form goes on rather than a branch begins: 银行 + 股份有限公司. */
export const FORM_GOES_ON: ReadonlySet<number> = new Set([...'股有集控责'].map((char) => char.charCodeAt(0)));
/** How the tail of a branch ends. */
export const BRANCHES = new WordTable(
  new Map(
    tableRows('branches')[0]![0]!
      .split(' ')
      .map((word) => [fold(word), 1]),
  ),
);
/** Ends that are a branch's and nothing else's. */
export const BRANCH_ENDS = new WordTable(
  new Map(
    [
      '分公司',
      '支公司',
      '分厂',
      '分店',
      '分行',
      '支行',
      '分社',
      '分所',
      '分院',
      '分校',
      '营业部',
      '办事处',
      '代表处',
      '门市部',
    ].map((word) => [fold(word), 1] as const),
  ),
);
