import fc from 'fast-check';
import { expect, test } from 'vitest';
import { introducedSpans, joinedSpans } from './name-scan.ts';
import { birthSpans, houseSpans, roomSpans } from './place-and-birth-scan.ts';
import { SIGN, signsOf } from './text-signs.ts';

const SEARCHES = [
  ['role', introducedSpans, '法定代表人张三'],
  ['dot', joinedSpans, '阿依古丽·买买提'],
  ['number', houseSpans, '无名路12号'],
  ['road', houseSpans, '无名村三组'],
  ['house', houseSpans, '无名小区5栋'],
  ['number', roomSpans, '1002室'],
  ['room', roomSpans, '三单元'],
  ['birth', birthSpans, '男，1898年3月1日'],
  ['digit', birthSpans, '1898年3月生'],
] as const;

test.each(SEARCHES)('the sign %s stands in what it is the sign of: $2', (sign, search, example) => {
  expect(search(example)).toHaveLength(1);
  expect(signsOf(example).all & SIGN[sign]).toBe(SIGN[sign]);
});

const PIECES =
  '当事人 法定代表人 其妻 其配偶 户主 执业律师 第三人 上诉人 张三 欧阳无名 阿依古丽 买买提 · • ・ 无名路 无名村 小区 12 三 0395 1898年3月1日 1898-03-01 出生 生日 男， 女、 号 组 栋 单元 室 户 房 楼 公司 的 于 ： （ ）';
const text = fc
  .array(fc.constantFrom(...PIECES.split(' ')), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''));

test('a search whose sign is missing would have found nothing', () => {
  const left = new Set<string>();
  fc.assert(
    fc.property(text, (told) => {
      const { all } = signsOf(told);
      for (const [sign, search] of SEARCHES) {
        if ((all & SIGN[sign]) !== 0) continue;
        left.add(sign);
        expect(search(told)).toEqual([]);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(left).toEqual(new Set(SEARCHES.map(([sign]) => sign)));
});

test('numerals are counted together until a letter or a character parts them', () => {
  expect(signsOf('138 0000-0000').longest).toBe(11);
  expect(signsOf('11010519491231002X').longest).toBe(18);
  expect(signsOf('2024年5月1日第12号').longest).toBe(4);
  expect(signsOf('12A34').longest).toBe(2);
});
