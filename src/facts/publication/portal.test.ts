import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { portalRoutes, releasePublication, reviewPublication, withdrawPublication } from './index.ts';
import { countPublic, inPortal } from './portal-queries.ts';

const PERSON = '440524188001010014';
const NEVER = '3f0c4a52-9d43-4c0e-8a51-0d2f5f7b9c11';
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const database = testDatabase();
let bureau: TestBureau;
let http: HttpApp;
beforeAll(async () => {
  bureau = await testBureau(database);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const { law, masterKey, clock } = bureau;
  const names = { public: { screen: async () => [] } }; // likenesses: portal-search.test.ts
  await http.register((scope) =>
    portalRoutes(scope as HttpApp, { pools: database.pools, now: () => clock.now, law: () => law, masterKey, names }),
  );
});

const on = (day: string) => {
  bureau.clock.now = new Date(`${day}T02:00:00Z`);
};
const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers });
const search = (q: string, url = '/search', remoteAddress = '192.0.2.1') =>
  http.inject({
    method: 'POST',
    url,
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ q }).toString(),
  });
async function published(serial: number, change: Record<string, string> = {}) {
  on('2026-03-09');
  const recordId = (await bureau.send([penaltyRow(serial, change)])).get(NUMBER(serial))!;
  return bureau.publish(recordId);
}
/** All that a reader could compare: status, headers but the clock's, body. */
const answer = async (url: string) => {
  const { statusCode, headers, body } = await get(url, { accept: 'text/html' });
  const { date: _, ...rest } = headers;
  return { statusCode, headers: rest, body };
};

test("an ended record's address answers like one that never existed", async () => {
  const { address } = await published(1);
  on('2027-03-02');
  expect((await get(`/d/${address}`)).statusCode).toBe(200);
  const never = await answer(`/d/${NEVER}`);
  on('2027-03-03');
  expect(await answer(`/d/${address}`)).toEqual(never);
  expect(never.statusCode).toBe(404);
  expect(await answer('/d/not-even-an-address')).toEqual(never);
  expect(await answer('/nothing/here')).toEqual(never);
});

test('a withdrawn record’s address answers like one that never existed, and its reason is public', async () => {
  const { address, id } = await published(2);
  const given = { publicationId: id, ground: 'set_aside', publicReason: '该决定已被复议机关撤销。' } as const;
  await withdrawPublication(bureau.reviewer, bureau.law, given);
  expect(await answer(`/d/${address}`)).toEqual(await answer(`/d/${NEVER}`));
  const list = (await get('/withdrawals')).body;
  expect(list).toContain('该决定已被复议机关撤销。');
  expect(list).toContain(NUMBER(2));
  expect(list).not.toContain('虚构2号');
  on('2027-03-03');
  expect((await get('/withdrawals')).body).not.toContain('该决定已被复议机关撤销。');
});

test.each([
  ['withdrawn by its source', 10, { action: '2', withdrawal_reason: '决定被依法撤销' }],
  ['known to be void', 11, { action: '1', decision_status: 'void' }],
  ['altered', 12, { action: '1', decision_status: 'altered' }],
  ['of a minor class now', 13, { action: '1', CF_CFLB: '警告', CF_NR_FK: '' }],
  ['of a class that nobody knows now', 14, { action: '1', CF_CFLB: '降低资质等级', CF_NR_FK: '' }],
])('a decision %s is gone with the next question, before anybody withdraws it', async (_, serial, change) => {
  const { address } = await published(serial);
  expect((await get(`/d/${address}`)).statusCode).toBe(200);
  await bureau.send([penaltyRow(serial, change as Record<string, string>)]);
  expect(await answer(`/d/${address}`)).toEqual(await answer(`/d/${NEVER}`));
  expect((await search(penaltyRow(serial).CF_XDR_MC!)).body).not.toContain('/o/');
});

test('no cache outlives an end', async () => {
  const { address } = await published(20);
  const { body } = await search(usccFor('411100', '91', 20));
  const organisation = /href="(\/o\/[\w-]+)"/.exec(body)![1]!;
  for (const url of [`/d/${address}`, organisation, '/statistics', '/withdrawals', '/', '/about', `/d/${NEVER}`]) {
    expect([url, (await get(url)).headers['cache-control']]).toEqual([url, 'no-store']);
  }
  expect((await search('漯河虚构20')).headers['cache-control']).toBe('no-store');
  const css = /href="(\/portal\/portal\.[0-9a-f]{16}\.css)"/.exec(body)![1]!;
  expect((await get(css)).headers['cache-control']).toContain('immutable');
});

