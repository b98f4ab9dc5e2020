import type { Language } from '../../../shared/words.ts';

const ARTICLES = /^(.+) arts?\. ([\d, ]+)$/;
const STANDARD = /^(.+) part (\d+), level (\d+)$/;

/** What a policy rests on, as its annotation has it (`个人信息保护法 arts. 6, 25`), in words of the language of the page. */
export function basisName(basis: string, language: Language): string {
  if (language === 'en') return basis;
  return basis
    .split('; ')
    .map((one) =>
      one
        .replace(ARTICLES, (_, law: string, numbers: string) => `《${law}》第${numbers.replaceAll(', ', '、')}条`)
        .replace(STANDARD, '$1 第$2部分（第$3级）'),
    )
    .join('；');
}
