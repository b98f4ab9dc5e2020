import { beforeAll, expect, test } from 'vitest';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { day } from '../../../test/support/law.ts';
import { servedIn } from '../../../test/support/made-here.ts';
import { cookieOf, PARTY_PASSWORD, type PartyPortal, partyPortal } from '../../../test/support/party-portal.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { factsInForce } from '../../facts/checks/index.ts';
import { portalRoutes } from '../../facts/publication/index.ts';
import { getRecord } from '../../facts/records/record-queries.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { OBJECTION_PROCEDURE } from '../objections/index.ts';
import { beginRepair, REPAIR_PROCEDURE } from '../repairs/index.ts';
import { endPartyAccount, reviewStatement, writeLetters } from './index.ts';

const PROCEDURES = [OBJECTION_PROCEDURE, REPAIR_PROCEDURE];
const database = testDatabase();
let bureau: TestBureau;
let portal: PartyPortal;
let records: string[];

beforeAll(async () => {
  bureau = await testBureau(database);
  const ids = await bureau.send([
    penaltyRow(1, { CF_JDRQ: '2025/11/03', duty_performed_on: '2025/12/01' }),
    penaltyRow(2, {
      CF_XDR_MC: '漯河虚构1号商贸有限公司',
      CF_XDR_SHXYM: usccFor('411100', '91', 1),
      ...{ served_on: '2026/03/05', remedy_notified: '是' },
    }),
    penaltyRow(3),
  ]);
  records = [...ids.values()];
  for (const id of records) await bureau.publish(id);
  portal = await partyPortal(database, bureau, PROCEDURES);
  const { http, deps } = portal;
  await http.register(async (scope) => portalRoutes(scope as HttpApp, { ...deps, names: {} } as never));
  await http.ready();
}, 60_000);

const post: PartyPortal['post'] = (...asked) => portal.post(...asked);
const get: PartyPortal['get'] = (...asked) => portal.get(...asked);
const party: PartyPortal['party'] = (serial) => portal.party(serial);

test('a letter opens a file once; the file shows its own records and those of nobody else', async () => {
  const { code } = await portal.invite(1);
  expect((await portal.join(code)).statusCode).toBe(200);
  expect((await portal.join(code)).statusCode).toBe(400);
  const { cookie } = await party(1);
  const page = await get('/my', cookie);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('虚司罚决字〔2026〕第1号');
  expect(page.body).toContain('虚司罚决字〔2026〕第2号');
  expect(page.body).not.toContain('虚司罚决字〔2026〕第3号');
  expect((await get(`/my/records/${records[2]}`, cookie)).statusCode).toBe(404);
  expect((await get(`/my/records/${records[0]}`, cookie)).body).toContain('罚款人民币五千元');
});

test('a party’s session opens nothing of the console, under either cookie, and an officer’s nothing here', async () => {
  const { cookie } = await party(1);
  for (const one of [cookie, cookie.replace('zhengming-party.', 'zhengming.')]) {
    expect((await get('/api/v1/me', one)).statusCode).toBe(401);
  }
  expect((await get('/my')).statusCode).toBe(401);
  expect((await get('/my', cookie.replace('zhengming-party.', 'zhengming.'))).statusCode).toBe(401);
});

