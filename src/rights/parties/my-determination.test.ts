import { beforeAll, expect, test } from 'vitest';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { sequenceAll, testGrower, testLogHome } from '../../../test/support/log.ts';
import { typedFor } from '../../../test/support/made-here.ts';
import { type PartyPortal, partyPortal } from '../../../test/support/party-portal.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { DETERMINATION_PROCEDURE, proposeDetermination } from '../determinations/index.ts';
import { enterPerson } from '../determinations/person-commands.ts';
import { draftDocument } from '../documents/index.ts';
import { drawPlan, enterInspector, planInspections } from '../inspections/index.ts';
import { recordOutcome } from '../inspections/outcome-commands.ts';

const database = testDatabase();
const PERSON = '440524188001010145';
const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
let bureau: TestBureau;
let portal: PartyPortal;
let records: string[];

beforeAll(async () => {
  bureau = await testBureau(database);
  const rows = [1, 2, 3, 4].map((serial) => penaltyRow(serial, { CF_JDRQ: '2025/03/02', ...FINAL }));
  records = [...(await bureau.send(rows)).values()];
  portal = await partyPortal(database, bureau, [DETERMINATION_PROCEDURE]);
  await portal.http.ready();
}, 60_000);

const kit = () => ({ law: bureau.law, vault: portal.vault });
const steps = () => caseSteps(kit(), [DETERMINATION_PROCEDURE]);
const CONTENTS = { domain: null, termMonths: 12, role: null, roleFrom: null, roleUntil: null, supervision: null };
const SUPERVISED = { ...CONTENTS, supervision: { inspectionsBefore: 1, inspectionsDuring: 4, reviewMonths: 6 } };
const given = (recordId: string) => ({ recordId, on: day('2026-03-09'), reason: '经核实，提出认定建议。' }) as const;
const notice = (id: string) =>
  steps().take(bureau.clerk, id, 'serve_notice', { documents: ['prior_notice', 'delivery_receipt'] });

test('a party learns by the notice, speaks within its clock, reads the clock of the answer, and then the answer to each point', async () => {
  const contents = { ...SUPERVISED, measures: ['M10'], refs: ['hnxy:32'] };
  const proposal = { ...given(records[0]!), use: 'key_supervision', contents } as const;
  const { id } = (await proposeDetermination(bureau.clerk, kit(), proposal)).result;
  const { cookie } = await portal.party(1);
  const url = `/my/cases/${id}`;
  expect((await portal.get(url, cookie)).statusCode).toBe(404);
  await notice(id);
  const noticed = await portal.get(url, cookie);
  // Five working days from the service (国办发〔2020〕49号 (八), the city's own longer term).
  for (const told of ['列为重点监管对象', '2026年3月16日', '陈述、申辩', '1 次', '4 次', '满 6 个月'])
    expect(noticed.body).toContain(told);
  const refused = await portal.post(`${url}/defence`, { 'point-1': '短' }, cookie);
  expect(refused.statusCode).toBe(422);
  const key = crypto.randomUUID();
  const said = { key, 'point-1': '义务已经全部履行。', 'point-2': '单位已经完成整改。' };
  const [first, second] = [
    await portal.post(`${url}/defence`, said, cookie),
    await portal.post(`${url}/defence`, said, cookie),
  ];
  expect([first.statusCode, second.statusCode]).toEqual([303, 303]);
  const heard = await portal.get(url, cookie);
  for (const told of ['义务已经全部履行。', '2026年3月30日', '陈述申辩核实中']) expect(heard.body).toContain(told);
  const [count] = await bureau.asOwner<{ points: number; steps: number; kind: string }>(
    `select (select count(*)::int from procedure_points where case_id = $1) as points,
      (select count(*)::int from procedure_steps where case_id = $1) as steps,
      (select taken_kind from procedure_steps where case_id = $1 and step = 'file_statement') as kind`,
    [id],
  );
  expect(count).toEqual({ points: 2, steps: 3, kind: 'party' });
  expect(heard.body).not.toContain('经核查，答复如下。');
  for (const number of [1, 2]) await steps().dispose(bureau.clerk, id, number, 'upheld');
  await steps().take(bureau.clerk, id, 'answer_statement', { documents: ['statement_reply'] });
  expect((await portal.get(url, cookie)).body).toContain('经核查，答复如下。');
  const stranger = await portal.party(2);
  expect((await portal.get(url, stranger.cookie)).statusCode).toBe(404);
});

/** From the notice to a decision that was served, by the three people of the bureau. */
async function inEffect(id: string): Promise<void> {
  await steps().take(bureau.clerk, id, 'answer_statement', { documents: ['statement_reply'] });
  await steps().take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await steps().take(bureau.reviewer, id, 'pass', { documents: ['decision', 'legal_opinion'] });
  const decision = { documents: ['decision', 'repair_notice'], reason: '事实清楚，依据明确。' };
  await steps().take(bureau.decider, id, 'decide', decision);
  await steps().take(bureau.clerk, id, 'serve_decision', { documents: ['delivery_receipt'] });
}
const PDF = Buffer.from('%PDF-1.7 an invented receipt');

