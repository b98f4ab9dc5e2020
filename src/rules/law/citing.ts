import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from './law.ts';
import type { ArticleRef, Mark, Span } from './pack.ts';

/** How law is written in an official document (公文): 《…条例》第四十一条, 六十日 is written 60日 as 行政处罚法 art. 59 papers do. */

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 9999 in Chinese numerals: 十二, 一百零五. */
export function chineseNumber(value: number): string {
  const units = ['', '十', '百', '千'];
  const digits = String(value).split('').map(Number);
  let told = '';
  digits.forEach((digit, at) => {
    const unit = units[digits.length - 1 - at]!;
    if (digit !== 0) told += `${DIGITS[digit]}${unit}`;
    else if (told !== '' && !told.endsWith('零')) told += '零';
  });
  return told.replace(/零+$/, '').replace(/^一十/, '十');
}

/** 2026年3月9日. */
export const chineseDay = (day: PlainDate): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

const UNITS: Readonly<Record<Span['unit'], string>> = { workingDay: '个工作日', day: '日', month: '个月', year: '年' };
export const chineseSpan = ({ count, unit }: Span): string => `${count}${UNITS[unit]}`;

/** `article` is empty where the act is cited as a whole. */
export type CitedInDocument = {
  readonly ref: ArticleRef;
  readonly act: string;
  readonly article: string;
  readonly mark: Mark;
};

/**
 * An article as a document cites it. A number that nobody has read in the text is not written down as if somebody had: the act is
 * then cited alone, and `mark` says why. Undefined where the article does not hold on that day.
 */
export function citeInDocument(law: Law, ref: ArticleRef, on: PlainDate): CitedInDocument | undefined {
  const standing = law.article(ref, on);
  if (standing === undefined) return undefined;
  const { instrument, article } = standing;
  const isPolicy = ['L0', 'L3', 'L7'].includes(instrument.level);
  const issued = isPolicy && instrument.number !== undefined ? `（${instrument.number}）` : '';
  const name = `《${instrument.title}》${issued}`;
  // A paragraph is left out: whether the text counts it as 款 or 项 the packs do not say.
  const [number = '0'] = ref.split(':')[1]!.split(/[()]/);
  if (article.mark !== 'verified' || number === '0' || !/^\d+$/.test(number)) {
    return { ref, act: name, article: '', mark: article.mark };
  }
  const told = chineseNumber(Number(number));
  return { ref, act: name, article: isPolicy ? `第（${told}）项` : `第${told}条`, mark: article.mark };
}

/** Several articles in one sentence: each act once, with the articles of it that may be named: 《…法》第四十四条、第四十五条. */
export function citeTogether(cited: readonly CitedInDocument[]): string {
  const acts = Map.groupBy(cited, ({ act }) => act);
  return [...acts]
    .map(([act, articles]) => {
      const named = [...new Set(articles.map(({ article }) => article))].filter((article) => article !== '');
      return `${act}${named.join('、')}`;
    })
    .join('，');
}
