import type { PersonalDataSpan } from './personal-data.ts';

const NUMBER = '[0-9一二三四五六七八九十百零〇甲乙丙]{1,5}(?:-[0-9]{1,4})?';
/** A house in a street, or a group of a village: what is finer than a road is an address of somebody. */
const HOUSE = new RegExp(
  `(?:路|街|大道|道|巷|胡同|弄|里|段|村|屯|庄|寨|组|小区|花园|家园|新村|社区|苑|院)(?:[东南西北中]段)?${NUMBER}(?:附${NUMBER})?(?:号|弄|组|栋|幢|座|排|楼)`,
  'g',
);
/** A room in a house. */
const ROOM = new RegExp(`${NUMBER}(?:号楼|栋|幢|单元|室|户|房(?!产|屋|地|间|改|管))`, 'g');
const LEFT = /[0-9A-Z\u4e00-\u9fff-]/;
const LONGEST_LEFT = 40;
/** Words after which an address begins: what stands before them is not part of it. */
const INTRODUCTION = /^.*(?:住址|住所地?|地址|户籍地?|户籍所在地|家住|现住|居住于|居住在|住在|位于|住|在|于)/;
const TAIL = new RegExp(`^(?:[院内楼]|${NUMBER}(?:号院?|号楼|栋|幢|座|单元|层|楼|室|户|房|弄|组)|[东西南北]户)`);

/** Widens a find to the left over the place names before it, and to the right over what makes it finer still. */
function widened(folded: string, start: number, end: number): PersonalDataSpan {
  let left = start;
  while (left > 0 && start - left < LONGEST_LEFT && LEFT.test(folded[left - 1]!)) left -= 1;
  left += INTRODUCTION.exec(folded.slice(left, start))?.[0].length ?? 0;
  let right = end;
  for (let tail = TAIL.exec(folded.slice(right, right + 16)); tail; tail = TAIL.exec(folded.slice(right, right + 16))) {
    right += tail[0].length;
  }
  return { kind: 'address', start: left, end: right };
}

const widenedAll = (folded: string, pattern: RegExp): PersonalDataSpan[] =>
  [...folded.matchAll(pattern)].map(({ index, 0: match }) => widened(folded, index, index + match.length));

/** Addresses down to a house or a village group. A street without a number is a place, not an address. */
export const houseSpans = (folded: string): PersonalDataSpan[] => widenedAll(folded, HOUSE);

/** Addresses down to a room. */
export const roomSpans = (folded: string): PersonalDataSpan[] => widenedAll(folded, ROOM);

const YEAR = '(?:1[89]|20)[0-9]{2}';
const DAY = `${YEAR}(?:年[0-9]{1,2}月(?:[0-9]{1,2}日)?|年|[-./][0-9]{1,2}[-./][0-9]{1,2}|[01][0-9][0-3][0-9])`;
const BORN = [
  new RegExp(`(?:出生(?:日期|年月日?|时间)?|生日|生于|出生于)[:\\s为是于]{0,3}${DAY}`, 'g'),
  new RegExp(`${DAY}(?:[\\s]{0,2})(?:出生|生(?!效|产|活|态|成))`, 'g'),
  new RegExp(`[男女][,，、\\s]{1,2}${DAY}`, 'g'),
];

/** Dates that a word ties to a person's birth. The date of an act is no personal data. */
export function birthSpans(folded: string): PersonalDataSpan[] {
  return BORN.flatMap((pattern) => [...folded.matchAll(pattern)]).map(({ index, 0: match }) => ({
    kind: 'birth_date',
    start: index,
    end: index + match.length,
  }));
}