test('the party asks for an early end with grounds, proof and commitment, reads both clocks, and is refused with reasons and remedies; then it asks again', async () => {
  const contents = { ...SUPERVISED, measures: ['M10'], refs: ['hnxy:32'] };
  const proposal = { ...given(records[2]!), use: 'key_supervision', contents } as const;
  const { id } = (await proposeDetermination(bureau.clerk, kit(), proposal)).result;
  await notice(id);
  const { cookie } = await portal.party(3);
  const url = `/my/cases/${id}`;
  await portal.post(`${url}/defence`, { 'point-1': '义务正在履行。' }, cookie);
  await steps().dispose(bureau.clerk, id, 1, 'not_upheld');
  expect((await portal.get(url, cookie)).body).not.toContain('申请提前移出');
  await inEffect(id);
  const page = await portal.get(url, cookie);
  for (const told of ['申请提前移出', '我已阅读并作出以上承诺', '行政复议']) expect(page.body).toContain(told);
  // The day itself, now that it was served: 2026-03-09 and six months.
  for (const told of ['2026年3月9日至 2027年3月9日', '4 次', '2026年9月9日。复查不增加检查次数'])
    expect(page.body).toContain(told);
  const fields = { ground: '罚款已经缴清，整改已经验收。' };
  const uncommitted = await portal.post(`${url}/early-end`, fields, cookie);
  expect([uncommitted.statusCode, uncommitted.body.includes(fields.ground)]).toEqual([422, true]);
  const key = crypto.randomUUID();
  const files = [{ field: 'proof', name: '缴款凭证.pdf', bytes: PDF }];
  const asked = () => portal.hand(`${url}/early-end`, { key, ...fields, commit: 'yes' }, files, cookie);
  expect([(await asked()).statusCode, (await asked()).statusCode]).toEqual([303, 303]);
  const [kept] = await bureau.asOwner<{ points: number; files: number; by: string; documents: string[] }>(
    `select (select count(*)::int from procedure_points where case_id = s.case_id) as points,
      (select count(*)::int from procedure_files where case_id = s.case_id) as files, s.taken_kind as by,
      array(select d ->> 'kind' from jsonb_array_elements(s.documents) as d) as documents
    from procedure_steps as s where s.case_id = $1 and s.step = 'apply_removal'`,
    [id],
  );
  expect(kept).toEqual({ points: 4, files: 1, by: 'party', documents: ['removal_application', 'commitment_letter'] });
  const waiting = (await portal.get(url, cookie)).body;
  // Two working days to accept it, as the packs have it (市场监督管理严重违法失信名单管理办法 art. 19).
  for (const told of ['已申请移出（生效中）', '移出申请的受理', '2026年3月11日', '缴款凭证.pdf'])
    expect(waiting).toContain(told);
  await steps().take(bureau.clerk, id, 'accept_removal', { documents: ['acceptance_notice'] });
  for (const [number, found] of [
    [2, 'not_upheld'],
    [3, 'upheld'],
    [4, 'sufficient'],
  ] as const) {
    await steps().dispose(bureau.clerk, id, number, found);
  }
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 1_000);
  const accepted = (await portal.get(url, cookie)).body;
  expect(accepted).toContain('移出申请的决定');
  await steps().take(bureau.clerk, id, 'draft_removal', { documents: ['removal_decision'] });
  await steps().take(bureau.reviewer, id, 'pass_removal', { documents: ['removal_decision'] });
  const no = { documents: ['removal_decision'], reason: '整改尚未验收，不予提前移出。' };
  await steps().take(bureau.decider, id, 'reject_removal', no);
  const refused = (await portal.get(url, cookie)).body;
  for (const told of [no.reason, '行政复议', '行政诉讼', '申请提前移出']) expect(refused).toContain(told);
  const again = { key: crypto.randomUUID(), ground: '整改已经通过验收。', commit: 'yes' };
  expect((await portal.post(`${url}/early-end`, again, cookie)).statusCode).toBe(303);
});

