import { expect, test } from 'vitest';
import { testLaw } from '../../../test/support/law.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { rowGate } from './row-gate.ts';

const TODAY = '2026-06-01' as PlainDate;
const ask = rowGate(testLaw(), TODAY);
const told = (...question: Parameters<typeof ask>) => ask(...question).map(({ code, place }) => `${code} ${place}`);

const COUNTY = { CF_CFJG: '临颍（虚构）县司法局', CF_CFJGDM: '11411122MA00000016' };
const CITY = { CF_CFJG: '漯河市（虚构）司法局', CF_CFJGDM: '11411100MA00000150' };
const PROVINCE = { CF_CFJG: '某省（虚构）司法厅', CF_CFJGDM: '11410000MA0000016X' };
const FIRM = { CF_XDR_SHXYM: '31411100MD00000167' };
const NOTARY_OFFICE = { CF_XDR_SHXYM: '32411100MD00000164' };
const GRASSROOTS = { CF_XDR_SHXYM: '33411102MD0000016X' };
const FORENSIC = { CF_XDR_SHXYM: '34411100MD0000016X' };
const NOT_COMPETENT = 'gate.not_competent organ';

test.each<[string, Record<string, string>, string[]]>([
  [
    'a county does not penalise a law firm (律师法 art. 52: it proposes)',
    { ...COUNTY, ...FIRM, CF_CFLB: '警告' },
    [NOT_COMPETENT],
  ],
  ['the city does (art. 50)', { ...CITY, ...FIRM, CF_CFLB: '警告;罚款;停业整顿' }, []],
  ['the city does not revoke (art. 50)', { ...CITY, ...FIRM, CF_CFLB: '吊销许可证件' }, [NOT_COMPETENT]],
  ['the province does', { ...PROVINCE, ...FIRM, CF_CFLB: '吊销许可证件' }, []],
  [
    'one kind beyond the organ is enough',
    { ...CITY, legal_service_kind: 'lawyer', CF_CFLB: '罚款', more_kinds: '吊销许可证件' },
    [NOT_COMPETENT],
  ],
  [
    'the joined kind of the old forms is what the split says',
    { ...CITY, ...FIRM, CF_CFLB: '暂扣或者吊销许可证件', licence_effect: 'revoked' },
    [NOT_COMPETENT],
  ],
  ['a notary office: city', { ...CITY, ...NOTARY_OFFICE, CF_CFLB: '罚款' }, []],
  ['a notary office: no county', { ...COUNTY, ...NOTARY_OFFICE, CF_CFLB: '罚款' }, [NOT_COMPETENT]],
  ['a forensic institute: no city', { ...CITY, ...FORENSIC, CF_CFLB: '警告' }, [NOT_COMPETENT]],
  ['grassroots service: the county warns', { ...COUNTY, ...GRASSROOTS, CF_CFLB: '警告' }, []],
  ['grassroots service: the county does not fine', { ...COUNTY, ...GRASSROOTS, CF_CFLB: '罚款' }, [NOT_COMPETENT]],
  ['a kind that no row of the packs knows is nobody’s fault', { ...COUNTY, ...FIRM, CF_CFLB: '通报批评' }, []],
  ['another organ has laws of its own', { ...COUNTY, CF_CFJG: '临颍（虚构）县市场署', ...FIRM, CF_CFLB: '警告' }, []],
  [
    'a district of a municipality is of no level that a code tells',
    { ...COUNTY, CF_CFJGDM: '11110108MA00000016', ...FIRM, CF_CFLB: '警告' },
    [],
  ],
  ['an organ without a code is not judged', { CF_CFJG: COUNTY.CF_CFJG, ...FIRM, CF_CFLB: '警告' }, []],
  ['an enterprise is no legal-service party', { ...COUNTY, CF_XDR_SHXYM: '91411100MA0000015P', CF_CFLB: '罚款' }, []],
  ['unknown kinds are not judged', { ...COUNTY, ...FIRM }, []],
])('competence: %s', (_, facts, expected) => {
  expect(told('penalty', facts, 'organisation')).toEqual(expected);
});

