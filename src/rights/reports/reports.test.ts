import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { textOf, withoutSpaces } from '../../../test/support/documents.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { cookieOf, type PartyPortal, partyPortal } from '../../../test/support/party-portal.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { withdrawPublication } from '../../facts/publication/index.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { chineseDay } from '../../rules/law/index.ts';
import { followTouchedRecords } from '../../together/recalls/index.ts';
import { endPartyAccount, writeLetters } from '../parties/index.ts';
import { reportPageRoutes } from './index.ts';

const database = testDatabase();
let bureau: TestBureau;
let portal: PartyPortal;
let cookie: string;
let accountId: string;
let username: string;
let publicationId: string;

beforeAll(async () => {
  bureau = await testBureau(database);
  const ids = await bureau.send([
    penaltyRow(1, { duty_performed_on: '2026/03/05' }),
    penaltyRow(2, { CF_XDR_MC: '漯河虚构1号商贸有限公司', CF_XDR_SHXYM: usccFor('411100', '91', 1) }),
    penaltyRow(3),
  ]);
  publicationId = (await bureau.publish([...ids.values()][0]!)).id;
  portal = await partyPortal(database, bureau, []);
  const { http, deps } = portal;
  await http.register(async (scope) => reportPageRoutes(scope as HttpApp, deps));
  await http.ready();
  ({ cookie, accountId, username } = await party(1));
}, 60_000);

