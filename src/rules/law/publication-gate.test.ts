import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../../../test/support/law.ts';
import { smallLaw, smallLawWith, smallPack } from '../../../test/support/small-law.ts';
import { addDays, addMonths } from '../../ground/kernel/plain-date.ts';
import { explain } from './derivation.ts';
import type { PublicationFacts } from './facts.ts';
import { mayPublish, mayRepair } from './publication-gate.ts';

const law = smallLaw();
const on = day('2026-06-01');
const fined: PublicationFacts = {
  decidedOn: day('2026-05-10'),
  kinds: ['罚款'],
  procedure: 'ordinary',
  subjectKind: 'organisation',
};
const person: PublicationFacts = {
  ...fined,
  subjectKind: 'natural_person',
  minor: false,
  socialInfluence: true,
  confidentialityReviewed: true,
};

test.each<[string, PublicationFacts, string, string[]]>([
  ["an organisation's fine is public", fined, 'allowed', []],
  ['a person with finding and review is public', person, 'allowed', []],
  ['a minor class is not public', { ...fined, kinds: ['警告'] }, 'refused', ['publication.class_not_published']],
  [
    'an unknown class waits for a person',
    { ...fined, kinds: ['降低资质等级'] },
    'unknown',
    ['class.no_row', 'publication.class_unknown'],
  ],
  ['a child is never public', { ...person, minor: true }, 'refused', ['publication.of_minor']],
  ['a person whose age is unknown waits', without(person, 'minor'), 'unknown', ['publication.age_unknown']],
  [
    'without social influence not public',
    { ...person, socialInfluence: false },
    'refused',
    ['publication.no_social_influence'],
  ],
  [
    'without a finding it waits',
    without(person, 'socialInfluence'),
    'unknown',
    ['publication.social_influence_unknown'],
  ],
  [
    'without the confidentiality review it waits',
    without(person, 'confidentialityReviewed'),
    'unknown',
    ['publication.review_unknown'],
  ],
  ['a failed review refuses', { ...person, confidentialityReviewed: false }, 'refused', ['publication.not_reviewed']],
  [
    'a sole trader is protected as a person',
    { ...fined, subjectKind: 'individual_business', confidentialityReviewed: true },
    'unknown',
    ['publication.social_influence_unknown'],
  ],
  ['a decision set aside is withdrawn', { ...fined, decision: 'set_aside' }, 'refused', ['publication.withdrawn']],
  ['an altered decision is withdrawn', { ...fined, decision: 'altered' }, 'refused', ['publication.withdrawn']],
  ['a void decision is withdrawn', { ...fined, decision: 'void' }, 'refused', ['publication.withdrawn']],
  [
    'a decision of tomorrow is not yet public',
    { ...fined, decidedOn: day('2026-06-02') },
    'refused',
    ['publication.not_decided_yet'],
  ],
  ['an ended term refuses', { ...fined, decidedOn: day('2025-05-31') }, 'refused', ['publication.ended']],
  ['without the day of decision it waits', without(fined, 'decidedOn'), 'unknown', ['publication.start_unknown']],
])('%s', (_, facts, answer, reasons) => {
  const found = mayPublish(facts, law, on);
  expect([found.answer, found.reasons]).toEqual([answer, reasons]);
});

test('a person with a simple-procedure penalty is refused, and the refusal names the line', () => {
  const { reasons } = mayPublish({ ...person, procedure: 'simple', kinds: ['警告'] }, law, on);
  expect(reasons).toContain('publication.simple_person');
});

test.each<[string, PublicationFacts, string | undefined]>([
  ['the class maximum of the regime', fined, '2027-05-10'],
  ['decided under the old regime: the better of both', { ...fined, decidedOn: day('2026-03-31') }, '2027-03-31'],
  ['the cap of the province before a longer class', { ...fined, kinds: ['吊销许可证件'] }, '2031-05-10'],
  ['a statute term prevails over the class', { ...fined, domain: 'food' }, '2028-05-10'],
  ['a duty performed late puts nothing off', { ...fined, dutyPerformedOn: day('2027-09-01') }, '2027-05-10'],
  ['a duty performed in time does not', { ...fined, dutyPerformedOn: day('2026-05-20') }, '2027-05-10'],
  ['a duty still open puts nothing off', { ...fined, dutyOutstanding: true }, '2027-05-10'],
  ['an entry still on a lawful list has no end yet', { ...fined, listStanding: true }, undefined],
])('the end: %s', (_, facts, until) => {
  expect(mayPublish(facts, law, on).until).toBe(until);
});

test('the term starts with the decision, however late it is published', () => {
  const published = { ...fined, publishedOn: day('2026-05-20') };
  expect(mayPublish(published, law, on)).toMatchObject({ startsFrom: 'DECISION', until: '2027-05-10' });
});