test.each<[string, Record<string, string>, string[]]>([
  [
    'a city examines a firm’s application and does not decide it (律师法 art. 18)',
    { XK_XKJG: CITY.CF_CFJG, XK_XKJGDM: CITY.CF_CFJGDM },
    [NOT_COMPETENT],
  ],
  ['the province decides it', { XK_XKJG: PROVINCE.CF_CFJG, XK_XKJGDM: PROVINCE.CF_CFJGDM }, []],
  [
    'another licence of a firm is no licence to practise',
    { XK_XKJG: CITY.CF_CFJG, XK_XKJGDM: CITY.CF_CFJGDM, XK_XKZS: '食品经营许可证' },
    [],
  ],
])('licence to practise: %s', (_, facts, expected) => {
  const row = { XK_XDR_SHXYM: FIRM.CF_XDR_SHXYM, XK_XKZS: '律师事务所执业许可证', ...facts };
  expect(told('licence', row, 'organisation')).toEqual(expected);
});

test('a decision of an organ without competence is told with levels, article, mark and the day since when they hold', () => {
  const [found] = ask('penalty', { ...COUNTY, ...FIRM, CF_CFLB: '警告;罚款' }, 'organisation');
  expect(found).toMatchObject({
    facts: {
      ...{ kinds: '警告、罚款', levels: '设区的市级', own: '县级', mark: '已核对原文' },
      article: '《中华人民共和国律师法》第五十条、第五十一条',
    },
    since: '2018-01-01',
  });
  const [unsure] = ask('penalty', { ...COUNTY, ...GRASSROOTS, CF_CFLB: '罚款' }, 'organisation');
  expect(unsure?.facts.mark).toBe('未核对');
});

test('a simple-procedure penalty on a natural person is not collected (河南省社会信用条例 art. 13)', () => {
  expect(told('penalty', { CF_CFLB: '警告', procedure: 'simple' }, 'person')).toEqual(['gate.simple_person procedure']);
  expect(told('penalty', { CF_CFLB: '警告', procedure: 'ordinary' }, 'person')).toEqual([]);
  expect(told('penalty', { CF_CFLB: '警告', procedure: 'simple' }, 'organisation')).toEqual([]);
});

test.each<[string, Record<string, string>, string[]]>([
  ['a fine of 3,000 yuan on an organisation', { CF_CFLB: '罚款', CF_NR_FK: '0.3' }, []],
  ['a larger one', { CF_CFLB: '罚款', CF_NR_FK: '0.31' }, ['gate.not_simple procedure']],
  ['another kind', { CF_CFLB: '警告;责令停产停业' }, ['gate.not_simple procedure']],
  ['an amount that nobody knows', { CF_CFLB: '罚款' }, []],
  ['the ordinary procedure', { CF_CFLB: '罚款', CF_NR_FK: '50', procedure: 'ordinary' }, []],
])('what is called simple could be decided on the spot (行政处罚法 art. 51): %s', (_, facts, expected) => {
  expect(told('penalty', { procedure: 'simple', ...facts }, 'organisation')).toEqual(expected);
});

test('a natural person is recorded only where a law or administrative regulation gives the power (个人信息保护法 art. 34)', () => {
  expect(told('licence', {}, 'person')).toEqual(['gate.person_without_power party']);
  expect(told('licence', { legal_service_kind: 'lawyer' }, 'person')).toEqual([]);
  expect(told('licence', { legal_service_kind: 'grassroots_worker' }, 'person')).toEqual([
    'gate.person_without_power party',
  ]);
  expect(told('licence', {}, 'organisation')).toEqual([]);
});

test('the roster takes organisations only', () => {
  expect(told('organisation', {}, 'organisation')).toEqual([]);
  expect(told('organisation', {}, 'person')).toContain('gate.outside_item party');
});