const post: PartyPortal['post'] = (...asked) => portal.post(...asked);
const get: PartyPortal['get'] = (...asked) => portal.get(...asked);
const party: PartyPortal['party'] = (serial) => portal.party(serial);
const made = async () => {
  const answer = await post('/my/report', { purpose: '投标使用' }, cookie);
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location);
};
const grants = () => bureau.asOwner<{ id: string }>('select id from report_grants');
const authorise = async (fields: Record<string, string> = {}) => {
  const given = { holder: '虚构咨询有限公司', grantPurpose: '投标资格审查', scope: 'whole', until: '2026-04-30' };
  const known = new Set((await grants()).map(({ id }) => id));
  const page = await post('/my/report/grants', { ...given, ...fields }, cookie);
  const id = (await grants()).find((grant) => !known.has(grant.id))?.id;
  return { page, id, code: /<code class="paper-code">([^<]+)<\/code>/.exec(page.body)?.[1] };
};
const codeIn = (text: string) => /核验码([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(text)![1]!;

test('a party makes its report: every section of the standard, what is in force and nothing of another', async () => {
  const place = await made();
  const page = (await get(place, cookie)).body;
  const sections = [
    '行政许可',
    '行政处罚',
    '严重失信主体名单',
    '信用承诺',
    '异议标注',
    '数据来源',
    '查询和使用情况',
    '说明',
  ];
  for (const section of sections) expect(page).toContain(section);
  expect(page).toContain('虚司罚决字〔2026〕第1号');
  expect(page).toContain('虚司罚决字〔2026〕第2号');
  expect(page).not.toContain('虚司罚决字〔2026〕第3号');
  // Licences have no source here, nor have honours: of them nothing follows.
  const partOf = (heading: string, next: string) => page.slice(page.indexOf(heading), page.indexOf(next));
  for (const [heading, next] of [
    ['行政管理信息（行政许可）', '行政管理信息（行政处罚）'],
    ['诚实守信相关荣誉信息', '严重失信主体名单信息'],
    ['司法裁判及执行信息', '其他信息'],
  ] as const)
    expect(partOf(heading, next)).toContain('本机关未归集此类信息，不表示没有。');
  expect(page).not.toContain('查询期内无此类信息');
  const sources = partOf('数据来源和最近更新', '查询和使用情况');
  expect(sources).toContain('行政处罚');
  expect(sources).not.toMatch(/organisation|penalty|licence/);
  expect(page).toMatch(/自\d{4}-\d{2}-\d{2}起可以申请信用修复/);
  const paper = await get(`${place}/pdf`, cookie);
  const text = withoutSpaces((await textOf(paper.rawPayload)).join(''));
  for (const said of ['公共信用信息报告', '虚司罚决字〔2026〕第1号', '本报告不含评分、等级和排名'])
    expect(text).toContain(said);
});

test('the paper printed twice is the same byte for byte, and its digest is the one that a stranger verifies', async () => {
  const place = await made();
  const [first, second] = [await get(`${place}/pdf`, cookie), await get(`${place}/pdf`, cookie)];
  expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
  const digest = createHash('sha256').update(first.rawPayload).digest('hex');
  const code = codeIn(withoutSpaces((await textOf(first.rawPayload)).join('')));
  const verified = await get(`/r/${code.replaceAll('-', '')}`);
  expect(verified.statusCode).toBe(200);
  expect(verified.body.replaceAll(' ', '')).toContain(digest);
  expect(verified.body).toContain('出具之后没有变化');
  // By hand from paper, in small letters.
  expect((await post('/r', { code: code.toLowerCase() })).statusCode).toBe(200);
  // Nothing of what the report says.
  expect(verified.body).not.toContain('虚司罚决字');
});

/** Days later the party signs in anew: its session is over. */
async function daysLater(days: number): Promise<{ cookie: string; asOf(day: string): ReturnType<typeof post> }> {
  bureau.clock.now = new Date(bureau.clock.now.getTime() + days * 86_400_000);
  const seat = cookieOf(await portal.signIn(username));
  return { cookie: seat, asOf: (asOf) => post('/my/report', { purpose: '投标使用', asOf }, seat) };
}

test('a report as of an earlier day tells what was known then and stands today, says both days, and speaks of no day to come', async () => {
  const before = bureau.clock.now;
  const known = chinaDate(before);
  const { cookie: seat, asOf } = await daysLater(3);
  const given = { CF_XDR_MC: '漯河虚构1号商贸有限公司', CF_XDR_SHXYM: usccFor('411100', '91', 1) };
  await bureau.send([penaltyRow(4, given)]);
  const place = async (day: string) => String((await asOf(day)).headers.location);
  const tells = async (day: string) => {
    const { body } = await get(await place(day), seat);
    return [1, 4].map((serial) => body.includes(`虚司罚决字〔2026〕第${serial}号`));
  };
  expect([await tells(known), await tells('')]).toEqual([
    [true, false],
    [true, true],
  ]);
  for (const refused of ['2026-12-01', '2019-01-01', 'x']) expect((await asOf(refused)).statusCode).toBe(422);
  const pdf = `${await place(known)}/pdf`;
  const [paper, again] = [await get(pdf, seat), await get(pdf, seat)];
  expect(paper.rawPayload.equals(again.rawPayload)).toBe(true);
  const text = withoutSpaces((await textOf(paper.rawPayload)).join(''));
  for (const said of [`数据截至日${chineseDay(known)}`, `本文书日期${chineseDay(chinaDate(bureau.clock.now))}`])
    expect(text).toContain(said);
  expect((await get(`/r/${codeIn(text).replaceAll('-', '')}`)).body).toContain('这份报告只说到 2026年3月9日');
  bureau.clock.now = before;
});

test('another party reads nothing of it, and a code that is wrong or over verifies nothing', async () => {
  const place = await made();
  const { cookie: stranger } = await party(3);
  expect((await get(place, stranger)).statusCode).toBe(404);
  expect((await get(`${place}/pdf`, stranger)).statusCode).toBe(404);
  expect((await get(place)).statusCode).toBe(401);
  const text = withoutSpaces((await textOf((await get(`${place}/pdf`, cookie)).rawPayload)).join(''));
  const code = codeIn(text).replaceAll('-', '');
  expect((await get('/r/0000000000000000')).statusCode).toBe(404);
  const before = bureau.clock.now;
  bureau.clock.now = new Date('2026-06-08T02:00:00Z');
  expect((await get(`/r/${code}`)).statusCode).toBe(404);
  bureau.clock.now = before;
});

test('whom the party authorised fetches a report with the code; the party is told, and neither code nor name lies open', async () => {
  const { code } = await authorise();
  const desk = await post('/report', { code: code!.toLowerCase() });
  expect([desk.statusCode, desk.body.includes('投标资格审查')]).toEqual([200, true]);
  const key = /name="key" value="([^"]+)"/.exec(desk.body)![1]!;
  const [first, again] = [
    await post('/report/reports', { code: code!, key }),
    await post('/report/reports', { code: code!, key }),
  ];
  expect([first.statusCode, first.body.includes('虚司罚决字〔2026〕第1号')]).toEqual([200, true]);
  const report = /name="report" value="([^"]+)"/.exec(first.body)![1]!;
  expect(again.body).toContain(report);
  const paper = await post('/report/paper', { code: code!, report });
  expect(paper.headers['content-type']).toBe('application/pdf');
  await sequenceNow(database.pools, bureau.clock.now);
  await writeLetters({ pools: database.pools, now: () => bureau.clock.now, log: () => undefined });
  expect((await get('/my/mail', cookie)).body).toContain('您授权的人取走了一份信用报告');
  const [kept] = await bureau.asOwner<{ open: string }>(
    `select string_agg(g::text, ' ') || (select string_agg(j::text, ' ') from journal j) as open from report_grants g`,
  );
  expect(kept!.open).not.toContain(code!.replaceAll('-', ''));
  expect(kept!.open).not.toContain('虚构咨询');
});

