import { beforeAll, expect, test } from 'vitest';
import { PROCEDURES } from '../../src/all-procedures.ts';
import { tendClocks } from '../../src/rights/procedures/index.ts';
import { chineseTexts } from '../support/browser.ts';
import { caseJourney, chooseStep, documentNumber, looksRight, stands } from '../support/case-journey.ts';
import { penaltyRow } from '../support/penalties.ts';
import type { TestBureau } from '../support/publications.ts';

const journey = caseJourney();
const { officer, firm, office, made, at, zhengming } = journey;
let bureau: TestBureau;
let ids: Map<string, string>;

beforeAll(async () => {
  bureau = journey.bureau;
  ids = await bureau.send([penaltyRow(1), penaltyRow(3)]);
  await bureau.publish(ids.get(documentNumber(1))!);
}, 60_000);

test('a firm objects in the portal; three officers hear it, each with the own step; it wins and reads so', async () => {
  const party = await firm(1);
  await party.page.goto(`${zhengming.address}/my/records/${ids.get(documentNumber(1))}/objection`);
  await party.page.locator('#point-1').fill('公示的罚款金额有误，应为四千元。');
  await party.page.getByRole('button', { name: '提交异议' }).click();
  await party.page.waitForURL(/\/my\/cases\//);
  const own = party.page.url();

  const clerk = await officer('clerk');
  const { page } = clerk;
  // On the list of what is due, with its procedure and state; Enter goes there.
  const row = page.locator('.ant-table-row', { hasText: documentNumber(1) });
  await row.getByText('已收到').waitFor();
  await row.focus();
  await page.keyboard.press('Enter');
  await stands(page, '已收到');
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
  await stands(page, '已拟答复');
  await page.getByText('等待：审核岗').waitFor();
  await page.getByText(/不由您办理的步骤/).click();
  await page
    .getByText(/为什么不能/)
    .first()
    .waitFor();
  expect(clerk.complaints).toEqual([]);

  const reviewer = await officer('reviewer', '', 'phone');
  await reviewer.page.goto(where);
  const pass = await chooseStep(reviewer.page, '审核通过');
  // The document that was drafted, and no choice of another.
  await pass.getByText('内容完整').waitFor();
  expect(await pass.locator('input[type=file]').count()).toBe(0);
  await looksRight(reviewer.page, 'case-review-phone');
  await pass.getByRole('button', { name: '审核通过' }).click();
  await stands(reviewer.page, '已审核');
  await reviewer.page.context().close();

  const decider = await officer('decider');
  await decider.page.goto(where);
  await decider.page.getByText('有意见成立，不能决定异议不成立。').waitFor();
  const decide = await chooseStep(decider.page, '决定更正');
  await decide.getByLabel(/理由/).fill('罚款金额记载有误，予以更正。');
  await decide.getByRole('button', { name: '决定更正' }).click();
  await stands(decider.page, '决定更正，待更正');
  await decider.page.context().close();

  // Confirmed only when the record is corrected and the public reads it so.
  await page.reload();
  await page.getByText(/记录还没有在异议之后的更正版本/).waitFor();
  await bureau.send([penaltyRow(1, { action: '1', CF_NR_FK: '0.4', CF_NR: '罚款人民币四千元' })]);
  await bureau.publish(ids.get(documentNumber(1))!, { version: 2 });
  await page.reload();
  await (await chooseStep(page, '确认已更正')).getByRole('button', { name: '确认已更正' }).click();
  await stands(page, '已更正');
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
  await page.goto(`${office('records')}/${ids.get(documentNumber(3))}`);
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
  await journey.steps().add(bureau.clerk, id, 'exhibit', '邮寄单据。');
  await ask.getByRole('button', { name: '送提供单位核查' }).click();
  await page.getByText(/您看过之后，这一事项已有变化/).waitFor();
  await page.getByText('共 3 项，还有 3 项没有处理').waitFor();
  await ask.getByRole('button', { name: '送提供单位核查' }).click();
  await stands(page, '提供单位核查中');
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
  const deps = {
    pools: zhengming.database.pools,
    now: () => bureau.clock.now,
    law: () => bureau.law,
    log: () => undefined,
  };
  await tendClocks(deps, PROCEDURES);
  const { page, complaints } = await officer('clerk');
  await page
    .getByRole('region', { name: /已逾期/ })
    .getByText(documentNumber(3))
    .waitFor();
  await page.getByRole('link', { name: '案件', exact: true }).click();
  await page.getByText('等我办理').click();
  await page.waitForURL(/mine=true/);
  const row = page.locator('.ant-table-row', { hasText: documentNumber(3) });
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
  await stands(page, '提供单位核查中');
  await page.getByText('异议标注，不作为失信信息').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const phone = (await officer('clerk', '', 'phone')).page;
  await phone.goto(office('cases?mine=true'));
  await phone.getByText(documentNumber(3)).waitFor();
  await looksRight(phone, 'cases-phone');
  await phone.getByRole('button', { name: new RegExp(documentNumber(3).replace(/[〔〕]/g, '.')) }).click();
  await phone.getByRole('region', { name: '期限', exact: true }).waitFor();
  await looksRight(phone, 'case-phone');
  await phone.context().close();
}, 120_000);