test('a party that objects in the portal marks the record at once, reads its clocks, and may take it back', async () => {
  const { cookie } = await party(1);
  const url = `/my/records/${records[1]}/objection`;
  const refused = await post(url, { 'point-1': '', do: 'submit' }, cookie);
  expect([refused.statusCode, refused.body.includes('异议至少写明一项意见')]).toEqual([422, true]);
  const key = crypto.randomUUID();
  const fields = { key, ground: 'incorrect', 'point-1': '罚款金额记载有误，应为三千元。', do: 'submit' };
  const [first, second] = [await post(url, fields, cookie), await post(url, fields, cookie)];
  expect([first.statusCode, second.headers.location]).toEqual([303, first.headers.location]);
  // Reminded of the clocks of the bureau (three working days) and of the last public day, by a calendar that names nobody.
  expect((await get('/my', cookie)).body).toMatch(/<h2 id="reminders">提醒<\/h2><ul/);
  // Sixty days from the service of the penalty itself on 5 March end on 4 May, a day off, and so on the 6th (行政复议法 art. 20).
  expect((await get('/my', cookie)).body).toMatch(/2026年5月6日<\/b> 申请行政复议的最后一日/);
  const calendar = await get('/my/reminders.ics', cookie);
  expect([calendar.statusCode, calendar.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  for (const told of ['DTSTART;VALUE=DATE:20260312', 'TRIGGER:-P3D', 'UID:']) expect(calendar.body).toContain(told);
  for (const told of ['虚构', '虚司', '罚款']) expect(calendar.body).not.toContain(told);
  expect((await get('/my/reminders.ics')).statusCode).toBe(401);
  const [one] = await bureau.asOwner<{ channel: string; opened_kind: string; n: number }>(
    'select channel, opened_kind, count(*) over ()::int as n from procedure_cases',
  );
  expect(one).toEqual({ channel: 'portal', opened_kind: 'party', n: 1 });
  const page = await get(String(first.headers.location), cookie);
  expect(page.body).toContain('异议处理（属于自身责任）');
  expect(page.body).toContain('2026年3月12日');
  expect((await get('/my', cookie)).body).toContain('异议处理中');
  // However often it is sent, there is one objection to be dealt with; what is new is added to it.
  const again = await post(url, { ...fields, key: crypto.randomUUID() }, cookie);
  expect([again.statusCode, again.body.includes('请补入该异议')]).toEqual([422, true]);
  // Nothing is typed twice: the same form adds to the open one, however often it is sent.
  expect(again.body).toContain('罚款金额记载有误，应为三千元。');
  const adding = { ...fields, key: crypto.randomUUID(), 'point-1': '另外，日期也不对。', do: 'add' };
  const added = [await post(url, adding, cookie), await post(url, adding, cookie)];
  expect(added.map(({ headers }) => headers.location)).toEqual([first.headers.location, first.headers.location]);
  const counted = await bureau.asOwner<{ cases: number; points: number }>(
    'select (select count(*)::int from procedure_cases) as cases, (select count(*)::int from procedure_points) as points',
  );
  expect(counted).toEqual([{ cases: 1, points: 2 }]);
  await post(`${first.headers.location}/withdrawal`, { withdrawal: '金额核对后无误。' }, cookie);
  expect((await get(String(first.headers.location), cookie)).body).toContain('当事人撤回异议');
});

test('what a party adds to an objection that is decided by then is an objection of its own, with what it wrote', async () => {
  const { cookie } = await party(1);
  const url = `/my/records/${records[1]}/objection`;
  const made = await post(url, { 'point-1': '处罚日期记载有误。', do: 'submit' }, cookie);
  const old = String(made.headers.location);
  const steps = caseSteps({ law: bureau.law, vault: portal.vault }, PROCEDURES);
  const caseId = old.split('/').at(-1)!;
  await steps.dispose(bureau.clerk, caseId, 1, 'upheld');
  await steps.reply(bureau, caseId, 'decide_correction');
  // What may be done against it runs from its service, by the packs: sixty days and six months (行政复议法 art. 20, 行政诉讼法 art. 46).
  expect((await get(old, cookie)).body).toContain('尚未送达');
  await servedIn(bureau.decider, { caseId, kinds: ['reply'], on: day('2026-03-09') });
  const decided = (await get(old, cookie)).body;
  for (const told of ['作为新的异议提交', '2026年5月8日', '2026年9月9日', '《中华人民共和国行政复议法》第20条'])
    expect(decided).toContain(told);
  expect((await get('/my', cookie)).body).toContain('申请行政复议的最后一日');
  expect((await get('/my/reminders.ics', cookie)).body).toContain('DTSTART;VALUE=DATE:20260508');
  const more = { key: crypto.randomUUID(), text: '文号也有误。', do: 'add' };
  const [anew, twice] = [await post(`${old}/points`, more, cookie), await post(`${old}/points`, more, cookie)];
  expect([anew.statusCode, anew.headers.location]).toEqual([303, twice.headers.location]);
  expect(anew.headers.location).not.toBe(old);
  const page = (await get(String(anew.headers.location), cookie)).body;
  expect([page.includes('文号也有误。'), page.includes('处罚日期记载有误。')]).toEqual([true, false]);
  // A third word belongs into the new one, which is not decided.
  const third = await post(`${old}/points`, { text: '名称也有误。', do: 'add' }, cookie);
  expect(third.headers.location).toBe(anew.headers.location);
});

test('what a party handed in as a file is sealed with its point, and nothing but papers is taken', async () => {
  const { cookie } = await party(1);
  const fields = { 'point-1': '缴款早于记载的日期。', do: 'submit' };
  const send = (text: string) => {
    const files = [{ field: 'files', name: '凭证.pdf', bytes: Buffer.from(text) }];
    return portal.hand(`/my/records/${records[0]}/objection`, fields, files, cookie);
  };
  const wrong = await send('MZ no paper');
  expect([wrong.statusCode, wrong.body.includes('附件只能是')]).toEqual([422, true]);
  // What was typed is on the page again.
  expect(wrong.body).toContain('缴款早于记载的日期。');
  // Neither do parts of a form come past the rule for texts that are shown to others.
  const deceives = { ...fields, 'point-1': '缴款早于<b>记载</b>的日期。' };
  const marked = await portal.hand(`/my/records/${records[0]}/objection`, deceives, [], cookie);
  expect([marked.statusCode, marked.body.includes('&#60;b&#62;记载')]).toEqual([422, true]);
  expect((await send('%PDF-1.7 invented')).statusCode).toBe(303);
  const kept = await bureau.asOwner<{ number: number; media_type: string; sealed: Buffer }>(
    `select f.number, f.media_type, c.sealed from procedure_files f join sealed_file_chunks c on c.file_id = f.file_id`,
  );
  expect(kept).toMatchObject([{ number: 2, media_type: 'application/pdf' }]);
  expect(kept[0]!.sealed.includes(Buffer.from('invented'))).toBe(false);
});

test('a draft is kept until it is handed in, and what was typed outlives the session', async () => {
  const { cookie, username } = await party(1);
  const url = `/my/records/${records[0]}/statement`;
  const saved = await post(url, { text: '写到一半的说明', do: 'draft' }, cookie);
  expect(saved.headers.location).toBe('/my?done=draft');
  expect((await get(url, cookie)).body).toContain('写到一半的说明');
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 1_000);
  const asked = await post(url, { text: '会话结束时正在写的', do: 'submit' });
  expect(asked.statusCode).toBe(401);
  const kept = /name="kept" value="([^"]*)"/.exec(asked.body)![1]!.replaceAll('&quot;', '"').replaceAll('&#34;', '"');
  const back = await post('/my/sign-in', { username, password: PARTY_PASSWORD, back: url, kept });
  expect(back.headers.location).toBe(url);
  expect((await get(url, cookieOf(back))).body).toContain('会话结束时正在写的');
});

