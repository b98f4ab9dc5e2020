import fc from 'fast-check';
import { expect, test } from 'vitest';
import { residentIdFor } from '../../../test/support/identifiers.ts';
import { maskResidentId } from '../../names/subjects/identifiers/index.ts';
import { maskIdNumber, maskLawyerNumber, maskName, maskPhone } from './mask.ts';

test.each([
  ['张三', '张*'],
  ['张三丰', '张*'],
  ['张　三', '张*'],
  ['欧阳某', '欧阳*'],
  ['欧阳某某', '欧阳*'],
  ['欧阳', '欧*'],
  ['阿依古丽·买买提', '阿*'],
  ['𠮷某', '𠮷*'],
  ['John Doe', 'J*'],
  ['张', '张*'],
  ['', ''],
])('name %s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test('a masked name never tells how long the name was', () => {
  const given = fc.array(fc.constantFrom(...'一丁七万三上下不与丐丑专且世'), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(given, (rest) => {
      expect(maskName(`张${rest.join('')}`)).toBe('张*');
    }),
  );
});

test.each([
  ['11010519491231002X', '110105********002X'],
  ['１１０１０５１９４９１２３１００２ｘ', '110105********002X'],
  ['110105 1949-1231 002x', '110105********002X'],
  ['110105491231002', '110105********2'],
  ['12345', '********'],
])('identity number %s is shown as %s', (number, masked) => {
  expect(maskIdNumber(number)).toBe(masked);
});

test('vault and identifiers mask a resident number alike', () => {
  fc.assert(
    fc.property(fc.nat(24_000_000), fc.nat(18), (serial, length) => {
      const id = residentIdFor('411102', serial).slice(0, length);
      expect(maskIdNumber(id)).toBe(maskResidentId(id));
    }),
  );
});

test.each([
  ['13800005678', '138****5678'],
  ['+86 138 0000 5678', '138****5678'],
  ['１３８００００５６７８', '138****5678'],
  ['0395-3100000', '0395-****'],
  ['(010)12345678', '010-****'],
  ['+86-395-3100000', '****'],
  ['110', '****'],
  ['', '****'],
])('telephone %s is shown as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

test.each([
  ['11102200810000003', '****0003'],
  ['110220081003', '****1003'],
  ['123', '****'],
])('lawyer’s number %s is shown as %s, without sex, place and length', (number, masked) => {
  expect(maskLawyerNumber(number)).toBe(masked);
});
