import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { adopted, installed, type LawMakers } from '../../../test/support/editions.ts';
import { testLaw } from '../../../test/support/law.ts';
import type { Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Law } from '../../rules/law/index.ts';
import { causesOf, newlyOn, unassessed } from './assessment.ts';
import { draftAssessment, reviewAssessment } from './assessment-commands.ts';
import { registerOf } from './processing.ts';

const ON = '2026-03-09' as PlainDate;
const database = testDatabase();
let makers: LawMakers;
let clock = new Date('2026-03-09T02:00:00Z');

/** The packs of the program with one item switched on or off. */
function lawWith(item: string, enabled: boolean): Law {
  const stack = testLaw().stack.map((pack) => ({
    ...pack,
    items: pack.items.map((one) => (one.code === item ? { ...one, enabled } : one)),
  }));
  return new Law(stack);
}
const ITEM = 'penalty';
const WITHOUT = lawWith(ITEM, false);
const TEXTS = {
  necessity: '依法公示行政处罚，处理目的与方式见规则包所列依据。',
  influence: '自然人的证件号码、姓名可能泄露，影响其工作生活。',
  protection: '证件号码密封保存，公示遮蔽姓名，查看须写明理由并留痕。',
};
const given = (causes = causesOf(testLaw().item(ITEM, ON))) => ({ item: ITEM, causes, ...TEXTS });

beforeAll(async () => {
  await installed(database.pools, () => clock, WITHOUT);
  const organ = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  const as = async (role: 'clerk' | 'reviewer' | 'publisher'): Promise<Context> => ({
    ...contextFor(await makeActor(database.urls.owner, organ, role), database.pools),
    now: () => clock,
    edition: WITHOUT.edition,
  });
  makers = { drafter: await as('clerk'), reviewer: await as('reviewer'), adopter: await as('publisher') };
});

test('what must be assessed of an item follows from what it holds and to whom it is shown', () => {
  const item = (
    personalInformation: 'none' | 'ordinary' | 'sensitive',
    disclosureMode: 'PUBLIC' | 'GOV_SHARE' | 'AUTHORISED',
  ) => causesOf({ code: 'x', personalInformation, disclosureMode, enabled: true });
  expect(item('none', 'PUBLIC')).toEqual([]);
  expect(item('ordinary', 'AUTHORISED')).toEqual([]);
  expect(item('ordinary', 'GOV_SHARE')).toEqual(['provided']);
  expect(item('sensitive', 'PUBLIC')).toEqual(['sensitive', 'provided', 'published']);
});

test('an item that was on stays on; one that comes on is to be assessed, cause by cause', () => {
  expect(newlyOn(testLaw(), testLaw(), ON)).toEqual([]);
  const wanted = newlyOn(WITHOUT, testLaw(), ON);
  expect(wanted).toEqual([{ item: ITEM, causes: ['sensitive', 'provided', 'published'] }]);
  expect(unassessed(wanted, [{ item: ITEM, causes: ['sensitive', 'published'] }])).toEqual([
    { item: ITEM, causes: ['provided'] },
  ]);
  expect(unassessed(wanted, [{ item: 'licence', causes: ['sensitive', 'provided', 'published'] }])).toEqual(wanted);
});

test('the register tells of each item of the law in use its basis, its days and what of it is sealed', () => {
  const [penalty] = registerOf(testLaw(), ON).filter(({ item }) => item === ITEM);
  expect(penalty).toMatchObject({
    personalInformation: 'sensitive',
    enabled: true,
    retention: { count: 5, unit: 'year' },
  });
  expect(penalty!.sealed).toContain('CF_XDR_ZJHM');
  expect(penalty!.basis.length).toBeGreaterThan(0);
  expect(registerOf(testLaw(), ON).every(({ basis, mark }) => basis.length > 0 && mark !== '')).toBe(true);
});

test('an edition that switches an item with personal information on is not adopted before another has passed its assessment', async () => {
  const missing = () => adopted(makers, lawWith(ITEM, true));
  await expect(missing()).rejects.toThrow('privacy.assessment_missing');
  const { result } = await draftAssessment(makers.drafter, given());
  expect(result.keepUntil).toBe('2029-03-09');
  const pass = (by: Context) => reviewAssessment(by, { id: result.id, outcome: 'passed', reason: '评估内容属实。' });
  await expect(pass(makers.drafter)).rejects.toThrow('access.denied');
  await expect(pass(makers.adopter)).rejects.toThrow('access.denied');
  clock = new Date(clock.getTime() + 1_000);
  await pass(makers.reviewer);
  await expect(pass(makers.reviewer)).rejects.toThrow('privacy.reviewed_already');
  // Another draft: the one that was refused is still under way.
  await expect(adopted(makers, lawWith('licence', false))).resolves.toMatchObject({ number: 2 });
});

test('in the database too nobody passes what they wrote, and nothing is kept for less than three years', async () => {
  const { result } = await draftAssessment(makers.drafter, given(['published']));
  const forced = reviewAssessment(
    { ...makers.reviewer, actor: { ...makers.reviewer.actor, accountId: makers.drafter.actor.accountId } },
    { id: result.id, outcome: 'passed', reason: '自写自审。' },
  );
  await expect(forced).rejects.toThrow('access.denied');
  const client = database.pools.appPool;
  const short = client.query(
    `insert into privacy_assessments (id, organ_path, item, causes, necessity, influence, protection, drafted_by, drafted_kind,
       drafted_at, edition, keep_until) values (gen_random_uuid(), '1.', 'penalty', '{published}', $1, $1, $1, $2, 'person',
       now(), repeat('0', 64), now()::date + 30)`,
    ['十个字以上的评估内容在此。', makers.drafter.actor.accountId],
  );
  await expect(short).rejects.toThrow(/check|row-level/);
});
