import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { giveDemonstrationPassword } from '../../src/access/index.ts';
import { PROCEDURES } from '../../src/all-procedures.ts';
import { proposeDetermination } from '../../src/determinations/index.ts';
import { inviteParty } from '../../src/parties/index.ts';
import { tendClocks } from '../../src/procedures/index.ts';
import { Vault } from '../../src/vault/index.ts';
import { contextFor, makeActor, TEST_NOW } from '../support/actors.ts';
import { axeFindings, chineseTexts, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { caseSteps } from '../support/cases.ts';
import { testConsole } from '../support/console.ts';
import { usccFor } from '../support/identifiers.ts';
import { day } from '../support/law.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const PASSWORD = 'a long sentence of this journey 7';
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
/** The hands of the clock, of the program and of whoever acts beside it. */
let hands = TEST_NOW;
const browser = testBrowser();
// What `testBureau` sends, it reads itself: no worker may be quicker.
const zhengming = testConsole(() => hands, 'web');
let bureau: TestBureau;
let vault: Vault;
let ids: Map<string, string>;

beforeAll(async () => {
  bureau = await testBureau(zhengming.database);
  vault = await Vault.open(zhengming.database.pools, bureau.masterKey, hands);
  ids = await bureau.send([
    penaltyRow(1),
    penaltyRow(2, { CF_JDRQ: '2025/12/30', duty_performed_on: '2026/01/20' }),
    penaltyRow(3),
    penaltyRow(4, {
      ...{ CF_JDRQ: '2025/03/02', served_on: '2025-03-05', remedy_notified: 'true' },
      ...{ review_outcome: 'none', suit_outcome: 'none' },
    }),
  ]);
  for (const serial of [1, 2]) await bureau.publish(ids.get(NUMBER(serial))!);
}, 60_000);

const at = (day: string) => {
  hands = new Date(`${day}T02:00:00Z`);
  bureau.clock.now = hands;
};

type Post = 'clerk' | 'reviewer' | 'decider';
async function officer(post: Post, screen: Screen = 'desktop') {
  const opened = await browser.open(screen);
  const { accountId } = bureau[post].actor;
  const username = `${post}.of.cases`;
  const deps = { pools: zhengming.database.pools, now: () => hands, config: { demonstration: true } };
  await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
  const { page } = opened;
  await page.goto(`${zhengming.address}/office/`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '我的待办' }).waitFor();
  return opened;
}
/** A firm's own person, from the letter that brought the code to its own file. */
async function firm(serial: number) {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(zhengming.database.urls.owner, { id, path, kind }, 'counter');
  const counter = { ...contextFor(actor, zhengming.database.pools), now: () => hands, edition: bureau.law.edition };
  const sought = { kind: 'uscc', key: usccFor('411100', '91', serial) } as const;
  const shown = '身份证、营业执照，原件已核对';
  const invited = await inviteParty(counter, vault, { sought, capacity: 'representative', holder: '某甲', shown });
  const opened = await browser.open('desktop');
  const { page } = opened;
  await page.goto(`${zhengming.address}/my/join`);
  await page.locator('input[name=code]').fill(invited.code);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=repeat]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('input[name=username]').fill(invited.username);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/my$/);
  return opened;
}

