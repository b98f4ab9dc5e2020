import { beforeAll, expect, test } from 'vitest';
import { makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import {
  adopted,
  installed,
  type LawMakers,
  lawWithGeneralTerm,
  lawWithPeriod,
} from '../../../test/support/editions.ts';
import { testLaw } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { recomputeForAdoption, startTermWorker } from '../../facts/publication/index.ts';
import { listJournal, sequenceNow } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { Vault } from '../../ground/vault/index.ts';
import { enterObjection } from '../../rights/objections/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { type Moved, movedAfter } from './movement-queries.ts';

const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const database = testDatabase();
let bureau: TestBureau;
let makers: LawMakers;
const publicOnes: string[] = [];
beforeAll(async () => {
  bureau = await testBureau(database);
  const city = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  const as = async (role: 'clerk' | 'reviewer' | 'publisher') => ({
    ...bureau.clerk,
    actor: await makeActor(database.urls.owner, city, role),
  });
  makers = { drafter: await as('clerk'), reviewer: await as('reviewer'), adopter: await as('publisher') };
  await installed(database.pools, bureau.clerk.now);
  const records = await bureau.send([penaltyRow(1), penaltyRow(2), penaltyRow(3)]);
  for (const serial of [1, 2]) publicOnes.push((await bureau.publish(records.get(NUMBER(serial))!)).id);
});

const halfAYear = lawWithGeneralTerm({ count: 6, unit: 'month' });
const twoYears = lawWithGeneralTerm({ count: 2, unit: 'year' });
/** Publishing a penalty within five working days instead of seven. */
const sooner = lawWithPeriod('penalty.publicity', 5);
const deps = (law: Law) => ({ pools: database.pools, now: bureau.clerk.now, law: () => law, log: () => undefined });
const ends = () =>
  bureau.asOwner<{ version: number; day: string }>(
    'select version, last_day::text as day from publication_terms order by publication_id, version',
  );
const proposals = () =>
  bureau.asOwner<{ day: string }>('select last_day::text as day from publication_term_proposals order by 1');

async function movements(inUse: Law, proposed: Law, actor = makers.reviewer.actor): Promise<Moved[]> {
  const { accountId, organPath } = actor;
  const found: Moved[] = [];
  for (let place: string | undefined; ; ) {
    const page = await inContext(database.pools.app, { purpose: 'work', accountId, organPath }, (tx) =>
      movedAfter(tx, PROCEDURES, { inUse, proposed }, chinaDate(bureau.clock.now), place),
    );
    found.push(...page.movements);
    if (page.next === null) return found;
    place = page.next;
  }
}

test('a draft lists every end that would move, with the old and the new day, and which are in the party’s favour', async () => {
  const told = (await movements(testLaw(), halfAYear)).map(({ kind, oldDay, newDay, favourable, effect }) => [
    kind,
    oldDay,
    newDay,
    favourable,
    effect,
  ]);
  const end = ['publication', '2027-03-02', '2026-09-02', true, 'applied'];
  expect(told).toEqual([end, end]);
  const later = await movements(testLaw(), twoYears);
  expect(later.map(({ newDay, favourable, effect }) => [newDay, favourable, effect])).toEqual([
    ['2028-03-02', false, 'waits'],
    ['2028-03-02', false, 'waits'],
  ]);
});

test('a draft lists the running duties that it would move', async () => {
  expect(await movements(testLaw(), sooner)).toMatchObject([
    { kind: 'publicity', oldDay: '2026-03-11', newDay: '2026-03-09', favourable: true, effect: 'counted_anew' },
  ]);
});

test('a draft lists the clocks of open cases that it would move', async () => {
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const [record] = await bureau.asOwner<{ id: string }>('select record_id as id from publications limit 1');
  const given = {
    recordId: record!.id,
    receivedOn: '2026-03-09' as never,
    channel: 'paper',
    points: ['日期有误。'],
  } as const;
  await enterObjection(bureau.clerk, { law: testLaw(), vault }, { ...given, exhibits: [] });
  const moved = await movements(testLaw(), lawWithPeriod('objection.own', 5));
  expect(moved).toMatchObject([
    { kind: 'case', oldDay: '2026-03-12', newDay: '2026-03-16', favourable: false, effect: 'counted_anew' },
  ]);
});

test('an edition that changes nothing moves nothing, and a foreign organ’s records are not listed', async () => {
  expect(await movements(testLaw(), testLaw())).toEqual([]);
  expect(await movements(testLaw(), halfAYear, { ...makers.reviewer.actor, organPath: '1.9.' })).toEqual([]);
});

test('later ends wait for a person after an adoption, and no end moves against a party by machine', async () => {
  await adopted(makers, twoYears);
  // A process that has not gone over yet leaves it to one that has.
  expect(await recomputeForAdoption(deps(testLaw()))).toBe(false);
  expect(await recomputeForAdoption(deps(twoYears))).toBe(true);
  expect((await ends()).map(({ day }) => day)).toEqual(['2027-03-02', '2027-03-02']);
  expect((await proposals()).map(({ day }) => day)).toEqual(['2028-03-02', '2028-03-02']);
  const told = await bureau.asOwner(`select 1 from journal where deed = 'publication.propose_term'`);
  expect(told).toHaveLength(2);
});

test('ends are computed anew once for each adoption, whoever asks', async () => {
  expect(await recomputeForAdoption(deps(twoYears))).toBe(false);
  expect(await bureau.asOwner('select adoption from publication_term_runs')).toEqual([{ adoption: 2 }]);
});

test('earlier ends are applied after an adoption, also when it came while nothing ran', async () => {
  await adopted(makers, halfAYear);
  // The next start of the workers finds what is still to do.
  const worker = startTermWorker(deps(halfAYear));
  try {
    for (let waited = 0; (await ends()).length < 4 && waited < 100; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await worker.stop();
  }
  expect(await ends()).toEqual([
    { version: 1, day: '2027-03-02' },
    { version: 2, day: '2026-09-02' },
    { version: 1, day: '2027-03-02' },
    { version: 2, day: '2026-09-02' },
  ]);
  const editions = await bureau.asOwner('select distinct edition from publication_terms where version = 2');
  expect(editions).toEqual([{ edition: halfAYear.edition }]);
});

test('whoever may read the journal sees what the program applied, under its own name', async () => {
  while ((await sequenceNow(database.pools, bureau.clock.now)) > 0);
  const entries = await listJournal(makers.reviewer, { limit: 500 });
  const own = entries.filter(({ account }) => account === 'zhengming').map(({ deed }) => deed);
  expect(own.filter((deed) => deed === 'publication.shorten')).toHaveLength(2);
  expect(own).toContain('law.install');
});

test('two processes at once compute the ends of one adoption once', async () => {
  await adopted(makers, testLaw());
  const done = await Promise.all([recomputeForAdoption(deps(testLaw())), recomputeForAdoption(deps(testLaw()))]);
  expect(done.filter(Boolean)).toHaveLength(1);
});