test('a statement is sealed until another reviews it, and is told without personal data', async () => {
  const { cookie } = await party(1);
  await post(
    `/my/records/${records[0]}/statement`,
    { text: '该罚款已于当日缴清，联系电话13800138000。', do: 'submit' },
    cookie,
  );
  const [{ id } = { id: '' }] = await bureau.asOwner<{ id: string }>('select id from party_statements');
  const review = (redactions: { start: number; end: number }[]) =>
    reviewStatement(bureau.reviewer, portal.vault, {
      statementId: id,
      outcome: 'released',
      reason: '已检查个人信息。',
      redactions,
    });
  await expect(review([])).rejects.toThrow('statement.personal_data');
  const text = '该罚款已于当日缴清，联系电话13800138000。';
  await review([{ start: text.indexOf('138'), end: text.indexOf('138') + 11 }]);
  expect((await get(`/my/records/${records[0]}/statement`, cookie)).body).toContain('联系电话［已隐去］');
});

test('a reviewed statement travels with every answer: a check, the public page, the record as officers read it; taken back, with none', async () => {
  const { cookie } = await party(1);
  const [told] = await bureau.asOwner<{ told: string; subject: string }>(
    'select told, subject_id as subject from party_statement_reviews where record_id = $1',
    [records[0]],
  );
  const inCheck = async (asAt?: Date) => {
    const facts = await factsInForce(database.pools, told!.subject, bureau.law, chinaDate(bureau.clock.now), asAt);
    return facts.map(({ recordId, statement }) => [recordId === records[0], statement]);
  };
  const [{ address } = { address: '' }] = await bureau.asOwner<{ address: string }>(
    'select address from publications where record_id = $1',
    [records[0]],
  );
  const onPage = async () => (await get(`/d/${address}`)).body;
  expect(await inCheck()).toContainEqual([true, told!.told]);
  expect((await inCheck()).filter(([isThis]) => !isThis)).toEqual([[false, null]]);
  const toOfficers = async () => (await getRecord(bureau.clerk, records[0]!)).statement;
  expect(await onPage()).toContain(told!.told);
  expect(await toOfficers()).toBe(told!.told);
  const before = bureau.clock.now;
  bureau.clock.now = new Date(before.getTime() + 60_000);
  const [statement] = await bureau.asOwner<{ id: string }>(
    'select statement_id as id from party_statement_reviews where record_id = $1',
    [records[0]],
  );
  await post(`/my/records/${records[0]}/statement/end`, { statement: statement!.id }, cookie);
  expect(await inCheck()).toContainEqual([true, null]);
  expect(await onPage()).not.toContain(told!.told);
  expect(await toOfficers()).toBe(null);
  // What was said then can be said again.
  expect(await inCheck(before)).toContainEqual([true, told!.told]);
});