test('with a code a report as of an earlier day is fetched too: what was known then and stands today, of no day to come', async () => {
  const before = bureau.clock.now;
  const known = chinaDate(before);
  const { code } = await authorise();
  await daysLater(3);
  const given = { CF_XDR_MC: '漯河虚构1号商贸有限公司', CF_XDR_SHXYM: usccFor('411100', '91', 1) };
  await bureau.send([penaltyRow(5, given)]);
  const tells = async (asOf: string) => {
    const { body } = await post('/report/reports', { code: code!, asOf });
    return [1, 5].map((serial) => body.includes(`虚司罚决字〔2026〕第${serial}号`));
  };
  expect([await tells(known), await tells('')]).toEqual([
    [true, false],
    [true, true],
  ]);
  expect((await post('/report', { code: code! })).body).toContain(`max="${chinaDate(bureau.clock.now)}"`);
  for (const refused of ['2026-12-01', '2019-01-01', 'x'])
    expect((await post('/report/reports', { code: code!, asOf: refused })).statusCode).toBe(400);
  bureau.clock.now = before;
});

test('a code opens no report that it did not fetch, and only so much of the file as the party allowed', async () => {
  const own = (await made()).split('/').at(-1)!;
  const { code } = await authorise({ scope: 'public' });
  expect((await post('/report/paper', { code: code!, report: own })).statusCode).toBe(404);
  const { body } = await post('/report/reports', { code: code! });
  expect(body).toContain('虚司罚决字〔2026〕第1号');
  expect(body).not.toContain('虚司罚决字〔2026〕第2号');
  expect(body).toContain('授权范围不含此项');
});

test('taken back, over, or given by an account that has ended, a code fetches nothing, and it is not said why', async () => {
  const refused = async (code: string) =>
    (await post('/report', { code })).body.includes('授权码不对、已过期或者已被收回');
  const { code: back, id } = await authorise();
  await post(`/my/report/grants/${id}/end`, {}, cookie);
  expect([await refused(back!), await refused('0000-0000-0000-0000-0000'), await refused('x')]).toEqual([
    true,
    true,
    true,
  ]);
  const { code: over } = await authorise({ until: '2026-03-10' });
  const before = bureau.clock.now;
  expect(await refused(over!)).toBe(false);
  bureau.clock.now = new Date('2026-03-11T02:00:00Z');
  expect(await refused(over!)).toBe(true);
  bureau.clock.now = before;
  const long = await authorise({ until: '2028-01-01' });
  expect([long.page.statusCode, long.code]).toEqual([422, undefined]);
});

test('what changes after the fetching is told at the code, acknowledged there, and the verification says so', async () => {
  const { code } = await authorise();
  const { body } = await post('/report/reports', { code: code! });
  const report = /name="report" value="([^"]+)"/.exec(body)![1]!;
  const paper = await post('/report/paper', { code: code!, report });
  const verification = codeIn(withoutSpaces((await textOf(paper.rawPayload)).join(''))).replaceAll('-', '');
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 60_000);
  await withdrawPublication(bureau.publisher, bureau.law, {
    publicationId,
    ground: 'own_error',
    publicReason: '公示内容有误。',
  });
  await sequenceNow(database.pools, bureau.clock.now);
  const log = () => undefined;
  await followTouchedRecords({ pools: database.pools, now: () => bureau.clock.now, law: () => bureau.law, log });
  const told = await post('/report', { code: code! });
  expect(told.body).toContain('已撤回公示');
  const notice = /name="notice" value="([^"]+)"/.exec(told.body)![1]!;
  const { code: other } = await authorise();
  expect((await post('/report/receipts', { code: other!, notice })).statusCode).toBe(404);
  // Taken back meanwhile, the code fetches nothing and still answers for what it fetched.
  const [grant] = await bureau.asOwner<{ id: string }>('select grant_id as id from credit_reports where id = $1', [
    report,
  ]);
  await post(`/my/report/grants/${grant!.id}/end`, {}, cookie);
  expect((await post('/report/reports', { code: code! })).statusCode).toBe(404);
  expect((await post('/report/paper', { code: code!, report })).statusCode).toBe(404);
  expect((await post('/report', { code: code! })).body).not.toContain('name="asOf"');
  for (const _ of [1, 2]) expect((await post('/report/receipts', { code: code!, notice })).body).toContain('签收');
  expect((await bureau.asOwner('select from record_notice_receipts where notice_id = $1', [notice])).length).toBe(1);
  expect((await get(`/r/${verification}`)).body).toContain('出具之后有变化');

  // What ended between the day and today is told by no report, whatever its day: the earlier one does not bring it back.
  const day = chinaDate(bureau.clock.now);
  const { cookie: seat, asOf } = await daysLater(1);
  const place = String((await asOf(day)).headers.location);
  expect((await get(place, seat)).body).toContain('虚司罚决字〔2026〕第2号');
  expect((await get(place, seat)).body).not.toContain('虚司罚决字〔2026〕第1号');
  await endPartyAccount(portal.counter, portal.vault, { accountId, reason: '委托已解除。' });
  expect((await post('/report', { code: code! })).statusCode).toBe(404);
});
