import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { explain } from './derivation.ts';
import { type LicencePublicationFacts, mayPublishLicence } from './licence-publication.ts';

const on = day('2026-04-01');
const firm: LicencePublicationFacts = {
  subjectKind: 'organisation',
  decidedOn: day('2026-03-02'),
  validUntil: day('2029-03-01'),
  confidentialityReviewed: true,
};

test.each<[string, LicencePublicationFacts, string, string | undefined]>([
  ['leaves with its validity', firm, 'allowed', '2029-03-01'],
  ['of long term stays for the long term', { ...firm, validUntil: day('2099-12-31') }, 'allowed', '2099-12-31'],
  [
    'of a person leaves after the retention',
    { ...firm, subjectKind: 'natural_person', validUntil: day('2099-12-31') },
    'allowed',
    '2031-03-02',
  ],
  ['whose validity has run out is refused', { ...firm, validUntil: day('2026-03-31') }, 'refused', '2026-03-31'],
  ['of a minor is refused', { ...firm, subjectKind: 'natural_person', minor: true }, 'refused', '2029-03-01'],
  [
    'that failed the confidentiality review is refused',
    { ...firm, confidentialityReviewed: false },
    'refused',
    '2029-03-01',
  ],
  ['dated later is refused', { ...firm, decidedOn: day('2026-04-02') }, 'refused', '2029-03-01'],
])('a licence %s', (_, facts, answer, until) => {
  const found = mayPublishLicence(facts, testLaw(), on);
  expect([found.answer, found.until]).toEqual([answer, until]);
  for (const language of ['zh', 'en'] as const) {
    expect(explain(found.derivation, language).filter((line) => /\{\w+\}|^[a-z_]+\.[a-z_]+$/.test(line))).toEqual([]);
  }
});

test('a licence of unknown validity leaves after the retention; of unknown day or review, nobody says that it may be public', () => {
  const { validUntil: _, ...unknown } = firm;
  expect(mayPublishLicence(unknown, testLaw(), on).until).toBe('2031-03-02');
  const { decidedOn: __, ...undated } = firm;
  expect(mayPublishLicence(undated, testLaw(), on).answer).toBe('unknown');
  const { confidentialityReviewed: ___, ...unread } = firm;
  expect(mayPublishLicence(unread, testLaw(), on).answer).toBe('unknown');
});