test('only a sector whose authority published a longer term has one, and the cap is over all', () => {
  const open = { ...fined, dutyOutstanding: true, domain: 'drugs' };
  const sector = { ...smallPack.parameters.find(({ code }) => code === 'publication.afterLongest')! };
  const longer = smallLaw({
    parameters: [...smallPack.parameters, { ...sector, code: 'publication.afterLongest.drugs', value: 'RUNS_ON' }],
  });
  expect(mayPublish(open, law, on).until).toBe('2027-05-10');
  expect(mayPublish(open, longer, on).until).toBe('2031-05-10');
  expect(mayPublish({ ...open, domain: 'fire' }, longer, on).until).toBe('2027-05-10');
  const late = { ...fined, domain: 'drugs', dutyPerformedOn: day('2027-09-01') };
  expect(mayPublish(late, longer, on).until).toBe('2027-09-01');
  expect(mayPublish({ ...late, dutyPerformedOn: day('2032-01-01') }, longer, on).until).toBe('2031-05-10');
  // Unknown performance lengthens nothing.
  expect(mayPublish({ ...fined, domain: 'drugs' }, longer, on).until).toBe('2027-05-10');
});

test('OLD keeps the regime of the day of decision', () => {
  const facts = { ...fined, decidedOn: day('2026-03-31') };
  expect(mayPublish(facts, smallLawWith('transitionBetweenRegimes', 'OLD'), on).until).toBe('2029-03-31');
});

const decided = fc.nat(1500).map((n) => addDays(day('2023-05-01'), n));
test('the end never lies beyond the class maximum, the cap or a roll-forward', () => {
  fc.assert(
    fc.property(decided, fc.constantFrom('罚款', '吊销许可证件'), (decidedOn, kind) => {
      const { until } = mayPublish({ ...fined, decidedOn, kinds: [kind] }, law, addDays(decidedOn, 1));
      if (until === undefined) return;
      expect(until <= addMonths(decidedOn, 60)).toBe(true);
      expect(until.slice(5) === decidedOn.slice(5) || decidedOn.endsWith('02-29')).toBe(true);
    }),
  );
});

test('a decision is public up to and on its last day, and not after', () => {
  fc.assert(
    fc.property(decided, (decidedOn) => {
      const facts = { ...fined, decidedOn };
      const { until } = mayPublish(facts, law, day('2027-05-01'));
      if (until === undefined || until < '2026-04-01') return;
      expect(mayPublish(facts, law, until).reasons).not.toContain('publication.ended');
      expect(mayPublish(facts, law, addDays(until, 1)).reasons).toContain('publication.ended');
    }),
  );
});

test.each<[string, PublicationFacts, string, string | undefined, string[]]>([
  [
    'opens after the shortest term',
    { ...fined, dutyPerformedOn: day('2026-05-12') },
    'refused',
    '2026-08-10',
    ['repair.too_early'],
  ],
  [
    'is open once both hold',
    { ...fined, decidedOn: day('2026-02-10'), dutyPerformedOn: day('2026-03-01') },
    'allowed',
    '2026-05-10',
    [],
  ],
  [
    'waits for the duties',
    { ...fined, decidedOn: day('2026-02-10'), dutyPerformedOn: day('2026-06-20') },
    'refused',
    '2026-06-20',
    ['repair.too_early'],
  ],
  [
    'is unknown while performance is',
    { ...fined, decidedOn: day('2026-02-10') },
    'unknown',
    '2026-05-10',
    ['repair.duty_unknown'],
  ],
  [
    'is refused while the duties are open',
    { ...fined, decidedOn: day('2026-02-10'), dutyOutstanding: true },
    'refused',
    '2026-05-10',
    ['repair.duty_outstanding'],
  ],
  [
    'of a minor class opens with the duties',
    { ...fined, kinds: ['警告'], dutyPerformedOn: day('2026-05-30') },
    'allowed',
    '2026-05-30',
    [],
  ],
  ['of an unknown class is unknown', { ...fined, kinds: ['降低资质等级'] }, 'unknown', undefined, ['class.no_row']],
])('repair %s', (_, facts, answer, earliestOn, reasons) => {
  const found = mayRepair(facts, law, on);
  expect([found.answer, found.earliestOn, found.reasons]).toEqual([answer, earliestOn, reasons]);
});

test('a class that a person gave goes before the table, and is told as such', () => {
  const unread: PublicationFacts = { ...fined, kinds: ['降低资质等级'] };
  expect(mayPublish(unread, law, on).answer).toBe('unknown');
  const answer = mayPublish({ ...unread, classified: 'general' }, law, on);
  expect([answer.answer, answer.until]).toEqual(['allowed', '2027-05-10']);
  expect(explain(answer.derivation, 'en')).toContainEqual('class general, given by a person with reasons');
  expect(mayPublish({ ...unread, classified: 'minor' }, law, on).answer).toBe('refused');
});

test('every sentence of every answer is complete in both languages', () => {
  const facts: PublicationFacts[] = [
    fined,
    person,
    {},
    { ...fined, decision: 'void' },
    { ...person, minor: true, procedure: 'simple' },
  ];
  for (const one of facts) {
    for (const { derivation } of [mayPublish(one, law, on), mayRepair(one, law, on)]) {
      for (const language of ['zh', 'en'] as const) {
        expect(explain(derivation, language).filter((line) => /\{\w+\}|^[a-z_]+\.[a-z_]+$/.test(line))).toEqual([]);
      }
    }
  }
});

function without<K extends keyof PublicationFacts>(facts: PublicationFacts, key: K): PublicationFacts {
  const { [key]: _, ...rest } = facts;
  return rest;
}
