import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { accessRoutes, giveDemonstrationPassword } from '../../ground/access/index.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { Vault } from '../../ground/vault/index.ts';
import { enterObjection } from '../objections/index.ts';
import { beginRepair } from '../repairs/index.ts';
import { procedureRoutes } from './index.ts';
import { DUE, listCases } from './list-queries.ts';

const PASSWORD = 'a long sentence of the tests 42';
const WHO = ['clerk', 'reviewer', 'decider'] as const;
type Who = (typeof WHO)[number];
const database = testDatabase();
const cookies = {} as Record<Who, string>;
let bureau: TestBureau;
let http: HttpApp;
let take: ReturnType<typeof caseSteps>['take'];
let dispose: ReturnType<typeof caseSteps>['dispose'];
let objection: string;
let repair: string;

beforeAll(async () => {
  bureau = await testBureau(database);
  const { law, masterKey, clock } = bureau;
  const vault = await Vault.open(database.pools, masterKey, clock.now);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const deps = {
    pools: database.pools,
    now: () => clock.now,
    law: () => law,
    masterKey,
    vault,
    config: { demonstration: true },
  } as never;
  await http.register((scope) => accessRoutes(scope as HttpApp, deps));
  await http.register(async (scope) => procedureRoutes(scope as HttpApp, deps, PROCEDURES));
  for (const who of WHO) {
    const { accountId } = bureau[who].actor;
    const given = { accountId, username: `${who}.test`, password: PASSWORD };
    await giveDemonstrationPassword(deps, given);
    const { headers } = await http.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username: given.username, password: PASSWORD },
      headers: { host: 'zhengming.test', origin: 'http://zhengming.test', 'idempotency-key': randomUUID() },
    });
    cookies[who] = [headers['set-cookie']]
      .flat()
      .map((one) => one!.split(';')[0]!)
      .join('; ');
  }
  const kit = { law, vault };
  ({ take, dispose } = caseSteps(kit, PROCEDURES));
  const ids = [...(await bureau.send([penaltyRow(1), penaltyRow(2)])).values()];
  const said = { channel: 'paper', exhibits: [] } as const;
  const received = {
    recordId: ids[0]!,
    receivedOn: '2026-03-06' as never,
    points: ['金额有误。', '没有送达。'],
    ...said,
  };
  objection = (await enterObjection(bureau.clerk, kit, received)).result.id;
  const applied = { recordId: ids[1]!, appliedOn: '2026-03-06' as never, ground: 'term', channel: 'paper' } as const;
  repair = (await beginRepair(bureau.clerk, kit, { ...applied, materials: [{ text: '缴款凭证。' }] })).result.id;
}, 60_000);

const get = async (who: Who, url: string) =>
  (await http.inject({ url, headers: { host: 'zhengming.test', cookie: cookies[who] } })).json();
type Way = { step: string; may: boolean; hindrance: object | null; documents: string[]; sameAs: object | null };
const way = async (who: Who, id: string, step: string): Promise<Way> =>
  (await get(who, `/api/v1/cases/${id}`)).ways.find((one: Way) => one.step === step);

test('a case names the party, who did what in which post, and what its state does to the record', async () => {
  const shown = await get('reviewer', `/api/v1/cases/${objection}`);
  expect(shown).toMatchObject({
    procedureName: { zh: '异议' },
    party: { kind: 'organisation' },
    organ: { zh: '虚构县司法局' },
    marksRecord: true,
    endsUse: false,
    steps: [{ by: { name: '某员', post: { zh: '岗位', en: 'Post' } }, byMe: false, told: null }],
    rights: { dispose: false, addPoint: true, look: true, stayOut: true, recuse: true },
  });
  expect((await get('clerk', `/api/v1/cases/${objection}`)).rights).toMatchObject({ dispose: true, recuse: false });
});

test('an open step tells beforehand what would refuse it today, and which document it has to bring again', async () => {
  expect((await way('clerk', objection, 'draft')).hindrance).toEqual({
    code: 'procedure.undisposed',
    facts: { open: 2 },
  });
  for (const number of [1, 2]) await dispose(bureau.clerk, objection, number, 'not_upheld');
  expect((await way('clerk', objection, 'draft')).hindrance).toBeNull();
  await take(bureau.clerk, objection, 'draft', { documents: ['reply'] });
  expect((await way('reviewer', objection, 'pass')).sameAs).toMatchObject({ kind: 'reply' });
  await take(bureau.reviewer, objection, 'pass', { documents: ['reply'] });
  // Nothing was upheld: the two decisions in the party's favour are not open, the refusal is.
  expect((await way('decider', objection, 'decide_correction')).hindrance).toMatchObject({
    code: 'objection.none_upheld',
  });
  expect(await way('decider', objection, 'decide_not_upheld')).toMatchObject({ may: true, hindrance: null });
  expect(await way('clerk', objection, 'decide_not_upheld')).toMatchObject({ may: false, hindrance: null });
});

