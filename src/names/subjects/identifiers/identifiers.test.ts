import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RESIDENT_SERIALS, residentIdFor, USCC_SERIALS, usccFor } from '../../../../test/support/identifiers.ts';
import { Refusal } from '../../../ground/kernel/refusal.ts';
import {
  lawyerNumberParts,
  maskResidentId,
  parseLawyerNumber,
  parseOrganisationCode,
  parseRegistrationNumber,
  parseResidentId,
  parseUscc,
  usccParts,
} from './index.ts';

const refusal = (attempt: () => unknown): Refusal => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

test('the law file’s synthetic codes are what the generator makes', () => {
  expect(usccFor('411100', '91', 1)).toBe('91411100MA0000015P');
  expect(usccFor('411103', '92', 1)).toBe('92411103MA00000150');
  expect(usccFor('411100', '31', 1)).toBe('31411100MD00000167');
});

test('different serials give different codes', () => {
  fc.assert(
    fc.property(fc.nat(USCC_SERIALS - 1), fc.nat(USCC_SERIALS - 1), (a, b) => {
      expect(usccFor('411100', '91', a) === usccFor('411100', '91', b)).toBe(a === b);
    }),
  );
});

test('a resident number made for tests belongs to nobody born since 1900', () => {
  fc.assert(
    fc.property(fc.nat(RESIDENT_SERIALS - 1), (serial) => {
      expect(parseResidentId(residentIdFor('411102', serial)).slice(6, 10) < '1900').toBe(true);
    }),
  );
});

test.each([
  ['parseUscc', parseUscc, '９１411100 ma0000015p', '91411100MA0000015P'],
  ['parseOrganisationCode', parseOrganisationCode, '19220382-1', '192203821'],
  ['parseRegistrationNumber', parseRegistrationNumber, ' 110108012660422', '110108012660422'],
  ['parseLawyerNumber', parseLawyerNumber, '1110 2200 8100 00003', '11102200810000003'],
  ['parseResidentId', parseResidentId, '110105 19491231 002x', '11010519491231002X'],
])('%s gives the normal form', (_, parse, typed, normal) => {
  expect(parse(typed)).toBe(normal);
});

test.each([
  ['parseUscc', parseUscc, '914403001922038217', 'identifier.uscc_check'],
  ['parseUscc', parseUscc, '91330100799655O58B', 'identifier.look_alike_fits'],
  ['parseUscc', parseUscc, '9.14E+17', 'identifier.spreadsheet_number'],
  ['parseOrganisationCode', parseOrganisationCode, '19220382-2', 'identifier.organisation_code_check'],
  ['parseRegistrationNumber', parseRegistrationNumber, '110108012660423', 'identifier.registration_number_check'],
  ['parseLawyerNumber', parseLawyerNumber, '11102200800000003', 'identifier.lawyer_category'],
  ['parseResidentId', parseResidentId, '11010519491231001X', 'identifier.resident_id_check'],
])('%s refuses %s... by name and tells no part of the value', (_, parse, typed, code) => {
  const refused = refusal(() => parse(typed));
  expect(refused).toMatchObject({ kind: 'invalid', code });
  expect(refused.message).not.toContain(typed.slice(6, 12));
});

test('the parts of a code say who registered it and where', () => {
  expect(usccParts(parseUscc('31411100MD00000167'))).toMatchObject({
    department: { zh: '司法行政' },
    departmentClass: '31',
    areaName: '河南省漯河市',
    organisationCode: 'MD0000016',
  });
});

test('the parts of a lawyer’s number do not tell the sex', () => {
  expect(lawyerNumberParts(parseLawyerNumber('11102200810000003'))).toEqual({
    place: '1102',
    placeName: '西城区',
    firstLicensedYear: 2008,
    category: { zh: '专职', en: 'full-time' },
    serial: '000003',
  });
  expect(lawyerNumberParts(parseLawyerNumber('110220081003'))).toBeUndefined();
});

test.each([
  ['11010519491231002X', '110105********002X'],
  ['１１０１０５１９４９１２３１００２ｘ', '110105********002X'],
  ['110105 19491231 002X', '110105********002X'],
  ['110105491231002', '110105********2'],
  ['1101051949123100', '110105********00'],
  ['1101051949', '********'],
])('the mask of %s', (typed, masked) => {
  expect(maskResidentId(typed)).toBe(masked);
});
