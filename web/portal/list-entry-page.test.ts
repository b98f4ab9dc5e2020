import { expect, test } from 'vitest';
import type { View } from './layout.ts';
import { type EntryShown, listEntryPage } from './list-entry-page.ts';

const ENTRY: EntryShown = {
  id: '0198c000-0000-7000-8000-000000000001',
  party: '漯河虚构1号商贸有限公司',
  code: null,
  organ: { zh: '虚构市司法局', en: 'Invented bureau' },
  effectiveOn: '2026-03-17',
  untilOn: '2029-03-17',
  verification: 'ABCD',
  list: { zh: '虚构领域严重失信主体名单', en: 'Invented list' },
  termMonths: 36,
  number: '虚司信列〔2026〕1号',
  statement: '当事人称已足额缴纳罚款。',
  rights: {
    basis: ['《河南省社会信用条例》第28条'],
    earlyEndFrom: '2027-03-17',
    standard: { zh: '义务已经履行', en: 'the duties are performed' },
    acceptance: '2个工作日',
    decision: '15个工作日',
    objectionOwn: '3个工作日',
    objectionTotal: '7个工作日',
    remedies: ['60日', '6个月'],
    contact: null,
  },
  checkpoint: undefined,
};
const shown = (language: View['language'], entry: Partial<EntryShown> = {}) => {
  const place = { zh: '虚构市', en: 'Invented City' };
  const view: View = { language, languageAsked: true, large: false, place, stylesheet: '/portal.css' };
  return listEntryPage(view, { ...ENTRY, ...entry });
};

test.each([
  [
    'zh',
    [
      '信用主体的说明',
      '自送达之日（2026年3月17日）起36个月',
      '自2027年3月17日起可以申请，免费',
      '属于本机关责任的3个工作日内答复',
    ],
  ],
  [
    'zh',
    [
      '2个工作日内决定是否受理，受理后15个工作日内决定',
      '自收到决定之日起60日内可以申请行政复议，或者6个月内提起行政诉讼',
    ],
  ],
  [
    'en',
    [
      'What the party says',
      '36 months from the day of service (17 March 2026)',
      'It may be asked for from 17 March 2027, free',
    ],
  ],
  [
    'en',
    ['neither shown nor used', 'What it takes: the duties are performed', 'administrative review may be applied for'],
  ],
] as const)(
  'the page of an entry tells in %s what the party says, its term, its basis and each way out',
  (language, told) => {
    const page = shown(language);
    for (const words of [...told, ENTRY.statement!, ENTRY.rights.basis[0]!]) expect(page).toContain(words);
  },
);

test('where the party says nothing there is no empty statement, and before the first checkpoint that is told', () => {
  const page = shown('zh', { statement: null, number: null });
  expect(page).not.toContain('信用主体的说明');
  for (const words of ['列入严重失信主体名单决定书', '日志尚未产生检查点']) expect(page).toContain(words);
});