test('an organisation is found by its exact code, and by its exact or leading name', async () => {
  await published(30);
  await published(3000);
  const code = usccFor('411100', '91', 30);
  const wide = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  for (const asked of [code, code.toLowerCase(), wide, ` ${code.slice(0, 9)} ${code.slice(9)} `]) {
    expect((await search(asked)).body).toContain('漯河虚构30号商贸有限公司');
  }
  const byName = (await search('漯河虚构30')).body;
  expect(byName).toContain('漯河虚构30号商贸有限公司');
  expect(byName).toContain('漯河虚构3000号商贸有限公司');
  expect((await search('虚构30号')).body).not.toContain('/o/');
  expect((await search('漯')).body).not.toContain('/o/');
  expect((await search(usccFor('411100', '91', 31))).body).toContain('没有找到');
});

test('neither code nor name stands in an address, and the address of an organisation ends with its hour', async () => {
  await published(32);
  const code = usccFor('411100', '91', 32);
  const { body } = await search(code);
  const hrefs = [...body.matchAll(/(?:href|action)="([^"]+)"/g)].map(([, href]) => decodeURIComponent(href!));
  expect(hrefs.filter((href) => href.includes(code) || href.includes('虚构'))).toEqual([]);
  const organisation = hrefs.find((href) => href.startsWith('/o/'))!;
  expect((await get(organisation)).body).toContain(NUMBER(32));
  expect(await answer(organisation.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toEqual(
    await answer(`/d/${NEVER}`),
  );
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 3_700_000);
  expect(await answer(organisation)).toEqual(await answer(`/d/${NEVER}`));
});

test('a natural person is not found by name or number, is masked, and nothing but public fields is shown', async () => {
  on('2026-03-09');
  const change = { CF_XDR_MC: '虚甲乙', CF_SY: '当事人虚甲乙未取得许可执业。', minor: 'false', BZ: '内部备注不公开' };
  const id = (await bureau.send([personRow(40, PERSON, change)])).get(NUMBER(40))!;
  const { address } = await bureau.publish(id, { influenceFinding: '社会关注度高，涉及不特定多数人。' });
  const { statusCode, body } = await get(`/d/${address}`);
  expect(statusCode).toBe(200);
  expect(body).toContain('虚*');
  for (const hidden of ['虚甲乙', PERSON, '内部备注', '社会关注度高', '/o/']) expect(body).not.toContain(hidden);
  for (const asked of ['虚甲乙', '虚*', PERSON]) expect((await search(asked)).body).not.toContain('/o/');
});

test('an individual business is not found by name, only by code', async () => {
  on('2026-03-09');
  const row = penaltyRow(41, { CF_XDR_LB: '个体工商户', CF_XDR_MC: '虚构小店', CF_FRDB: '' });
  const id = (await bureau.send([row])).get(NUMBER(41))!;
  await bureau.publish(id, { influenceFinding: '社会关注度高，涉及不特定多数人。' });
  expect((await search('虚构小店')).body).not.toContain('/o/');
  expect((await search(usccFor('411100', '91', 41))).body).toContain('虚*');
});

test('what the reviewer redacted cannot be read, and the head of an organisation is masked', async () => {
  on('2026-03-09');
  const text = '联系电话13800000000，当事人未取得许可。';
  const row = penaltyRow(42, { CF_SY: text, CF_FRDB: '虚丙丁' });
  const recordId = (await bureau.send([row])).get(NUMBER(42))!;
  const place = { field: 'CF_SY', start: 4, end: 15, outcome: 'redacted' } as const;
  await reviewPublication(bureau.reviewer, bureau.law, { recordId, version: 1, places: [place] });
  const { result } = await releasePublication(bureau.publisher, bureau.law, { recordId, version: 1 });
  const { body } = await get(`/d/${result.address}`);
  expect(body).toContain('联系电话［已隐去］，当事人未取得许可。');
  expect(body).toContain('虚*');
  for (const hidden of ['13800000000', '虚丙丁']) expect(body).not.toContain(hidden);
});

test('a corrected version is not shown before its review, and the page says that one waits', async () => {
  const { address } = await published(43);
  await bureau.send([penaltyRow(43, { action: '1', CF_SY: '联系电话13800000000。' })]);
  const { body } = await get(`/d/${address}`);
  expect(body).toContain('本条信息有更正，正在复核');
  expect(body).not.toContain('13800000000');
});

test('a decision page tells its end with the article, and how to object or repair, in both languages', async () => {
  const { address } = await published(44);
  const zh = (await get(`/d/${address}`)).body;
  for (const told of [
    '2027年3月2日',
    '信用修复管理办法',
    '提出异议',
    '3个工作日',
    '最早 2026年6月2日',
    '《信用修复管理办法》第',
  ])
    expect(zh).toContain(told);
  const en = (await get(`/d/${address}?lang=en`)).body;
  for (const told of ['2 March 2027', 'Object', '3 working days', 'from 2 June 2026', 'fine'])
    expect(en).toContain(told);
  // To the simulator in one press, with the facts of the page in the body and none in an address.
  expect(en).toContain('<form method="post" action="/repair');
  for (const [name, value] of [
    ['procedure', 'ordinary'],
    ['decidedOn', '2026-03-02'],
    ['kinds', '罚款'],
  ])
    expect(en).toContain(`<input type="hidden" name="${name}" value="${value}">`);
});

const LICENCE = {
  XK_XDR_MC: '漯河虚构律师事务所',
  XK_XDR_LB: '法人及非法人组织',
  XK_XDR_SHXYM: usccFor('411100', '31', 7),
  XK_FRDB: '虚丙丁',
  XK_XKWS: '准予行政许可决定书',
  XK_WSH: '虚司许决字〔2026〕第7号',
  XK_XKLB: '普通',
  XK_XKZS: '律师事务所执业许可证',
  XK_XKBH: 'XG7',
  XK_NR: '准予设立',
  XK_JDRQ: '2026/03/02',
  XK_YXQZ: '2026/03/02',
  XK_YXQZI: '2026/12/31',
  // Whether a firm may be set up the justice department of the province decides (律师法 art. 18).
  XK_XKJG: '河南省虚构司法厅',
  XK_XKJGDM: usccFor('410000', '11', 1),
  XK_ZT: '1',
  XK_LYDW: '漯河市虚构司法局',
  XK_LYDWDM: '11411100MA00000150',
};

test('a licence is shown as long as it is valid, and not a day longer', async () => {
  on('2026-03-09');
  const recordId = (await bureau.send([LICENCE], 'licence')).get(LICENCE.XK_WSH)!;
  const { address } = await bureau.publish(recordId);
  const body = (await search(LICENCE.XK_XDR_MC)).body;
  expect((await get(/href="(\/o\/[\w-]+)"/.exec(body)![1]!)).body).toContain(LICENCE.XK_WSH);
  on('2026-12-31');
  const page = (await get(`/d/${address}?lang=en`)).body;
  for (const told of ['Licence decision', '31 December 2026', 'ordinary']) expect(page).toContain(told);
  for (const hidden of ['虚丙丁', 'Apply for credit repair']) expect(page).not.toContain(hidden);
  on('2027-01-01');
  expect(await answer(`/d/${address}`)).toEqual(await answer(`/d/${NEVER}`));
});

test('a decision under objection says so on its page and in the list', async () => {
  const { address } = await published(47);
  await bureau.asOwner(
    `insert into objection_marks (id, subject_id, record_id, received_at, received_on, sealed_id, entered_by, entered_kind, organ_path)
     select gen_random_uuid(), p.subject_id, p.record_id, now(), '2026-03-09', gen_random_uuid(), $2, 'person', p.organ_path
     from publications p where p.address = $1`,
    [address, bureau.clerk.actor.accountId],
  );
  expect((await get(`/d/${address}`)).body).toContain('核查期间不得据此采取措施');
  const organisation = /href="(\/o\/[\w-]+)"/.exec((await search('漯河虚构47号')).body)![1]!;
  expect((await get(organisation)).body).toContain('异议处理中');
});

test('the portal’s own role and context see nothing of what is not public, nor who decided about it', async () => {
  on('2026-03-09');
  const waiting = (await bureau.send([penaltyRow(48)])).get(NUMBER(48))!;
  const seen = (day: string) =>
    inPortal(database.pools, day as never, async (tx) => {
      const count = async (table: string, where: string) =>
        (
          await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(
            tx,
          )
        ).rows[0]!.n;
      return [
        await count('records', `id = '${waiting}'`),
        await count('record_versions', `record_id = '${waiting}'`),
        await count('publications', `record_id = '${waiting}'`),
        await count('publication_releases', `record_id = '${waiting}'`),
        await count('publication_reviews', 'true'),
        await count('publication_refusals', 'true'),
        await count('publication_term_proposals', 'true'),
      ];
    });
  expect(await seen('2026-03-09')).toEqual([0, 0, 0, 0, 0, 0, 0]);
  await bureau.publish(waiting);
  expect(await seen('2026-03-09')).toEqual([1, 1, 1, 1, 0, 0, 0]);
  expect(await seen('2026-03-08')).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(await seen('2027-03-03')).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('a search by leading name is served by the index, below row-level security', async () => {
  const plan = await inPortal(database.pools, '2026-03-09' as never, async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx);
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select n.subject_id from subject_names as n
      where n.folded ~>=~ '漯河' and n.folded ~<=~ ${'漯河\u{10ffff}'}`.execute(tx);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toMatch(/subject_names_folded[\s\S]*Index Cond: .*~>=~.*~<=~/);
});

test('statistics have no small cells, nor can one be computed from the rest', async () => {
  on('2026-05-04');
  const before = (await get('/statistics')).body;
  expect(before).toMatch(/不显示|没有正在公示的信息|<td class="number">\d+/);
  const numbers = [...before.matchAll(/<td class="number">([^<]+)/g)].map(([, number]) => number!);
  expect(numbers.filter((number) => /^\d+$/.test(number) && Number(number) < 5)).toEqual([]);
  expect(numbers.length).toBeGreaterThan(0);
});

test('too many searches from one address are told to wait, others are not', async () => {
  on('2026-03-09');
  for (let n = 0; n < 60; n += 1) await search('漯', '/search', '192.0.2.99');
  const refused = await search('漯', '/search', '192.0.2.99');
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '60']);
  expect((await search('漯', '/search', '192.0.2.98')).statusCode).toBe(200);
});

test('pages are small, load nothing from elsewhere and need no script', async () => {
  const { address } = await published(45);
  const { body: css } = await get(/href="(\/portal\/[^"]+)"/.exec((await get('/')).body)![1]!);
  expect(Buffer.byteLength(css)).toBeLessThan(15_000);
  for (const url of ['/', `/d/${address}`, '/about', '/statistics', '/withdrawals', `/d/${address}?lang=en`]) {
    const { body, headers } = await get(url);
    expect([url, Buffer.byteLength(body) < 30_000]).toEqual([url, true]);
    expect(body).not.toMatch(/<script|https?:\/\/|style="/);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['content-security-policy']).toContain("default-src 'self'");
  }
});

test('a program that asks for what is not there keeps its problem document', async () => {
  for (const url of ['/api/v1/nothing', '/nothing']) {
    const { statusCode, headers } = await get(url);
    expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  }
});

test('text from a sheet cannot become markup', async () => {
  // Left open it passes the intake, which refuses whole elements: a browser would still close it with the next sign of the page.
  const { address } = await published(46, { CF_SY: '<img src=x onerror=alert(1) 违法事实' });
  const { body } = await get(`/d/${address}`);
  expect(body).not.toContain('<img');
  expect(body).toContain('&#60;img');
});

test('the figures count what is_public says of each, after all that became of publications here', async () => {
  const today = '2026-05-04' as never;
  const { penaltiesByOrgan, licencesByOrgan, penaltiesByKind } = await countPublic(database.pools, today);
  const [asked] = await bureau.asOwner<{ all: number; public: number }>(
    'select count(*)::int as all, (count(*) filter (where is_public(p.id, p.begins_on, $1::date)))::int as public from publications as p',
    [today],
  );
  const total = (counts: typeof penaltiesByKind) => counts.reduce((sum, { count }) => sum + count, 0);
  expect(total(penaltiesByOrgan) + total(licencesByOrgan)).toBe(asked!.public);
  expect(asked!.all).toBeGreaterThan(asked!.public);
  expect(asked!.public).toBeGreaterThan(0);
  expect(total(penaltiesByKind)).toBeGreaterThanOrEqual(total(penaltiesByOrgan));
});
