import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, type TestOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { adopted, installed, type LawMakers, lawWithGeneralTerm, onDisk } from '../../../test/support/editions.ts';
import { testLaw } from '../../../test/support/law.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { newestAdoption } from './edition-queries.ts';
import { adoptProposal, draftProposal, reviewProposal } from './index.ts';

const database = testDatabase();
let city: TestOrgan;
let makers: LawMakers;
const someone = async (role: 'clerk' | 'reviewer' | 'publisher', organ = city): Promise<Context> =>
  contextFor(await makeActor(database.urls.owner, organ, role), database.pools);
beforeAll(async () => {
  city = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  const [drafter, reviewer, adopter] = [await someone('clerk'), await someone('reviewer'), await someone('publisher')];
  makers = { drafter, reviewer, adopter };
  await installed(database.pools, drafter.now);
});

const why = '依据现行条文修订。';
const months = (count: number) => lawWithGeneralTerm({ count, unit: 'month' });
const drafted = async (count: number) => (await draftProposal(makers.drafter, onDisk(months(count)), why)).result.id;
const passed = async (id: string) => {
  await reviewProposal(makers.reviewer, { id, outcome: 'passed', reason: '已核对条文。' });
  return id;
};
const inUse = () => inContext(database.pools.app, { purpose: 'system' }, newestAdoption);
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    },
  );
async function asOwner(statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  try {
    return (await client.query(statement, values)).rows;
  } finally {
    await client.end();
  }
}
/** The same person in another post: what the separations must find out. */
const as = (post: Context, person: Context): Context => ({
  ...post,
  actor: { ...post.actor, accountId: person.actor.accountId },
});

test('the first edition is recorded as an installation by the program, adopted by nobody', async () => {
  expect(await asOwner('select number, edition, installed_by, adopted_by, proposal_id from law_adoptions')).toEqual([
    { number: 1, edition: testLaw().edition, installed_by: 'zhengming 0.0.0', adopted_by: null, proposal_id: null },
  ]);
  const told = await asOwner(`select deed, object_kind from journal where deed like 'law.%'`);
  expect(told).toEqual([{ deed: 'law.install', object_kind: 'law_adoption' }]);
  expect((await refusalOf(installed(database.pools, makers.drafter.now)))?.code).toBe('edition.installed_already');
});

test('an edition is drafted, reviewed and adopted by three different persons, each accounted for', async () => {
  const before = await inUse();
  const { number, edition } = await adopted(makers, months(11));
  expect([number, edition]).toEqual([before!.number + 1, months(11).edition]);
  expect(await inUse()).toEqual({ number, edition, installedBy: null });
  const entries = await asOwner(
    `select deed, account_id from journal where deed in ('law.propose', 'law.review', 'law.adopt') order by tx`,
  );
  expect(entries).toEqual([
    { deed: 'law.propose', account_id: makers.drafter.actor.accountId },
    { deed: 'law.review', account_id: makers.reviewer.actor.accountId },
    { deed: 'law.adopt', account_id: makers.adopter.actor.accountId },
  ]);
});

test('who drafted neither reviews nor adopts, who reviewed does not adopt, whatever post they take', async () => {
  const id = await drafted(10);
  const review = (by: Context) => reviewProposal(by, { id, outcome: 'passed', reason: why });
  const adopt = (by: Context) => adoptProposal(by, { id, reason: why });
  expect((await refusalOf(review(as(makers.reviewer, makers.drafter))))?.facts.policy).toBe('not-own-draft');
  expect((await refusalOf(adopt(makers.adopter)))?.facts.policy).toBe('not-yet-reviewed');
  await passed(id);
  expect((await refusalOf(adopt(as(makers.adopter, makers.drafter))))?.facts.policy).toBe('not-own-draft');
  expect((await refusalOf(adopt(as(makers.adopter, makers.reviewer))))?.facts.policy).toBe('not-own-review');
  expect((await inUse())?.edition).not.toBe(months(10).edition);
});

test.each([
  ['a county bureau', '1.2.', 'county_bureau', 'law-belongs-to-the-bureau'],
  ['a partner department', '1.3.', 'partner', 'partner-delivers-and-asks'],
] as const)('%s drafts no edition', async (_, path, kind, policy) => {
  const clerk = await someone('clerk', await makeOrgan(database.urls.owner, path, kind));
  expect((await refusalOf(draftProposal(clerk, onDisk(months(9)), why)))?.facts.policy).toBe(policy);
});

const REVIEW = `insert into law_reviews (proposal_id, drafted_by, reviewed_by, reviewed_kind, outcome, reason, reviewed_at)
  values ($1, $2, $3, $4, 'passed', '理由理由', now())`;
const ADOPT = `insert into law_adoptions (number, id, edition, replaces, adopted_at, proposal_id, drafted_by, reviewed_by, outcome,
    adopted_by, adopted_kind, reason)
  select $5::int + 1, gen_random_uuid(), edition, $5::int, now(), id, drafted_by, $2, 'passed', $3, $4, '理由理由'
  from law_proposals where id = $1`;

