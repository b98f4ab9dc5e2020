/**
 * What may be shown of a personal value where the whole may not (law file 5.6, our reading of 个人信息保护法 arts. 6, 51).
 * Pure; every mask has a fixed form and tells nothing of how long the value was, except where all values are equally long.
 */

/** Compound surnames (复姓) in use. A name that begins with one of them keeps both characters: 欧阳*. */
const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 ' +
    '钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 ' +
    '呼延 东郭 南门 羊舌 微生 左丘 东门 西门 第五 纳兰 完颜 爱新 叶赫'
  ).split(' '),
);

const characters = (text: string): string[] => [...text.normalize('NFKC').replace(/\s/g, '')];

/**
 * 张三 → 张*, 欧阳某某 → 欧阳*, 阿依古丽·买买提 → 阿*, John → J*: always one star, whatever the length. A compound surname
 * with nothing after it is a surname and a given name: 欧阳 → 欧*. Of a minor nothing is shown at all: do not ask for a mask.
 */
export function maskName(name: string): string {
  const letters = characters(name);
  const first = letters.slice(0, 2).join('');
  const surname = letters.length > 2 && COMPOUND_SURNAMES.has(first) ? first : (letters[0] ?? '');
  return surname === '' ? '' : `${surname}*`;
}

/** `411102********1234`; of a number under 18 characters fewer of the last, under 14 nothing. Agrees with the identifiers' own mask. */
export function maskIdNumber(number: string): string {
  const letters = characters(number.replace(/[-‐-―－']/g, '')).map((letter) => letter.toUpperCase());
  if (letters.length < 14) return '********';
  const shownLast = Math.min(4, letters.length - 14);
  return `${letters.slice(0, 6).join('')}********${shownLast === 0 ? '' : letters.slice(-shownLast).join('')}`;
}

/** Mobile 138****5678, country code or not; landline 0395-****; anything else ****. */
export function maskPhone(phone: string): string {
  const digits = phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)/, '');
  if (/^1[3-9]\d{9}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  const area = /^(01\d|02\d|0[3-9]\d{2})\d{7,8}$/.exec(digits)?.[1];
  return area ? `${area}-****` : '****';
}

/** Last four digits of the serial. Outside the professional roster the rest would tell sex and place (law file 3.10). */
export function maskLawyerNumber(number: string): string {
  const digits = number.normalize('NFKC').replace(/\D/g, '');
  return digits.length >= 12 ? `****${digits.slice(-4)}` : '****';
}