test('what the bureau does not hold becomes a document of the form; a term that has not run is told with its day', async () => {
  expect(await way('clerk', repair, 'submit')).toMatchObject({
    documents: ['commitment_letter', 'performance_proof'],
    hindrance: null,
  });
  await take(bureau.clerk, repair, 'submit', { documents: ['commitment_letter', 'performance_proof'] });
  await take(bureau.clerk, repair, 'accept', { documents: ['acceptance_notice'] });
  await take(bureau.clerk, repair, 'verify');
  await dispose(bureau.clerk, repair, 1, 'sufficient');
  await take(bureau.clerk, repair, 'draft', { documents: ['decision'] });
  await take(bureau.reviewer, repair, 'pass', { documents: ['decision'] });
  const approve = await way('decider', repair, 'approve');
  expect(approve.hindrance).toMatchObject({ code: 'repair.not_open', facts: { earliestOn: expect.any(String) } });
  expect(await way('decider', repair, 'shield')).toMatchObject({ hindrance: { code: 'repair.wrong_ground' } });
});

test('the list tells whose turn it is, finds by a part of the number, and goes on where a page ended', async () => {
  const ids = async (who: Who, query: string) =>
    (await get(who, `/api/v1/cases?${query}`)).cases.map(({ id }: { id: string }) => id);
  expect((await ids('decider', 'mine=true')).sort()).toEqual([objection, repair].sort());
  // Drafted and reviewed by others, nothing waits for these two but what only the party brings about.
  expect(await ids('clerk', 'mine=true')).toEqual([]);
  expect(await ids('reviewer', 'mine=true')).toEqual([]);
  expect(await ids('clerk', `number=${encodeURIComponent('第2号')}`)).toEqual([repair]);
  expect(await ids('clerk', 'procedure=objection&state=reviewed')).toEqual([objection]);
  const first = await get('clerk', '/api/v1/cases?limit=1');
  const second = await get('clerk', `/api/v1/cases?limit=1&after=${first.after}`);
  expect(new Set([first, second].flatMap(({ cases }) => cases.map(({ id }: { id: string }) => id))).size).toBe(2);
  expect((await get('clerk', `/api/v1/cases?limit=1&after=${second.after}`)).cases).toEqual([]);
  expect((await get('clerk', '/api/v1/cases?after=yesterday')).code).toBe('procedure.no_such_page');
});

test('a case says for which posts it waits, and each clock its name and its term', async () => {
  const { ways, timers } = await get('clerk', `/api/v1/cases/${objection}`);
  expect(ways.find((one: Way) => one.step === 'decide_not_upheld')).toMatchObject({
    posts: ['decider'],
    publicReason: false,
  });
  expect(timers[0]).toMatchObject({ name: { zh: '异议处理（属于自身责任）' }, count: 3, unit: 'workingDay' });
});

test('the list is narrowed to what is past its day, due today or within a week', async () => {
  const found = (today: string) =>
    Promise.all(
      DUE.map(async (due) => {
        const asked = { procedure: 'objection', due, open: true, mine: false, turns: [], limit: 50 };
        return (await listCases(bureau.clerk, asked, day(today))).map(({ id }) => id);
      }),
    );
  // Three working days from Friday 6 March are over with Wednesday the 11th.
  expect(await found('2026-03-03')).toEqual([[], [], []]);
  expect(await found('2026-03-04')).toEqual([[], [], [objection]]);
  expect(await found('2026-03-11')).toEqual([[], [objection], [objection]]);
  expect(await found('2026-03-12')).toEqual([[objection], [objection], [objection]]);
});

test('colleagues are told to whoever may send one of them out of the case, and to nobody else', async () => {
  const { colleagues } = await get('reviewer', `/api/v1/cases/${objection}/colleagues`);
  expect(colleagues).toHaveLength(4);
  expect(colleagues[0]).toMatchObject({ name: '某员', post: { en: 'Post' }, recused: false });
  expect((await get('clerk', `/api/v1/cases/${objection}/colleagues`)).code).toBe('access.denied');
});
