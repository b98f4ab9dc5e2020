import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { settleQuarantine } from '../../facts/intake/index.ts';
import { reviewPublication } from '../../facts/publication/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Vault } from '../../ground/vault/index.ts';
import { enterObjection } from '../../rights/objections/index.ts';
import { listWork } from './work-queries.ts';

const database = testDatabase();
let bureau: TestBureau;
let city: { readonly reviewer: Context; readonly auditor: Context };
let ids: Map<string, string>;
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const UNCLASSED = { CF_CFLB: '降低资质等级', CF_NR_FK: '' };
const FAULTY = { CF_XDR_SHXYM: '91411100MA0000019X' };

beforeAll(async () => {
  bureau = await testBureau(database, '1.1.');
  const organ = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  const at = async (role: 'reviewer' | 'auditor'): Promise<Context> => ({
    ...contextFor(await makeActor(database.urls.owner, organ, role), database.pools),
    now: () => bureau.clock.now,
    edition: bureau.law.edition,
  });
  city = { reviewer: await at('reviewer'), auditor: await at('auditor') };
  ids = await bureau.send([
    penaltyRow(1),
    penaltyRow(2, { CF_JDRQ: '2026/02/24' }),
    penaltyRow(3, UNCLASSED),
    penaltyRow(4, FAULTY),
    penaltyRow(5),
  ]);
  await reviewPublication(bureau.reviewer, bureau.law, { recordId: ids.get(NUMBER(5))!, version: 1, places: [] });
}, 60_000);

const work = async (ctx: Context, whole = false) => {
  const { items } = await listWork(ctx, bureau.law, PROCEDURES, { whole });
  return items.map(({ kind, documentNumber, matter, duty }) => [kind, documentNumber ?? matter, duty.overdue]);
};

test('each post finds what it can do, overdue first, with the article and the counted days', async () => {
  expect(await work(bureau.reviewer)).toEqual([
    ['to_review', NUMBER(2), true],
    ['to_review', NUMBER(1), false],
    ['quarantine', NUMBER(3), false],
    ['quarantine', 'identifier_fault', false],
  ]);
  expect(await work(bureau.publisher)).toEqual([['to_release', NUMBER(5), false]]);
  const [first] = (await listWork(bureau.reviewer, bureau.law, PROCEDURES, { whole: false })).items;
  expect(first?.duty).toMatchObject({ dueOn: '2026-03-04', workingDaysLeft: -3, articles: ['fgcj424:0', 'gf33:17'] });
  expect(first?.duty.why.zh.length).toBeGreaterThan(7);
});

test('a clerk finds the rows that they own, and is not offered what needs a second person', async () => {
  // The faulty code may be returned by its sender; the class likewise.
  expect((await work(bureau.clerk)).map(([kind]) => kind)).toEqual(['quarantine', 'quarantine']);
  const other = { ...bureau.clerk, actor: { ...bureau.clerk.actor, accountId: city.auditor.actor.accountId } };
  expect((await work(other)).length).toBe(2);
});

test('what waits at an organ that has the post itself is not on the list of the organ above, unless it asks for the whole', async () => {
  expect(await work(city.reviewer)).toEqual([]);
  expect((await work(city.reviewer, true)).length).toBe(4);
});

test('whoever has no part in the work has an empty list', async () => {
  expect(await work(city.auditor, true)).toEqual([]);
});

test('what is settled is on nobody’s list', async () => {
  const rows = await bureau.asOwner<{ id: string }>('select id from quarantine where record_id is not null');
  const settlement = { outcome: 'classified', class: 'general', basis: ['gbf22:2'], reason: '按一般失信认定' } as const;
  await settleQuarantine(bureau.reviewer, { law: bureau.law } as never, rows[0]!.id, settlement);
  expect(await bureau.asOwner('select open from quarantine where record_id is not null')).toEqual([{ open: false }]);
  const left = await work(bureau.reviewer);
  expect(left.filter(([kind]) => kind === 'quarantine').map(([, about]) => about)).toEqual(['identifier_fault']);
  // Classified, it waits for its review.
  expect(left.filter(([kind]) => kind === 'to_review').map(([, about]) => about)).toContain(NUMBER(3));
});

test('a case is on the list of those whose turn it is, with the clock that runs out first, and leaves it with the turn', async () => {
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const kit = { law: bureau.law, vault };
  const said = { channel: 'paper', points: ['金额有误。'], exhibits: [] } as const;
  const given = { recordId: ids.get(NUMBER(1))!, receivedOn: '2026-03-05' as never, ...said };
  const { id } = (await enterObjection(bureau.clerk, kit, given)).result;
  const cases = async (ctx: Context) =>
    (await listWork(ctx, bureau.law, PROCEDURES, { whole: false })).items.filter(({ kind }) => kind === 'case');
  const [mine] = await cases(bureau.clerk);
  // 河南省社会信用条例 art. 41: three working days from Thursday 5 March, two of them gone on Monday the 9th.
  expect(mine).toMatchObject({
    id,
    procedure: { zh: '异议' },
    state: { en: 'received' },
    documentNumber: NUMBER(1),
    duty: { dueOn: '2026-03-10', workingDaysLeft: 1, overdue: false, articles: ['hnxy:41'] },
  });
  expect(mine!.duty.why.zh.join()).toContain('2026-03-10');
  expect(await cases(bureau.decider)).toEqual([]);
  const { dispose, take } = caseSteps(kit, PROCEDURES);
  await dispose(bureau.clerk, id, 1, 'not_upheld');
  await take(bureau.clerk, id, 'draft', { documents: ['reply'] });
  expect([await cases(bureau.clerk), (await cases(bureau.reviewer)).map((one) => one.id)]).toEqual([[], [id]]);
});
