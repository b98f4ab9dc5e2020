import { expect, test } from 'vitest';
import { day } from '../../../test/support/law.ts';
import { smallLaw, smallPack } from '../../../test/support/small-law.ts';
import { CASE_QUESTIONS } from '../../case-questions.ts';
import type { LawCase } from './case.ts';
import { runCase, runCases } from './cases.ts';
import { GATE_MESSAGES } from './gate-messages.ts';
import { readLaw } from './load.ts';
import { mutantsOf } from './mutants.ts';

const law = smallLaw();
const due: LawCase = {
  case: 'withdrawal',
  article: 'fl:1',
  says: '三个工作日',
  given: { period: 'penalty.withdrawal', from: '2026-06-01' },
  on: day('2026-06-01'),
  ask: 'deadline',
  expect: { due: '2026-06-04', counted: 3, skipped: [] },
};

test('a case that holds has no mismatch, one that does not says where and what', () => {
  expect(runCase(due, law, [])).toEqual([]);
  expect(runCase({ ...due, expect: { due: '2026-06-05' } }, law, [])).toEqual([
    { at: 'due', expected: '2026-06-05', actual: '2026-06-04' },
  ]);
});

test('an expectation of something that is not in the answer fails', () => {
  expect(runCase({ ...due, expect: { dueOn: '2026-06-04' } }, law, [])).toHaveLength(1);
  expect(runCase({ ...due, expect: { skipped: ['2026-06-06'] } }, law, [])).toHaveLength(1);
});

test('a refusal of the law is an answer', () => {
  const crossing = { ...due, given: { period: 'penalty.withdrawal', from: '2026-12-30' } };
  expect(runCase({ ...crossing, expect: { refusal: 'calendar.year_unknown' } }, law, [])).toEqual([]);
  expect(runCase(crossing, law, [])).toHaveLength(3);
});

test('a rule is read by code, lists of coded things by theirs, and validity by behaviour', () => {
  const ask = (one: Partial<LawCase>) => runCase({ ...due, ...one }, law, []);
  expect(
    ask({
      ask: 'rule',
      given: { kind: 'instruments', code: 'fl' },
      expect: { level: 'L1', articles: { '1': { gist: '要旨' } } },
    }),
  ).toEqual([]);
  expect(ask({ ask: 'rule', given: { kind: 'measures', code: 'none' }, expect: { absent: true } })).toEqual([]);
  expect(ask({ ask: 'validity', given: { article: 'fl:1' }, expect: { from: '2000-01-01', to: null } })).toEqual([]);
  const old = { kind: 'classes', code: 'old.general' };
  expect(
    ask({ ask: 'validity', given: old, on: day('2024-01-01'), expect: { from: '2023-05-01', to: '2026-03-31' } }),
  ).toEqual([]);
  expect(ask({ ask: 'validity', given: old, expect: { holds: false } })).toEqual([]);
});

test('every case of the packs holds, and there are at least 120', () => {
  const { law: real, sources, faults } = readLaw();
  expect(faults).toEqual([]);
  const results = runCases(real!, sources, CASE_QUESTIONS);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(120);
});

test('each mutant changes one cell and leaves the law it came from alone', () => {
  const before = JSON.stringify(smallPack);
  const mutants = mutantsOf([smallPack]);
  const cells = mutants.map(({ key, cell, after }) => `${key} ${cell} ${JSON.stringify(after)}`);
  expect(cells).toContain('periods:penalty.withdrawal count 4');
  expect(cells).toContain('periods:penalty.withdrawal count 2');
  expect(cells).toContain('instruments:old inForce.to "2025-01-01"');
  expect(cells).toContain('classes:new.general longest.unit "month"');
  expect(cells).toContain('severity:warning class "serious"');
  expect(cells).toContain('competences:city organ.levels ["state"]');
  expect(cells).toContain('basisLevels:b2 local ["L1"]');
  expect(new Set(cells.filter((cell) => !cell.startsWith('calendars'))).size).toBe(
    cells.filter((cell) => !cell.startsWith('calendars')).length,
  );
  expect(JSON.stringify(smallPack)).toBe(before);
  for (const { stack } of mutants) expect(JSON.stringify(stack)).not.toBe(JSON.stringify([smallPack]));
});

test('every sentence of the gate has both languages and the same blanks', () => {
  const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!.replace(/En$/, '')).sort();
  for (const { zh, en } of Object.values(GATE_MESSAGES)) {
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(blanks(en)).toEqual(blanks(zh));
  }
});
