import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { PROCEDURES } from '../../src/all-procedures.ts';
import { giveDemonstrationPassword, type Role } from '../../src/ground/access/index.ts';
import { sequenceNow } from '../../src/ground/audit/index.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { proposeDetermination } from '../../src/rights/determinations/index.ts';
import { enterPerson } from '../../src/rights/determinations/person-commands.ts';
import { draftDocument } from '../../src/rights/documents/index.ts';
import { writeLetters } from '../../src/rights/parties/index.ts';
import { makeActor, TEST_NOW } from '../support/actors.ts';
import { axeFindings, chineseTexts, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { caseSteps } from '../support/cases.ts';
import { testConsole } from '../support/console.ts';
import { textOf, withoutSpaces } from '../support/documents.ts';
import { usccFor } from '../support/identifiers.ts';
import { day } from '../support/law.ts';
import { typedFor } from '../support/made-here.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const PASSWORD = 'a long sentence of this journey 7';
/** The standard's own sample of a number, with another serial: born 1880, so of nobody alive. */
const PERSON = '440524188001010145';
const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
const browser = testBrowser();
let bureau: TestBureau;
const zhengming = testConsole(() => bureau?.clock.now ?? TEST_NOW, 'web');
let vault: Vault;
let records: string[];
let caseId: string;
const kit = () => ({ law: bureau.law, vault });
const steps = () => caseSteps(kit(), PROCEDURES);

beforeAll(async () => {
  bureau = await testBureau(zhengming.database);
  vault = await Vault.open(zhengming.database.pools, bureau.masterKey, bureau.clock.now);
  const rows = [1, 2].map((serial) => penaltyRow(serial, { CF_JDRQ: '2025/03/02', ...FINAL }));
  records = [...(await bureau.send(rows)).values()];
  const person = (await enterPerson(bureau.clerk, vault, { number: PERSON, name: '虚构某某' })).result;
  const whose = { domain: null, termMonths: 12, roleFrom: null, roleUntil: null, supervision: null };
  const contents = { ...whose, measures: [], refs: ['ls:50'], role: '主任' };
  const given = { recordId: records[0]!, on: day('2026-03-09'), reason: '经核实，提出认定建议。' };
  const proposal = { ...given, use: 'responsible_person', partyId: person.id, contents } as const;
  caseId = (await proposeDetermination(bureau.clerk, kit(), proposal)).result.id;
  const typed = typedFor(bureau.law, 'prior_notice', 'determination', day('2026-03-09'));
  await draftDocument(bureau.clerk, kit(), PROCEDURES, { ...typed, caseId, kind: 'prior_notice' });
  await steps().take(bureau.clerk, caseId, 'serve_notice', { documents: ['prior_notice', 'delivery_receipt'] });
}, 60_000);

async function officer(role: Role, screen: Screen = 'desktop') {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const { accountId } = await makeActor(zhengming.database.urls.owner, { id, path, kind }, role);
  const username = `${role}.${accountId.slice(0, 8)}`;
  const deps = { pools: zhengming.database.pools, now: () => bureau.clock.now, config: { demonstration: true } };
  await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
  const opened = await browser.open(screen);
  opened.page.setDefaultTimeout(30_000);
  await zhengming.signIn(opened.page, username, PASSWORD);
  await opened.page.goto(`${zhengming.address}/office/parties`);
  await opened.page.getByRole('heading', { name: '当事人服务' }).waitFor();
  return opened;
}
async function looksRight(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await shot(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect([name, await axeFindings(page)]).toEqual([name, []]);
}
/** Comes in for the first time: by the letter, with a password that nobody else knows. */
async function joined(letter: { readonly code: string; readonly username: string }): Promise<Page> {
  const { page } = await browser.open('phone');
  page.setDefaultTimeout(30_000);
  await page.goto(`${zhengming.address}/my/join`);
  await page.getByLabel('邀请码').fill(letter.code);
  for (const field of await page.locator('input[type=password]').all()) await field.fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByLabel('用户名').fill(letter.username);
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '我的档案' }).waitFor();
  return page;
}
/** The counter opens a file with what the party shows; answers what stands on the letter. */
async function letterFor(
  page: Page,
  who: { readonly person?: string; readonly code?: string; readonly holder: string },
) {
  const form = page.getByRole('region', { name: '开通档案' });
  if (who.person) await form.getByRole('radio', { name: '自然人' }).check();
  await form.getByLabel(who.person ? '公民身份号码' : '统一社会信用代码').fill(who.person ?? who.code!);
  await form.getByLabel('办理人姓名').fill(who.holder);
  await form.getByLabel('出示的证件和材料').fill('身份证原件，已核对');
  const answered = page.waitForResponse((one) => one.url().endsWith('/api/v1/parties') && one.status() === 201);
  await form.getByRole('button', { name: '开通并开具邀请函' }).click();
  const { code, username, paper } = (await (await answered).json()) as Record<'code' | 'username' | 'paper', string>;
  const letter = form.getByRole('status');
  await letter.getByText('邀请函已开具').waitFor();
  await letter.getByText(username).waitFor();
  const fetched = page.waitForEvent('download');
  await letter.getByRole('link', { name: '下载邀请函' }).click();
  expect((await fetched).suggestedFilename()).toBe(`${username}.pdf`);
  // The code stands on the paper alone.
  expect(await page.content()).not.toContain(code);
  const text = withoutSpaces((await textOf(Buffer.from(paper, 'base64'))).join(''));
  for (const said of ['“我的档案”邀请函', code, username, '/my/join']) expect(text).toContain(said);
  return { code, username };
}

