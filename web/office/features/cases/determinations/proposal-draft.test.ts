import { expect, test } from 'vitest';
import type { Choices } from '../../../api/determinations.ts';
import { askedOf, contentsOf, longestMonths, NOTHING_SAID, type ProposalDraft } from './proposal-draft.ts';

const DRAFT: ProposalDraft = {
  on: '2026-03-09',
  use: 'key_supervision',
  domain: '',
  termMonths: 12,
  measures: ['M10'],
  refs: ['hnxy:32'],
  supervision: { inspectionsBefore: 1, inspectionsDuring: 4, reviewMonths: 6 },
  person: null,
  role: '',
  roleFrom: '',
  roleUntil: '',
  reason: '',
};

test('only what belongs to the use is said, though more was typed', () => {
  const typed = { ...DRAFT, role: '主任', roleFrom: '2024-01-01', domain: 'list.invented' };
  expect(contentsOf(typed)).toMatchObject({ domain: null, role: null, roleFrom: null, roleUntil: null });
  expect(contentsOf(typed)?.supervision).toEqual(DRAFT.supervision);
  const person = { id: '1', name: '某*' };
  const responsible = { ...typed, use: 'responsible_person', person } as const;
  expect(askedOf('record', responsible)).toMatchObject({
    partyId: '1',
    contents: { domain: null, role: '主任', roleFrom: '2024-01-01', roleUntil: null, supervision: null },
  });
});

test('nothing is asked before there is enough to ask', () => {
  expect(askedOf('record', DRAFT)).toBeDefined();
  for (const less of [
    { termMonths: null },
    { refs: [] },
    { use: 'serious_list' },
    { use: 'responsible_person' },
    { supervision: NOTHING_SAID },
    { supervision: { inspectionsBefore: 4, inspectionsDuring: 4, reviewMonths: 6 } },
    { supervision: { inspectionsBefore: 1, inspectionsDuring: 4, reviewMonths: 13 } },
  ] as const) {
    expect(askedOf('record', { ...DRAFT, ...less })).toBeUndefined();
  }
});

test('the longest term is told in months, and left to the gate where the law counts otherwise', () => {
  const choices = (unit: string) =>
    ({ uses: [{ use: 'serious_list', longest: { count: 3, unit } }] }) as unknown as Choices;
  expect([longestMonths(choices('year'), 'serious_list'), longestMonths(choices('month'), 'serious_list')]).toEqual([
    36, 3,
  ]);
  expect(longestMonths(choices('day'), 'serious_list')).toBeUndefined();
  expect(longestMonths(choices('year'), 'key_supervision')).toBeUndefined();
});
