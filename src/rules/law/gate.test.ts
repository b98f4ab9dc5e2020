import { expect, test } from 'vitest';
import { day } from '../../../test/support/law.ts';
import { smallLaw, smallPack } from '../../../test/support/small-law.ts';
import { basisSuffices, mayUsePersonalInformation } from './basis-gate.ts';
import { type Matter, mayDecide } from './competence.ts';
import type { ActingOrgan } from './facts.ts';
import { type ListFacts, type MeasureFacts, mayList, mayRecord, mayTakeMeasure, type RecordFacts } from './gate.ts';
import { lateness } from './lateness.ts';

const law = smallLaw();
const on = day('2026-06-01');

test.each([
  ['a law carries a national item', 'catalogue_item', 'national', ['fl:1'], 'allowed', []],
  ['a department rule does not', 'catalogue_item', 'national', ['gz:1'], 'refused', ['basis.too_low']],
  ['a local regulation carries a local item', 'catalogue_item', 'local', ['df:1'], 'allowed', []],
  ['a local regulation carries no national item', 'catalogue_item', 'national', ['df:1'], 'refused', ['basis.too_low']],
  ['one article of the right level is enough', 'measure', 'national', ['gz:1', 'fl:1'], 'allowed', []],
  ['no article, no act', 'measure', 'national', [], 'refused', ['basis.absent']],
  ['an article that has ended carries nothing', 'measure', 'national', ['old:1'], 'refused', ['basis.not_in_force']],
  ['nor one that does not exist', 'measure', 'national', ['xx:1'], 'refused', ['basis.not_in_force']],
] as const)('basis: %s', (_, act, scope, refs, answer, reasons) => {
  expect(basisSuffices(act, scope, refs, law, on)).toMatchObject({ answer, reasons });
});

test('an article counts on the day that counts', () => {
  expect(basisSuffices('measure', 'national', ['old:1'], law, day('2024-12-31')).answer).toBe('allowed');
  expect(basisSuffices('measure', 'national', ['old:1'], law, day('2025-01-01')).answer).toBe('refused');
});

test('consent lets an organ publish personal information, and not process it', () => {
  const asked = { refs: ['df:1'], consent: true };
  expect(mayUsePersonalInformation({ ...asked, use: 'publish' }, law, on).answer).toBe('allowed');
  expect(mayUsePersonalInformation({ ...asked, use: 'process' }, law, on).answer).toBe('refused');
});

const organ = (level: ActingOrgan['level'], branch = 'justice'): ActingOrgan => ({ branch, level });
const lawyers = (kinds: string[]): Matter => ({ matter: 'penalty', subject: 'lawyer', kinds });
test.each<[string, ActingOrgan, Matter, string, string[]]>([
  ['the city warns', organ('prefecture'), lawyers(['警告']), 'allowed', []],
  ['the city does not revoke', organ('prefecture'), lawyers(['吊销许可证件']), 'refused', ['competence.not_competent']],
  [
    'nor as a part of one decision',
    organ('prefecture'),
    lawyers(['警告', '吊销许可证件']),
    'refused',
    ['competence.not_competent'],
  ],
  ['the province revokes', organ('province'), lawyers(['吊销许可证件']), 'allowed', []],
  ['the county only proposes', organ('county'), lawyers(['警告']), 'refused', ['competence.not_competent']],
  ['another branch does not', organ('prefecture', 'tax'), lawyers(['警告']), 'refused', ['competence.not_competent']],
  [
    'a kind of which the law says nothing',
    organ('prefecture'),
    lawyers(['行政拘留']),
    'unknown',
    ['competence.no_row'],
  ],
  [
    'a subject of which the law says nothing',
    organ('prefecture'),
    { matter: 'penalty', subject: 'notary' },
    'unknown',
    ['competence.no_row'],
  ],
])('competence: %s', (_, acting, matter, answer, reasons) => {
  expect(mayDecide(acting, matter, law, on)).toMatchObject({ answer, reasons });
});

test('a refusal names the competent levels, and the part that the organ does have', () => {
  const found = mayDecide(organ('county'), lawyers(['警告']), law, on);
  expect(found.competentLevels).toEqual(['prefecture']);
  expect(found.derivation.steps).toContainEqual(
    expect.objectContaining({ code: 'competence.other_role', facts: { role: 'propose' } }),
  );
});

test('a delegation makes its organ competent, and no other', () => {
  expect(mayDecide({ ...organ('county'), code: 'county-one' }, lawyers(['警告']), law, on).answer).toBe('allowed');
  expect(mayDecide({ ...organ('county'), code: 'county-two' }, lawyers(['警告']), law, on).answer).toBe('refused');
});

