import { expect, test } from 'vitest';
import { usccFor } from '../../../../test/support/identifiers.ts';
import { day, testLaw } from '../../../../test/support/law.ts';
import { type PenaltyRow, penaltyRow } from '../../../../test/support/penalties.ts';
import { lonelySheet } from '../../../ground/reading/text-blocks.ts';
import type { GateFinding, RowGate } from './gate-rule.ts';
import { rowChecker } from './row-checker.ts';
import { headerFinder } from './table-header.ts';

const today = day('2026-06-01');
const item = testLaw().item('penalty', today);
const FIRM = { CF_XDR_SHXYM: '31411100MD00000167' };
const FOUND: GateFinding = { code: 'gate.not_competent', place: 'organ', facts: { article: '某法第一条' } };

/** Checks the rows with a gate that answers `found`; tells how often it was asked, and what was told of the gate. */
function check(rows: readonly PenaltyRow[], found: readonly GateFinding[] = []) {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const asked: unknown[] = [];
  const gate: RowGate = (...question) => {
    asked.push(question);
    return found;
  };
  const header = headerFinder([item])([{ number: 1, cells: headings }])!;
  const checkRow = rowChecker(item, { today, gate })(header, lonelySheet);
  const told = rows.map((row, at) => {
    const checked = checkRow({ number: at + 2, cells: headings.map((heading) => row[heading] ?? '') }, false)!;
    return checked.problems.flatMap(({ code, field }) => (code.startsWith('gate.') ? [`${code} ${field}`] : []));
  });
  return { asked, told };
}

test('of enterprises the gate is asked once, however many rows and organs there are', () => {
  const rows = [1, 2, 3].map((serial) =>
    penaltyRow(serial, { CF_CFJG: `虚构${serial}局`, CF_CFLB: '警告', CF_NR_FK: '' }),
  );
  expect(check(rows).asked).toHaveLength(1);
});

test('of legal-service parties it is asked anew for each organ and each set of kinds, and once for rows alike', () => {
  const organs = [usccFor('411100', '11', 1), usccFor('411122', '11', 6)];
  const rows = organs.flatMap((CF_CFJGDM, at) => [
    penaltyRow(10 + at, { ...FIRM, CF_CFJGDM }),
    penaltyRow(20 + at, { ...FIRM, CF_CFJGDM }),
    penaltyRow(30 + at, { ...FIRM, CF_CFJGDM, CF_CFLB: '警告', CF_NR_FK: '' }),
  ]);
  expect(check(rows).asked).toHaveLength(4);
});

test('what is called simple is asked with its amount, once for each', () => {
  const rows = ['0.3', '5', '5'].map((fine, at) => penaltyRow(at + 1, { procedure: '简易程序', CF_NR_FK: fine }));
  const { asked } = check(rows);
  expect(asked.map((question) => (question as [string, Record<string, string>])[1].CF_NR_FK)).toEqual(['0.3', '5']);
});

test('what it holds against a row is told at the cell of the organ', () => {
  expect(check([penaltyRow(1, FIRM)], [FOUND]).told).toEqual([['gate.not_competent CF_CFJG']]);
});

test('a withdrawal is always open', () => {
  const withdrawal = penaltyRow(1, { ...FIRM, action: '2', withdrawal_reason: '文书号有误' });
  const { asked, told } = check([withdrawal], [FOUND]);
  expect([asked, told]).toEqual([[], [[]]]);
});

test('a decision of before the articles is not judged by them', () => {
  const since = [{ ...FOUND, since: day('2018-01-01') }];
  const rows = ['2017/12/31', '2018/01/01'].map((on, at) => penaltyRow(at, { ...FIRM, CF_JDRQ: on }));
  expect(check(rows, since).told).toEqual([[], ['gate.not_competent CF_CFJG']]);
});
