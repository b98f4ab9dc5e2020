import fc from 'fast-check';
import { expect, test } from 'vitest';
import { residentIdFor, usccFor } from '../../../test/support/identifiers.ts';
import type { PersonalDataKind } from './personal-data.ts';
import { scanForPersonalData } from './personal-data-scan.ts';

const found = (text: string) =>
  scanForPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)] as const);

test.each<[string, PersonalDataKind, string]>([
  ['身份证号11010519491231002X。', 'resident_id', '11010519491231002X'],
  ['身份证号１１０１０５１９４９１２３１００２Ｘ。', 'resident_id', '１１０１０５１９４９１２３１００２Ｘ'],
  ['（110105 19491231 002x）', 'resident_id', '110105 19491231 002x'],
  ['110105-19491231-002X', 'resident_id', '110105-19491231-002X'],
  ['证号11010519491231001X', 'resident_id', '11010519491231001X'], // mistyped, still somebody's
  ['证号110105491231002，', 'resident_id', '110105491231002'],
  ['证号1101051949123100２х', 'resident_id', '1101051949123100２х'], // a Cyrillic х
  ['电话13800000000。', 'mobile', '13800000000'],
  ['电话：138 0000 0000', 'mobile', '138 0000 0000'],
  ['电话010 2000000转', 'landline', '010 2000000'], // the shortest
  ['１３８００００００００', 'mobile', '１３８００００００００'],
  ['致电+86-138-0000-0000', 'mobile', '+86-138-0000-0000'],
  ['电话0395-3100000', 'landline', '0395-3100000'],
  ['电话（0395）3100000', 'landline', '（0395）3100000'],
  ['账号6222020000000000000', 'bank_card', '6222020000000000000'],
  ['账号6222 0200 0000 0000 000', 'bank_card', '6222 0200 0000 0000 000'],
  ['邮箱nobody@example.com，', 'email', 'nobody@example.com'],
  ['驾驶豫L·A0000号车', 'plate', '豫L·A0000'],
  ['驾驶豫LD00000号车', 'plate', '豫LD00000'],
  ['住漯河市源汇区无名路12号院3号楼2单元501室。', 'address', '漯河市源汇区无名路12号院3号楼2单元501室'],
  ['地址：无名县无名镇无名村三组', 'address', '无名县无名镇无名村三组'],
  ['家住无名花园5栋1002室', 'address', '无名花园5栋1002室'],
  ['男，1898年3月1日出生', 'birth_date', '1898年3月1日出生'],
  ['出生日期：1898-03-01', 'birth_date', '出生日期：1898-03-01'],
  ['生于1898年3月', 'birth_date', '生于1898年3月'],
  ['法定代表人张三', 'person_name', '张三'],
  ['法定代表人：张三丰，', 'person_name', '张三丰'],
  ['当事人李四于2020年', 'person_name', '李四'],
  ['被处罚人欧阳无名，', 'person_name', '欧阳无名'],
  ['经营者（负责人）王五未按规定', 'person_name', '王五'],
  ['当事人张三在无名有限公司任职', 'person_name', '张三'],
  ['当事人于无名因', 'person_name', '于无名'],
  ['委托代理人阿依古丽·买买提', 'person_name', '阿依古丽·买买提'],
])('%s holds %s %s', (text, kind, value) => {
  expect(found(text)).toContainEqual([kind, value]);
});

test.each([
  '漯河市司法局依法作出行政处罚决定',
  '漯司罚决字〔2024〕第5号',
  '统一社会信用代码91411100MA0000015P',
  '统一社会信用代码914403001922038216',
  '处罚决定日期2024年5月1日，罚款人民币12000.00元',
  '当事人无名建设有限公司',
  '当事人张江无名科技有限公司',
  '法定代表人张某某',
  '被处罚人欧阳某',
  '当事人应当自收到决定之日起履行，申请人有权向本机关陈述，负责人从事执业活动，当事人于2024年5月1日签收',
  '依据《中华人民共和国行政处罚法》第四十八条',
  '位于无名路，2024年5月1日生效',
  '安全生产许可证2024-05-01至2027-04-30',
])('nothing is found in: %s', (text) => {
  expect(found(text)).toEqual([]);
});

const hanText = fc
  .array(
    fc.constantFrom(
      ...'漯河市司法局当事人经查于年月日第号路村组违反规定处以罚款，。（）：0123456789 ABC《》法定代表人张王李',
    ),
    {
      maxLength: 60,
    },
  )
  .map((characters) => characters.join(''));
const residents = fc
  .tuple(fc.constantFrom('411102', '411121', '110105'), fc.nat(24_000_000))
  .map(([area, serial]) => residentIdFor(area, serial));
const WIDE = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const writings = fc.constantFrom<(id: string) => string>(
  (id) => id,
  (id) => id.toLowerCase(),
  WIDE,
  (id) => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
  (id) => `${id.slice(0, 6)}　${id.slice(6, 10)}　${id.slice(10, 14)}　${id.slice(14)}`,
  (id) => `${id.slice(0, 6)}-${id.slice(6, 14)}-${id.slice(14)}`,
);

test('a resident number planted anywhere in Chinese text is always found whole', () => {
  fc.assert(
    fc.property(hanText, residents, writings, hanText, (before, id, write, after) => {
      const planted = write(id);
      const text = before + planted + after;
      const spans = scanForPersonalData(text).filter(({ kind }) => kind === 'resident_id');
      const start = before.length;
      expect(spans.some((span) => span.start <= start && span.end >= start + planted.length)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('a mobile number planted between words is always found', () => {
  const words = hanText.map((text) => text.replace(/[0-9 ABC]/g, ''));
  fc.assert(
    fc.property(words, fc.nat(99_999_999), words, (before, rest, after) => {
      const number = `138${String(rest).padStart(8, '0')}`;
      expect(found(before + number + after)).toContainEqual(['mobile', number]);
    }),
  );
});

test('spans point into the text as given, in order, and none is empty', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(hanText, residents.map(WIDE), fc.string({ unit: 'binary', maxLength: 20 }))),
      (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end } of scanForPersonalData(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      },
    ),
  );
});

test('a code of an organisation is not taken for personal data', () => {
  fc.assert(
    fc.property(fc.nat(900_000), (serial) => {
      expect(found(`代码${usccFor('411100', '91', serial)}，`)).toEqual([]);
    }),
  );
});

// Quadratic work on one field would stop the whole release; each of these ends far below the limit.
test.each([
  ['digits', '1'.repeat(200_000), 0],
  ['broken digits', '1 '.repeat(100_000), 0],
  ['roads', '路1号，'.repeat(50_000), 50_000],
  ['roles', '法定代表人'.repeat(40_000), 0],
  ['Han characters', '漯'.repeat(200_000), 0],
  ['names of domains', 'a.'.repeat(100_000), 0],
])('a long text of %s is gone through in time', { timeout: 10_000 }, (_, text, count) => {
  expect(scanForPersonalData(text)).toHaveLength(count);
});
