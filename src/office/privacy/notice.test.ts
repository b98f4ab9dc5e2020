import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { documentHtml, renderDocument } from '../../rights/documents/index.ts';
import { NOTICE_USES, noticeFacts, noticesOn, noticeTemplate, usesOf } from './notice.ts';

const ON = day('2026-03-09');
const law = testLaw();

test('each item with personal information has a notice for each of its uses, and nothing of it is lacking', () => {
  const notices = noticesOn(law, ON);
  const held = law
    .all('items', ON)
    .filter(({ enabled, personalInformation }) => enabled && personalInformation !== 'none');
  expect(notices.map(({ item }) => item.code)).toEqual(held.map(({ code }) => code));
  for (const { item, uses } of notices) {
    for (const use of uses) {
      const given = { facts: noticeFacts(item, use), words: {}, organ: '虚构市司法局', madeOn: ON };
      const { missing, basis, content } = renderDocument(law, noticeTemplate(use), given);
      expect([item.code, use, missing]).toEqual([item.code, use, []]);
      expect(basis).toContain('grxx:17');
      expect(documentHtml(content)).toContain(item.name);
    }
  }
});

test('the notice of publishing names no sealed field, that of collecting names each of them as sealed', () => {
  const penalty = law.item('penalty', ON);
  const sealed = penalty.fields.filter(({ disclosure }) => disclosure === 'sealed').map(({ name }) => name);
  expect(sealed.length).toBeGreaterThan(0);
  const published = noticeFacts(penalty, 'publish').infoKinds!.split('、');
  expect(sealed.filter((name) => published.includes(name))).toEqual([]);
  expect(noticeFacts(penalty, 'collect').sensitiveKinds!.split('、')).toEqual(sealed);
});

test('what is not published has no notice of publishing; what is switched off has none', () => {
  const penalty = law.item('penalty', ON);
  expect(usesOf(penalty)).toEqual([...NOTICE_USES]);
  expect(usesOf({ ...penalty, disclosureMode: 'GOV_SHARE' })).toEqual(['collect', 'provide']);
  expect(usesOf({ ...penalty, disclosureMode: 'AUTHORISED' })).toEqual(['collect']);
  expect(usesOf({ ...penalty, enabled: false })).toEqual([]);
  expect(usesOf({ ...penalty, personalInformation: 'none' })).toEqual([]);
});
