import { expect, test } from 'vitest';
import { residentIdFor } from '../../../../test/support/identifiers.ts';
import { testLaw } from '../../../../test/support/law.ts';
import { penaltyRow, personRow } from '../../../../test/support/penalties.ts';
import type { PlainDate } from '../../../ground/kernel/plain-date.ts';
import { lonelySheet } from '../../../ground/reading/text-blocks.ts';
import { rowChecker } from './row-checker.ts';
import { headerFinder } from './table-header.ts';

const today = '2026-06-01' as PlainDate;
const penalty = testLaw().item('penalty', today)!;
const NUMBER = residentIdFor('411100', 7);
/** The same but for its check character. */
const WRONG = NUMBER.slice(0, 17) + (NUMBER.endsWith('X') ? '1' : 'X');

function checked(row: Readonly<Record<string, string>>) {
  const headings = Object.keys(row);
  const header = headerFinder([penalty])([{ number: 1, cells: headings }])!;
  const found = rowChecker(penalty, { today })(header, lonelySheet)({ number: 2, cells: Object.values(row) }, false)!;
  const value = (code: string) => found.values[penalty.fields.findIndex((field) => field.code === code)];
  return {
    ok: found.ok,
    value,
    problems: found.problems.map(({ code, severity, field }) => `${severity} ${code} ${field}`),
  };
}

test.each([
  ['nineteen digits', `${NUMBER}1`, 'E03.length'],
  ['seventeen', NUMBER.slice(0, 17), 'E03.length'],
  ['a wrong check character', WRONG, 'E03.check_character'],
  ['the void form of fifteen digits', '411100900101123', 'E03.resident_id_15_void'],
  ['a passport', 'E12345678', 'E03.length'],
])('a person’s resident card with %s is refused, and the cell named', (_, number, code) => {
  const { ok, problems } = checked(personRow(1, number));
  expect(ok).toBe(false);
  expect(problems).toContain(`error ${code} CF_XDR_ZJHM`);
});

test('a right number is found again under one spelling, however it was typed', () => {
  const wide = [...NUMBER].map((c) => (/\d/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join('');
  const spaced = `${NUMBER.slice(0, 6)} ${NUMBER.slice(6, 14)} ${NUMBER.slice(14).toLowerCase()}`;
  for (const typed of [NUMBER, wide, spaced]) {
    const row = checked(personRow(1, typed));
    expect([row.ok, row.value('CF_XDR_ZJHM')]).toEqual([true, NUMBER]);
  }
});

test('no other certificate has a form that could be checked', () => {
  for (const kind of ['护照号', '港澳通行证', '外国人永久居留身份证']) {
    const row = checked(personRow(1, 'e1234567', { CF_XDR_ZJLX: kind }));
    expect([row.ok, row.value('CF_XDR_ZJHM')]).toEqual([true, 'E1234567']);
  }
});

test('a wrong number of the legal representative is told and refuses nothing', () => {
  const { ok, problems } = checked(penaltyRow(1, { CF_FR_ZJLX: '居民身份证', CF_FR_ZJHM: WRONG }));
  expect(ok).toBe(true);
  expect(problems).toContain('warning E03.check_character CF_FR_ZJHM');
});

test('no part of the number stands in what is told', () => {
  const headings = Object.keys(personRow(1, WRONG));
  const header = headerFinder([penalty])([{ number: 1, cells: headings }])!;
  const cells = Object.values(personRow(1, WRONG));
  const { problems } = rowChecker(penalty, { today })(header, lonelySheet)({ number: 2, cells }, false)!;
  expect(problems.length).toBeGreaterThan(0);
  for (const part of [WRONG, WRONG.slice(6, 14), WRONG.slice(-4)]) expect(JSON.stringify(problems)).not.toContain(part);
});
