/** Reads that are asked by POST, since what they ask for stays out of addresses; and what the public asks. */

import { RECORD_STATES } from '../../src/facts/records/record-search-queries.ts';
import { addDays, chinaDate } from '../../src/ground/kernel/plain-date.ts';
import { codeOf } from '../checks/tables.ts';
import type { Question } from './asking.ts';

const TODAY = chinaDate(new Date());
const NAME = '漯河虚构12号商贸有限公司';
const LEADING = '漯河虚构';
const UNKNOWN = '查无此名者';
const WHY = { matter: '律师事务所设立许可', purpose: '核对设立条件' };
const DAYS = { from: addDays(TODAY, -90), to: TODAY };

const by = (address: string, ...bodies: readonly object[]): Question[] =>
  bodies.map((body) => ({ address: `/api/v1/${address}`, body: JSON.stringify(body) }));

export const SEARCHES: readonly Question[] = [
  ...by('records/searches', {}, { name: NAME }, { name: LEADING }, { name: UNKNOWN }, { code: codeOf(12) }),
  ...by('records/searches', { number: '虚司罚决字〔2025〕第12' }, { number: UNKNOWN }, DAYS, {
    name: LEADING,
    ...DAYS,
  }),
  ...by(
    'records/searches',
    ...RECORD_STATES.flatMap((state) => [{ state }, { state, item: 'licence' }, { state, ...DAYS }]),
  ),
  ...by(
    'journal/searches',
    DAYS,
    { ...DAYS, deed: 'record.look' },
    { ...DAYS, party: codeOf(12) },
    { ...DAYS, name: '虚经办' },
  ),
  ...by('looks/searches', DAYS, { ...DAYS, party: codeOf(12) }, { ...DAYS, name: '虚经办' }),
  ...by('checks', [{ ...WHY, code: codeOf(12) }], [{ ...WHY, name: NAME }], [{ ...WHY, name: UNKNOWN }]),
  ...by('screening', { ...WHY, queries: [{ name: NAME }, { name: UNKNOWN }, { code: codeOf(12) }] }),
  ...by('screening/prefixes', { ...WHY, prefixes: ['00000'] }),
];

const PAGES = [
  '/',
  '/statistics',
  '/withdrawals',
  '/lists',
  '/notices',
  '/about',
  '/repair',
  '/report',
  '/privacy',
  '/r',
  '/v',
];
const RECONCILED = encodeURIComponent(JSON.stringify({ q0: { query: NAME }, q1: { query: UNKNOWN } }));

export const PORTAL_QUESTIONS: readonly Question[] = [
  ...PAGES.map((address) => ({ address })),
  ...[codeOf(12), NAME, LEADING, '漯河', UNKNOWN].map((q) => ({
    address: '/search',
    body: `q=${encodeURIComponent(q)}`,
    form: true as const,
  })),
  { address: `/reconcile?queries=${RECONCILED}` },
];