const record: RecordFacts = { item: 'penalty', subjectKind: 'organisation', decidedOn: day('2026-05-01') };
test.each<[string, RecordFacts, string, string[]]>([
  ['an item of the catalogue', record, 'allowed', []],
  ['outside the catalogue', { ...record, item: 'gossip' }, 'refused', ['record.not_in_catalogue']],
  ['a person within law', { ...record, subjectKind: 'natural_person' }, 'allowed', []],
  [
    'a person by simple procedure',
    { ...record, subjectKind: 'natural_person', procedure: 'simple' },
    'refused',
    ['record.simple_person'],
  ],
  [
    'a subject outside the item',
    { ...record, subjectKind: 'individual_business' },
    'refused',
    ['record.subject_outside_item'],
  ],
  ['a subject of unknown kind', { item: 'penalty' }, 'unknown', ['record.subject_unknown']],
  ['an act that cites a dead article', { ...record, refs: ['old:1'] }, 'refused', ['record.basis_not_in_force']],
  ['an act that cites it while it lived', { ...record, refs: ['old:1'], decidedOn: day('2024-05-01') }, 'allowed', []],
])('record: %s', (_, facts, answer, reasons) => {
  expect(mayRecord(facts, law, on)).toMatchObject({ answer, reasons });
});

test('an item that is switched off records nothing', () => {
  const off = smallLaw({ items: smallPack.items.map((item) => ({ ...item, enabled: false })) });
  expect(mayRecord(record, off, on)).toMatchObject({ answer: 'refused', reasons: ['record.item_off'] });
});

const list: ListFacts = {
  refs: ['fl:1'],
  criteriaRefs: ['gz:1'],
  scope: 'national',
  noticed: true,
  defenceEnded: true,
  served: true,
};
test.each<[string, ListFacts, string, string[]]>([
  ['with everything done', list, 'allowed', []],
  ['a domain by department rule', { ...list, refs: ['gz:1'] }, 'refused', ['basis.too_low']],
  ['local criteria by department rule', { ...list, scope: 'local' }, 'refused', ['basis.too_low']],
  ['without notice', { ...list, noticed: false }, 'refused', ['list.not_noticed']],
  ['before the defence has ended', { ...list, defenceEnded: false }, 'refused', ['list.defence_open']],
  ['before service', { ...list, served: false }, 'refused', ['list.not_served']],
  ['while an objection is open', { ...list, objectionOpen: true }, 'refused', ['list.objection_open']],
])('listing: %s', (_, facts, answer, reasons) => {
  expect(mayList(facts, law, on)).toMatchObject({ answer, reasons });
});

const bar: MeasureFacts = {
  measure: 'exit-bar',
  organ: organ('prefecture', 'court'),
  subjectKind: 'natural_person',
  final: true,
  served: true,
};
test.each<[string, MeasureFacts, string, string[]]>([
  ['by the court', bar, 'allowed', []],
  ['by a justice bureau', { ...bar, organ: organ('prefecture') }, 'refused', ['measure.not_competent']],
  ['that is not on the list', { ...bar, measure: 'shaming' }, 'refused', ['measure.not_on_list']],
  ['on an organisation', { ...bar, subjectKind: 'organisation' }, 'refused', ['measure.wrong_object']],
  ['before it is final', { ...bar, final: false }, 'refused', ['measure.not_final']],
  ['before service', { ...bar, served: false }, 'refused', ['measure.not_served']],
  ['while an objection is open', { ...bar, objectionOpen: true }, 'refused', ['measure.objection_open']],
  [
    'while finality is unknown',
    { measure: 'exit-bar', organ: bar.organ, subjectKind: 'natural_person', served: true },
    'unknown',
    ['measure.finality_unknown'],
  ],
])('a measure %s', (_, facts, answer, reasons) => {
  expect(mayTakeMeasure(facts, law, on)).toMatchObject({ answer, reasons });
});

test.each([
  ['2026-06-01', '2026-06-04', 'in_time', '2026-06-04'],
  ['2026-06-01', '2026-06-05', 'late', '2026-06-04'],
  ['2026-12-30', '2026-12-31', 'in_time', undefined],
  ['2026-12-30', '2027-01-20', 'unknown', undefined],
])('three working days from %s, done on %s: %s', (from, doneOn, answer, due) => {
  const found = lateness({ period: 'penalty.withdrawal', from: day(from), doneOn: day(doneOn) }, law, on);
  expect(found.answer).toBe(answer);
  if (due !== undefined) expect(found.due).toBe(due);
});

test('every refusal cites an article, and every answer its day and edition', () => {
  const answers = [
    mayList({ ...list, refs: ['gz:1'] }, law, on),
    mayTakeMeasure({ ...bar, organ: organ('prefecture') }, law, on),
    mayDecide(organ('county'), lawyers(['警告']), law, on),
    mayRecord({ ...record, subjectKind: 'individual_business' }, law, on),
  ];
  for (const { answer, articles, derivation } of answers) {
    expect([answer, articles.includes('fl:1')]).toEqual(['refused', true]);
    expect([derivation.on, derivation.edition]).toEqual([on, law.edition]);
  }
});