test('the database refuses two of the three roles in one person, and a program in any of them', async () => {
  const id = await drafted(8);
  const [drafter, reviewer, adopter] = [makers.drafter, makers.reviewer, makers.adopter].map((c) => c.actor.accountId);
  const program = (await makeActor(database.urls.owner, city, 'reviewer', 'program')).accountId;
  const refused = (constraint: string, statement: string, values: unknown[]) =>
    expect(asOwner(statement, values)).rejects.toMatchObject({ constraint: expect.stringContaining(constraint) });
  await refused('second_person', REVIEW, [id, drafter, drafter, 'person']);
  // Somebody else's name in the drafter's place does not help.
  await refused('proposal_id_drafted_by', REVIEW, [id, adopter, drafter, 'person']);
  await refused('reviewed_kind', REVIEW, [id, drafter, program, 'program']);
  await refused('reviewed_by', REVIEW, [id, drafter, program, 'person']);
  const { number } = (await inUse())!;
  await refused('law_adoptions_proposal_id', ADOPT, [id, reviewer, adopter, 'person', number]);
  await passed(id);
  await refused('third_person', ADOPT, [id, reviewer, drafter, 'person', number]);
  await refused('third_person', ADOPT, [id, reviewer, reviewer, 'person', number]);
  await refused('adopted_kind', ADOPT, [id, reviewer, program, 'program', number]);
  await refused('adopted_by', ADOPT, [id, reviewer, program, 'person', number]);
});

test('after the first edition the database takes no installation, and no adoption out of order', async () => {
  const { number } = (await inUse())!;
  const install = `insert into law_adoptions (number, id, edition, replaces, adopted_at, installed_by)
    values ($1::int + 1, gen_random_uuid(), $2, $1, now(), 'somebody')`;
  await expect(asOwner(install, [number, testLaw().edition])).rejects.toMatchObject({
    constraint: 'law_adoptions_by_persons',
  });
  const id = await passed(await drafted(7));
  const [reviewer, adopter] = [makers.reviewer.actor.accountId, makers.adopter.actor.accountId];
  await expect(asOwner(ADOPT, [id, reviewer, adopter, 'person', number + 1])).rejects.toMatchObject({ code: '23503' });
});

test('the name of an edition is the hash of its text, or the database refuses it', async () => {
  await expect(
    asOwner(`insert into law_editions (id, content, kept_at) values ($1, '{}', now())`, [
      testLaw().edition.replace(/./, 'f'),
    ]),
  ).rejects.toMatchObject({ constraint: 'law_editions_hash' });
});

test.each([
  ['app', `update law_editions set content = '{}'`],
  ['app', 'delete from law_reviews'],
  ['app', `update law_proposals set reason = '另有理由'`],
  ['owner', 'update law_adoptions set number = number + 1'],
  ['intake', 'insert into law_adoptions default values'],
  ['intake', 'insert into law_reviews default values'],
] as const)('the %s role may not: %s', async (role, statement) => {
  const client = new pg.Client({ connectionString: database.urls[role] });
  await client.connect();
  await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
  await client.end();
});

test('a returned draft is not adopted; mended or not, it may be drafted again', async () => {
  const id = await drafted(6);
  await reviewProposal(makers.reviewer, { id, outcome: 'returned', reason: '条文引用不符。' });
  expect((await refusalOf(adoptProposal(makers.adopter, { id, reason: why })))?.facts.state).toBe('returned');
  expect((await refusalOf(passed(id)))?.code).toBe('edition.wrong_state');
  expect(await drafted(6)).not.toBe(id);
  expect((await refusalOf(drafted(6)))?.code).toBe('edition.drafted_already');
});

test('a draft that was compared with an edition no longer in use is drafted anew', async () => {
  const [slow, quick] = [await passed(await drafted(5)), await passed(await drafted(4))];
  await adoptProposal(makers.adopter, { id: quick, reason: why });
  expect((await refusalOf(adoptProposal(makers.adopter, { id: slow, reason: why })))?.code).toBe('edition.overtaken');
});

test('two persons who adopt two drafts at once put one into use', async () => {
  const both = [await passed(await drafted(3)), await passed(await drafted(2))];
  const second = await someone('publisher');
  const done = await Promise.allSettled(
    both.map((id, at) => adoptProposal(at === 0 ? makers.adopter : second, { id, reason: why })),
  );
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what was in use before may be adopted again, and what three persons adopted is not drafted twice', async () => {
  const again = await adopted(makers, testLaw());
  expect(again.edition).toBe(testLaw().edition);
  const refusal = await refusalOf(draftProposal(makers.drafter, onDisk(testLaw()), why));
  expect(refusal?.code).toBe('edition.nothing_new');
});

test.each([
  ['with faults', { faults: 2, passed: 0, failed: 0 }, 'edition.packs_faulty'],
  ['with a failing case', { ...onDisk(months(1)), failed: 1 }, 'edition.cases_fail'],
])('packs %s are not drafted', async (_, found, code) => {
  expect((await refusalOf(draftProposal(makers.drafter, found, why)))?.code).toBe(code);
});

test('a refused step leaves no trace', async () => {
  const counts = () =>
    asOwner(`select (select count(*) from journal) as j, (select count(*) from law_reviews) as r,
      (select count(*) from law_proposals) as p, (select count(*) from law_editions) as e`);
  const id = await drafted(18);
  const before = await counts();
  await refusalOf(reviewProposal(as(makers.reviewer, makers.drafter), { id, outcome: 'passed', reason: why }));
  await refusalOf(draftProposal(makers.drafter, { ...onDisk(months(19)), failed: 1 }, why));
  expect(await counts()).toEqual(before);
});