async function looksRight(page: Page, name: string): Promise<void> {
  // A link under the pointer has the colours of one that is being pressed.
  await page.mouse.move(0, 0);
  await shot(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect([name, await axeFindings(page)]).toEqual([name, []]);
}
/** Opens the form of a step. */
async function chooseStep(page: Page, step: string) {
  await page.getByRole('button', { name: new RegExp(`^${step} →`) }).click();
  return page.getByRole('form', { name: step, exact: true });
}
const state = (page: Page, name: string) => page.locator('.page-head').getByText(name, { exact: true }).waitFor();
/** A document of a case, drafted and complete; the case as its id or its address. */
async function made(where: string, kind: string): Promise<void> {
  const kit = { law: bureau.law, vault };
  const caseId = where.split('/').at(-1)!;
  await caseSteps(kit, PROCEDURES).documents(bureau.clerk, caseId, 'draft', [kind]);
}

test('a firm objects in the portal; three officers hear it, each with the own step; it wins and reads so', async () => {
  const party = await firm(1);
  await party.page.goto(`${zhengming.address}/my/records/${ids.get(NUMBER(1))}/objection`);
  await party.page.locator('#point-1').fill('公示的罚款金额有误，应为四千元。');
  await party.page.getByRole('button', { name: '提交异议' }).click();
  await party.page.waitForURL(/\/my\/cases\//);
  const own = party.page.url();

  const clerk = await officer('clerk');
  const { page } = clerk;
  // On the list of what is due, with its procedure and state; Enter goes there.
  const row = page.locator('.ant-table-row', { hasText: NUMBER(1) });
  await row.getByText('已收到').waitFor();
  await row.focus();
  await page.keyboard.press('Enter');
  await state(page, '已收到');
  const where = page.url();
  await page.getByText('轮到您').waitFor();
  // Not before each point has its answer.
  await page.getByText(/还有 1 项意见、证据或者材料没有逐项处理/).waitFor();
  await page.getByLabel(/查看的理由/).fill('办理异议');
  await page.keyboard.press('Enter');
  await page.getByText('公示的罚款金额有误，应为四千元。').waitFor();
  await looksRight(page, 'case-objection-desktop');
  await page.getByRole('button', { name: '处理', exact: true }).click();
  await page.getByRole('radio', { name: '成立', exact: true }).check();
  const answer = page.getByLabel(/给当事人的答复/);
  await answer.fill('经核对决定书，罚款为四千元，成立。');
  // Looking elsewhere loses nothing of what was typed.
  await page.getByRole('link', { name: '返回案件' }).click();
  await page.getByRole('heading', { name: '案件', exact: true }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: '处理', exact: true }).click();
  expect(await answer.inputValue()).toBe('经核对决定书，罚款为四千元，成立。');
  await answer.press('Control+Enter');
  await page.getByText('已逐项处理').waitFor();
  // A reply is drafted here or not at all.
  const draft = await chooseStep(page, '拟制答复');
  await draft.getByText(/先在下方“文书”中起草/).waitFor();
  expect(await draft.getByRole('button', { name: '拟制答复' }).isDisabled()).toBe(true);
  await made(where, 'reply');
  await page.reload();
  await chooseStep(page, '拟制答复');
  await draft.getByText('内容完整').waitFor();
  await draft.getByRole('button', { name: '拟制答复' }).click();
  await state(page, '已拟答复');
  await page.getByText('等待：审核岗').waitFor();
  await page.getByText(/不由您办理的步骤/).click();
  await page
    .getByText(/为什么不能/)
    .first()
    .waitFor();
  expect(clerk.complaints).toEqual([]);

  const reviewer = await officer('reviewer', 'phone');
  await reviewer.page.goto(where);
  const pass = await chooseStep(reviewer.page, '审核通过');
  // The document that was drafted, and no choice of another.
  await pass.getByText('内容完整').waitFor();
  expect(await pass.locator('input[type=file]').count()).toBe(0);
  await looksRight(reviewer.page, 'case-review-phone');
  await pass.getByRole('button', { name: '审核通过' }).click();
  await state(reviewer.page, '已审核');
  await reviewer.page.context().close();

  const decider = await officer('decider');
  await decider.page.goto(where);
  await decider.page.getByText('有意见成立，不能决定异议不成立。').waitFor();
  const decide = await chooseStep(decider.page, '决定更正');
  await decide.getByLabel(/理由/).fill('罚款金额记载有误，予以更正。');
  await decide.getByRole('button', { name: '决定更正' }).click();
  await state(decider.page, '决定更正，待更正');
  await decider.page.context().close();

  // Confirmed only when the record is corrected and the public reads it so.
  await page.reload();
  await page.getByText(/记录还没有在异议之后的更正版本/).waitFor();
  await bureau.send([penaltyRow(1, { action: '1', CF_NR_FK: '0.4', CF_NR: '罚款人民币四千元' })]);
  await bureau.publish(ids.get(NUMBER(1))!, { version: 2 });
  await page.reload();
  await (await chooseStep(page, '确认已更正')).getByRole('button', { name: '确认已更正' }).click();
  await state(page, '已更正');
  await page.getByText('案件已经办结。').waitFor();
  await page.locator('.ant-message-notice').first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
  expect(await chineseTexts(page)).toEqual([]);
  await looksRight(page, 'case-closed-english');
  await page.context().close();

  await party.page.goto(own);
  await party.page.getByText('已更正').first().waitFor();
  await party.page.getByText('经核对决定书，罚款为四千元，成立。').waitFor();
  expect(party.complaints).toEqual([]);
  await party.page.context().close();
}, 180_000);

test('two officers at once: the second is told, reads what the first did, and keeps what was typed', async () => {
  const { page } = await officer('clerk');
  await page.goto(`${zhengming.address}/office/records/${ids.get(NUMBER(3))}`);
  await page.getByRole('button', { name: '登记书面异议' }).click();
  await page.getByLabel('意见 1').fill('没有收到决定书。');
  await page.getByRole('button', { name: '再加一项' }).first().click();
  await page.getByLabel('意见 2').fill('当事人名称有误。');
  await page.getByLabel('意见 2').press('Control+Enter');
  await page.getByText('共 2 项，还有 2 项没有处理').waitFor();
  const id = page.url().split('/').at(-1)!;
  await made(id, 'check_notice');
  await page.reload();
  const ask = await chooseStep(page, '送提供单位核查');
  await ask.getByText('内容完整').waitFor();
  const { add } = caseSteps({ law: bureau.law, vault }, PROCEDURES);
  await add(bureau.clerk, id, 'exhibit', '邮寄单据。');
  await ask.getByRole('button', { name: '送提供单位核查' }).click();
  await page.getByText(/您看过之后，这一事项已有变化/).waitFor();
  await page.getByText('共 3 项，还有 3 项没有处理').waitFor();
  await ask.getByRole('button', { name: '送提供单位核查' }).click();
  await state(page, '提供单位核查中');
  // Both clocks: the bureau's own fell away, the whole and the provider's run.
  await page.getByRole('region', { name: '提供单位核查异议' }).getByText('2026-03-12').first().waitFor();
  await page
    .getByRole('region', { name: /总期限/ })
    .getByText('2026-03-18')
    .first()
    .waitFor();
  await page.context().close();
}, 120_000);

test('a clock that ran out is told on the list of work, on the list of cases and in the case, and decides nothing', async () => {
  at('2026-03-20');
  const deps = { pools: zhengming.database.pools, now: () => hands, law: () => bureau.law, log: () => undefined };
  await tendClocks(deps, PROCEDURES);
  const { page, complaints } = await officer('clerk');
  await page
    .getByRole('region', { name: /已逾期/ })
    .getByText(NUMBER(3))
    .waitFor();
  await page.getByRole('link', { name: '案件', exact: true }).click();
  await page.getByText('等我办理').click();
  await page.waitForURL(/mine=true/);
  const row = page.locator('.ant-table-row', { hasText: NUMBER(3) });
  await row.getByText('已逾期（2026-03-12）').waitFor();
  await row.getByText('等您办理').waitFor();
  await looksRight(page, 'cases-desktop');
  // The address holds what was narrowed to.
  await page.reload();
  await row.waitFor();
  await row.click();
  const clock = page.getByRole('region', { name: '提供单位核查异议' });
  await clock.getByText('已逾期').waitFor();
  await clock.getByText('怎样算的').click();
  await clock.getByText(/第 3 个工作日/).waitFor();
  await state(page, '提供单位核查中');
  await page.getByText('异议标注，不作为失信信息').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const phone = (await officer('clerk', 'phone')).page;
  await phone.goto(`${zhengming.address}/office/cases?mine=true`);
  await phone.getByText(NUMBER(3)).waitFor();
  await looksRight(phone, 'cases-phone');
  await phone.getByRole('button', { name: new RegExp(NUMBER(3).replace(/[〔〕]/g, '.')) }).click();
  await phone.getByRole('region', { name: '期限', exact: true }).waitFor();
  await looksRight(phone, 'case-phone');
  await phone.context().close();
}, 120_000);

test('a firm applies for repair; before its shortest term the decider is told the day, on it the record is gone', async () => {
  at('2026-03-23');
  const party = await firm(2);
  await party.page.goto(`${zhengming.address}/my/records/${ids.get(NUMBER(2))}/repair`);
  await party.page.locator('#commit').check();
  await party.page.getByRole('button', { name: '提交申请' }).click();
  await party.page.waitForURL(/\/my\/cases\//);
  const id = party.page.url().split('/').at(-1)!;
  const { take, dispose } = caseSteps({ law: bureau.law, vault }, PROCEDURES);
  await take(bureau.clerk, id, 'accept', { documents: ['acceptance_notice'] });
  await take(bureau.clerk, id, 'verify');
  await dispose(bureau.clerk, id, 1, 'sufficient');
  await take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await take(bureau.reviewer, id, 'pass', { documents: ['decision'] });

  const early = (await officer('decider')).page;
  await early.goto(`${zhengming.address}/office/cases/${id}`);
  await early.getByText('尚不能准予修复：最早可修复日为 2026-03-30。').waitFor();
  await looksRight(early, 'case-repair-early-desktop');
  await early.context().close();

  at('2026-03-30');
  const { page, complaints } = await officer('decider');
  await page.goto(`${zhengming.address}/office/cases/${id}`);
  const approve = await chooseStep(page, '准予修复');
  await approve.getByLabel(/理由/).fill('最短公示期届满，义务已经履行。');
  await approve.getByRole('button', { name: '准予修复' }).click();
  await state(page, '准予，同步中');
  await page.getByText('停止公示和使用').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
  await party.page.reload();
  await party.page.locator('input[name=password]').or(party.page.getByText('准予，同步中')).first().waitFor();
  await party.page.context().close();
}, 180_000);

test('what was wrongly determined is removed at once, and closed only with apology, good name and word of compensation', async () => {
  at('2026-04-01');
  const kit = { law: bureau.law, vault };
  const { take } = caseSteps(kit, PROCEDURES);
  const contents = {
    ...{ domain: null, termMonths: 12, measures: ['M10'], refs: ['hnxy:32'] },
    ...{ role: null, roleFrom: null, roleUntil: null },
  };
  const recordId = ids.get(NUMBER(4))!;
  const given = {
    recordId,
    use: 'key_supervision',
    contents,
    on: day('2026-04-01'),
    reason: '提出认定建议。',
  } as const;
  const { id } = (await proposeDetermination(bureau.clerk, kit, given)).result;
  await take(bureau.clerk, id, 'serve_notice', { documents: ['prior_notice', 'delivery_receipt'] });
  at('2026-04-20');
  await take(bureau.clerk, id, 'close_hearing');
  await take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await take(bureau.reviewer, id, 'pass', { documents: ['decision', 'legal_opinion'] });
  await take(bureau.decider, id, 'decide', { documents: ['decision', 'repair_notice'], reason: '事实清楚。' });
  await take(bureau.clerk, id, 'serve_decision', { documents: ['delivery_receipt'] });

  const { page: decider, complaints } = await officer('decider');
  await made(id, 'wrongful_removal');
  await decider.goto(`${zhengming.address}/office/cases/${id}`);
  const remove = await chooseStep(decider, '认定有误，立即移出');
  await remove.getByText('内容完整').waitFor();
  await remove.getByLabel(/理由/).fill('认定所依据的处罚另有其人。');
  await remove.getByRole('button', { name: '认定有误，立即移出' }).click();
  await decider.getByRole('region', { name: '经过' }).getByText('认定有误，立即移出').waitFor();
  await looksRight(decider, 'case-wrongful-desktop');
  for (const kind of ['apology', 'restoration_notice']) await made(id, kind);
  await decider.reload();
  const restore = await chooseStep(decider, '致歉、恢复名誉、告知赔偿');
  const send = restore.getByRole('button', { name: '致歉、恢复名誉、告知赔偿' });
  await restore.getByText(/先在下方“文书”中起草/).waitFor();
  expect(await send.isDisabled()).toBe(true);
  await made(id, 'compensation_note');
  await decider.reload();
  await chooseStep(decider, '致歉、恢复名誉、告知赔偿');
  await restore.getByText('内容完整').nth(2).waitFor();
  await restore.getByLabel(/理由/).fill('错误移出之后，致歉并恢复名誉。');
  await send.click();
  await state(decider, '已致歉并恢复名誉，通知中');
  expect(complaints).toEqual([]);
  await decider.context().close();

  const { page } = await officer('clerk');
  await page.goto(`${zhengming.address}/office/cases/${id}`);
  await (await chooseStep(page, '各单位均已移出')).getByRole('button', { name: '各单位均已移出' }).click();
  await page.getByText('案件已经办结。').waitFor();
  await page.context().close();
}, 120_000);