test('a party learns how many inspections and within which time, never the day beforehand; then the day, who came and what came of it', async () => {
  const contents = { ...SUPERVISED, measures: ['M10'], refs: ['hnxy:32'] };
  const proposal = { ...given(records[3]!), use: 'key_supervision', contents } as const;
  const { id } = (await proposeDetermination(bureau.clerk, kit(), proposal)).result;
  await notice(id);
  const { cookie } = await portal.party(4);
  const url = `/my/cases/${id}`;
  await portal.post(`${url}/defence`, { 'point-1': '义务正在履行。' }, cookie);
  await steps().dispose(bureau.clerk, id, 1, 'not_upheld');
  await inEffect(id);
  expect((await portal.get(url, cookie)).body).not.toContain('已安排的检查');
  const { clerk, publisher, reviewer, law } = bureau;
  for (const { actor } of [clerk, publisher]) {
    await enterInspector(reviewer, { accountId: actor.accountId, serviceNumber: '虚执01' });
  }
  const until = chinaDate(bureau.clock.now);
  const { result } = await planInspections(reviewer, { law }, { until });
  await sequenceAll(database);
  const { home, keys } = testLogHome();
  await testGrower(database, keys, home).grower.grow();
  await drawPlan(reviewer, { law }, result.id);
  const [drawn] = await bureau.asOwner<{ day: string; id: string; name: string }>(
    `select d.on_day::text as day, d.inspection_id as id, a.display_name as name from inspection_draws d
     join inspections i on i.id = d.inspection_id and i.case_id = $1 join accounts a on a.id = $2`,
    [id, clerk.actor.accountId],
  );
  const [year, month, date] = drawn!.day.split('-').map(Number);
  const shown = `${year}年${month}月${date}日，检查人员：`;
  const before = (await portal.get(url, cookie)).body;
  for (const told of ['已安排的检查', '第 1 次', '在 2026年3月9日至 2026年6月7日之间', '待检查'])
    expect(before).toContain(told);
  expect(before).not.toContain(shown);
  const stranger = await portal.party(2);
  expect((await portal.get(url, stranger.cookie)).statusCode).toBe(404);
  const then = { ...clerk, now: () => new Date(`${drawn!.day}T02:00:00Z`) };
  await recordOutcome(then, { inspectionId: drawn!.id, outcome: 'nothing_found', note: null });
  const after = (await portal.get(url, cookie)).body;
  for (const told of [shown, drawn!.name, '已检查，未发现问题']) expect(after).toContain(told);
});

test('a responsible person reads and answers the own case by an own account, and nothing else of the unit; the unit does not see it', async () => {
  const person = (await enterPerson(bureau.clerk, portal.vault, { number: PERSON, name: '虚构某某' })).result;
  const contents = { ...CONTENTS, measures: [], refs: ['ls:50'], role: '主任' };
  const proposal = { ...given(records[1]!), use: 'responsible_person', partyId: person.id, contents } as const;
  const { id } = (await proposeDetermination(bureau.clerk, kit(), proposal)).result;
  // The name is kept masked: nothing goes to the person before an officer wrote the whole one.
  const nothing = { facts: {}, words: {} };
  const draft = { ...nothing, caseId: id, kind: 'prior_notice' };
  const { missing } = (await draftDocument(bureau.clerk, kit(), [DETERMINATION_PROCEDURE], draft)).result;
  expect(missing).toContainEqual(expect.objectContaining({ lacks: 'party' }));
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 1_000);
  const typed = typedFor(bureau.law, 'prior_notice', 'determination', day('2026-03-09'));
  await draftDocument(bureau.clerk, kit(), [DETERMINATION_PROCEDURE], { ...draft, ...typed });
  await notice(id);
  const url = `/my/cases/${id}`;
  const unit = await portal.party(2);
  expect((await portal.get(url, unit.cookie)).statusCode).toBe(404);
  expect((await portal.get('/my', unit.cookie)).body).not.toContain(id);
  const { cookie } = await portal.person(PERSON);
  const own = await portal.get(url, cookie);
  expect([own.statusCode, own.body.includes('认定责任人员')]).toEqual([200, true]);
  expect((await portal.get('/my', cookie)).body).toContain(id);
  expect((await portal.get(`/my/records/${records[1]}`, cookie)).statusCode).toBe(404);
  const said = { key: crypto.randomUUID(), 'point-1': '当时已经不担任主任。' };
  expect((await portal.post(`${url}/defence`, said, unit.cookie)).statusCode).toBe(404);
  expect((await portal.post(`${url}/defence`, said, cookie)).statusCode).toBe(303);
  expect((await portal.get(url, cookie)).body).toContain('当时已经不担任主任。');
  // It may ask for the end of it as well, with a file, though the record is another's.
  await steps().dispose(bureau.clerk, id, 1, 'not_upheld');
  await inEffect(id);
  const asked = { key: crypto.randomUUID(), ground: '已经纠正，影响已经消除。', commit: 'yes' };
  const proof = [{ field: 'proof', name: '证明.pdf', bytes: PDF }];
  expect((await portal.hand(`${url}/early-end`, asked, proof, unit.cookie)).statusCode).toBe(404);
  expect((await portal.hand(`${url}/early-end`, asked, proof, cookie)).statusCode).toBe(303);
  expect((await portal.get(url, cookie)).body).toContain('已申请移出（生效中）');
});