test('a responsible person gets an own file by a letter from the counter, sees the own case alone, speaks, reads the answer and the decision', async () => {
  const { page, complaints } = await officer('counter');
  await page.getByText('还没有开通过档案').waitFor();
  const letter = await letterFor(page, { person: PERSON, holder: '虚构某某' });
  await looksRight(page, 'parties-letter-desktop');
  await page.getByRole('button', { name: '已交付' }).click();
  await page.getByText('邀请函待使用').waitFor();

  const own = await joined(letter);
  await own.getByText('本平台没有关于您的信息。').waitFor();
  await own.getByRole('link', { name: /认定/ }).click();
  await own.getByRole('heading', { name: '陈述、申辩' }).waitFor();
  await looksRight(own, 'person-case-phone');
  for (const another of [records[0], records[1]]) {
    const answer = await own.request.get(`${zhengming.address}/my/records/${another}`);
    expect(answer.status()).toBe(404);
  }
  await own.locator('#point-1').fill('当时已经不担任主任。');
  await own.getByRole('button', { name: '提交陈述、申辩' }).click();
  await own.getByText('陈述申辩核实中').first().waitFor();

  await steps().dispose(bureau.clerk, caseId, 1, 'not_upheld');
  const { take } = steps();
  await take(bureau.clerk, caseId, 'answer_statement', { documents: ['statement_reply'] });
  await take(bureau.clerk, caseId, 'draft', { documents: ['decision'] });
  await take(bureau.reviewer, caseId, 'pass', { documents: ['decision', 'legal_opinion'] });
  const decision = { documents: ['decision', 'repair_notice'], reason: '任职期间负有直接责任。' };
  await take(bureau.decider, caseId, 'decide', decision);
  await take(bureau.clerk, caseId, 'serve_decision', { documents: ['delivery_receipt'] });
  await sequenceNow(zhengming.database.pools, bureau.clock.now);
  await writeLetters({ pools: zhengming.database.pools, now: () => bureau.clock.now, log: () => undefined });
  await own.getByRole('link', { name: /通知/ }).click();
  await own.getByText('陈述、申辩已逐项答复').first().waitFor();
  await looksRight(own, 'person-mail-phone');
  await own.goto(`${zhengming.address}/my/cases/${caseId}`);
  for (const told of ['经核查，答复如下。', '任职期间负有直接责任。', '申请提前移出']) {
    await own.getByText(told).first().waitFor();
  }
  await looksRight(own, 'person-decided-phone');
  await own.context().close();

  await page.reload();
  await page.getByText('已启用').waitFor();
  await looksRight(page, 'parties-desktop');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Files that are open' }).waitFor();
  expect(await chineseTexts(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

test('what a firm says of an entry is read for personal data by a reviewer, and shown with it covered', async () => {
  const counter = await officer('counter', 'phone');
  const letter = await letterFor(counter.page, { code: usccFor('411100', '91', 1), holder: '虚构某某' });
  await looksRight(counter.page, 'parties-letter-phone');
  await counter.page.context().close();
  const firm = await joined(letter);
  await firm.goto(`${zhengming.address}/my/records/${records[0]}/statement`);
  await firm.locator('#text').fill('我单位已经整改，联系虚构某某，电话13800000000。');
  await firm.getByRole('button', { name: '提交说明' }).click();
  await firm.getByText('待检查个人信息').waitFor();

  const { page, complaints } = await officer('reviewer');
  const part = page.getByRole('region', { name: '待审核的说明' });
  await part.getByRole('button', { name: '打开说明' }).click();
  await part.getByLabel(/查看的理由/).fill('审核说明');
  await part.getByLabel(/查看的理由/).press('Enter');
  await part.locator('mark', { hasText: '13800000000' }).waitFor();
  await part.getByLabel(/另须遮盖/).fill('虚构某某');
  await part.getByText('公开时遮盖标出的 2 处').waitFor();
  await part.getByLabel(/审核意见/).fill('已遮盖个人信息。');
  await looksRight(page, 'parties-statement-desktop');
  await part.getByRole('button', { name: '审核通过，随信息展示' }).click();
  await part.getByText('没有待审核的说明').waitFor();
  await firm.reload();
  await firm.getByText('已随信息一起展示').waitFor();
  const shown = (await firm.getByRole('main').textContent())!;
  expect(shown.slice(shown.indexOf('展示的文字'))).not.toMatch(/13800000000|虚构某某，/);
  expect(complaints).toEqual([]);
}, 180_000);

test('what a party says on paper is written down at the counter, and somebody else reviews it', async () => {
  const said = '已按期缴纳罚款，并完成整改。';
  const { page, complaints } = await officer('counter');
  const form = page.getByRole('form', { name: '登记纸质说明' });
  await form.getByLabel('统一社会信用代码').fill(usccFor('411100', '91', 2));
  await form.getByLabel('决定书（许可）文号').fill('虚司罚决字〔2026〕第2号');
  await form.getByLabel(/当事人的原话/).fill(said);
  await form.scrollIntoViewIfNeeded();
  await looksRight(page, 'parties-paper-statement-desktop');
  await form.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已提交，等待他人审核').waitFor();
  expect(await form.getByLabel(/当事人的原话/).inputValue()).toBe('');
  expect(complaints).toEqual([]);
  await page.context().close();

  const reviewer = (await officer('reviewer')).page;
  const part = reviewer.getByRole('region', { name: '待审核的说明' });
  await part.getByRole('button', { name: '打开说明' }).click();
  await part.getByLabel(/查看的理由/).fill('审核说明');
  await part.getByLabel(/查看的理由/).press('Enter');
  await part.getByText(said).waitFor();
  await part.getByLabel(/审核意见/).fill('没有个人信息。');
  await part.getByRole('button', { name: '审核通过，随信息展示' }).click();
  await part.getByText('没有待审核的说明').waitFor();
  const told = await bureau.asOwner<{ told: string }>('select told from party_statement_reviews where record_id = $1', [
    records[1],
  ]);
  expect(told).toEqual([{ told: said }]);
}, 180_000);

test('whoever stands at the counter without an account is given the credit report on paper, and the party a letter that tells it', async () => {
  const { page, complaints } = await officer('counter');
  const form = page.getByRole('form', { name: '出具信用报告' });
  await form.getByLabel('统一社会信用代码').fill(usccFor('411100', '91', 2));
  await form.getByLabel('办理人姓名').fill('虚构某某');
  await form.getByLabel('出示的证件和材料').fill('营业执照、身份证原件');
  await form.getByLabel('用途').fill('贷款使用');
  await form.getByRole('button', { name: '出具报告' }).click();
  const link = form.getByRole('link', { name: /下载报告/ });
  await link.waitFor();
  await looksRight(page, 'parties-report-desktop');
  const paper = await page.request.get(new URL((await link.getAttribute('href'))!, zhengming.address).href);
  expect([paper.status(), (await paper.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  const letter = page.waitForEvent('download');
  await form.getByRole('link', { name: '下载告知函（PDF）' }).click();
  expect((await letter).suggestedFilename()).toMatch(/^R20260309-.*-letter\.pdf$/);
  await form.getByText('没有使用中的“我的档案”').waitFor();
  expect(complaints).toEqual([]);
}, 180_000);