test('a party whose ruling another application brought is told so, and applies without it', async () => {
  const { cookie } = await party(1);
  const steps = caseSteps({ law: bureau.law, vault: portal.vault }, PROCEDURES);
  const begun = { appliedOn: chinaDate(bureau.clock.now), ground: 'reorganisation', channel: 'paper' } as const;
  const given = { ...begun, recordId: records[1]!, materials: [] };
  const { result: first } = await beginRepair(bureau.clerk, { law: bureau.law, vault: portal.vault }, given);
  const url = `/my/records/${records[0]}/repair`;
  const told = '在您就 虚司罚决字〔2026〕第2号 提出的修复申请中收到';
  expect((await get(url, cookie)).body).not.toContain(told);
  const apply = async () =>
    post(url, { ground: 'reorganisation', commit: 'yes', do: 'submit', key: crypto.randomUUID() }, cookie);
  await steps.take(bureau.clerk, first.id, 'submit', { documents: ['commitment_letter', 'court_ruling'] });
  expect((await get(url, cookie)).body).toContain(told);
  const sent = await apply();
  expect(sent.statusCode).toBe(303);
  const page = await get(String(sent.headers.location), cookie);
  expect(page.body).toContain('不用再次提交');
  await post(`${sent.headers.location}/withdrawal`, { withdrawal: '计划已有变化。' }, cookie);
});

test('a party applies for repair with what the bureau does not hold, and hears of every step', async () => {
  const { cookie } = await party(1);
  const url = `/my/records/${records[0]}/repair`;
  const form = await get(url, cookie);
  expect(form.body).toContain('本机关已持有，不用提交');
  expect((await post(url, { ground: 'term', do: 'submit' }, cookie)).statusCode).toBe(422);
  const sent = await post(url, { ground: 'term', commit: 'yes', do: 'submit' }, cookie);
  expect(sent.statusCode).toBe(303);
  const caseId = String(sent.headers.location).split('/').at(-1)!;
  const steps = caseSteps({ law: bureau.law, vault: portal.vault }, PROCEDURES);
  await steps.take(bureau.clerk, caseId, 'accept', { documents: ['acceptance_notice'] });
  await sequenceNow(database.pools, bureau.clock.now);
  await writeLetters({ pools: database.pools, now: () => bureau.clock.now, log: () => undefined });
  const mail = await get('/my/mail', cookie);
  expect(mail.body).toContain('修复申请已受理');
  const [, letter, key] =
    /action="\/my\/mail\/([0-9a-f-]{36})"[^>]*><input type="hidden" name="key" value="([^"]+)"/.exec(mail.body)!;
  expect((await post(`/my/mail/${letter}`, { key: key! }, cookie)).statusCode).toBe(303);
  expect(await bureau.asOwner('select letter_id from party_letter_receipts')).toEqual([{ letter_id: letter }]);
});

test('before a repair is revoked the party is told, reads its clock and speaks point by point; nothing returns meanwhile', async () => {
  const { cookie } = await party(1);
  const [found] = await bureau.asOwner<{ id: string }>(
    "select id from procedure_cases where procedure = 'repair' and ground = 'term' and record_id = $1",
    [records[0]],
  );
  const caseId = found!.id;
  const steps = caseSteps({ law: bureau.law, vault: portal.vault }, PROCEDURES);
  await steps.take(bureau.clerk, caseId, 'verify');
  await steps.dispose(bureau.clerk, caseId, 1, 'sufficient');
  await steps.reply(bureau, caseId, 'approve', 'decision');
  await steps.take(bureau.clerk, caseId, 'synced');
  const speaking = async () => (await get(`/my/cases/${caseId}`, cookie)).body.includes(`/my/cases/${caseId}/defence`);
  const reason = '承诺所述与事实不符。';
  await steps.take(bureau.clerk, caseId, 'propose_revocation', { documents: ['revocation_notice'], reason });
  expect(await speaking()).toBe(false);
  const notice = { documents: ['revocation_notice', 'delivery_receipt'] };
  await steps.take(bureau.clerk, caseId, 'serve_revocation_notice', notice);
  expect(await speaking()).toBe(true);
  expect((await get(`/my/cases/${caseId}`, cookie)).body).toContain('撤销修复、终止屏蔽前陈述、申辩');
  const said = await post(`/my/cases/${caseId}/defence`, { 'point-1': '承诺当时属实，附缴款凭证。' }, cookie);
  expect(said.statusCode).toBe(303);
  const page = (await get(`/my/cases/${caseId}`, cookie)).body;
  for (const told of ['拟撤销修复，陈述申辩核实中', '承诺当时属实，附缴款凭证。']) expect(page).toContain(told);
  expect((await get(`/my/records/${records[0]}`, cookie)).body).toContain('已修复或者屏蔽，不公示、不使用');
});

test('an account that has ended opens nothing, from that moment', async () => {
  const { cookie, accountId } = await party(3);
  expect((await get('/my', cookie)).statusCode).toBe(200);
  await endPartyAccount(portal.counter, portal.vault, { accountId, reason: '委托已解除。' });
  expect((await get('/my', cookie)).statusCode).toBe(401);
});
