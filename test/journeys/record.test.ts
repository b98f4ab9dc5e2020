import type { Page, Route } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { giveDemonstrationPassword } from '../../src/ground/access/index.ts';
import { axeFindings, chineseTexts, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const PASSWORD = 'a long sentence of this journey 7';
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const UNCLASSED = { CF_CFLB: '降低资质等级', CF_NR_FK: '' };

const browser = testBrowser();
const zhengming = testConsole();
let bureau: TestBureau;
let ids: Map<string, string>;

beforeAll(async () => {
  bureau = await testBureau(zhengming.database);
  ids = await bureau.send([penaltyRow(1), penaltyRow(2), penaltyRow(3), penaltyRow(4, { CF_JDRQ: '2026/02/24' })]);
  for (const serial of [1, 2, 3]) await bureau.publish(ids.get(NUMBER(serial))!);
  await bureau.send([
    penaltyRow(1, { action: '1', CF_NR_FK: '0.6', served_on: '2026/03/04' }),
    // Of a graver class now: its end would come later, which a person decides.
    penaltyRow(2, { action: '1', CF_CFLB: '吊销许可证件', CF_NR_FK: '', CF_NR_ZKDX: '许可证' }),
    penaltyRow(3, { action: '2', withdrawal_reason: '决定被依法撤销' }),
    penaltyRow(5, UNCLASSED),
  ]);
}, 60_000);

type Post = 'clerk' | 'reviewer' | 'publisher';
async function signIn(page: Page, post: Post): Promise<void> {
  const { accountId } = bureau[post].actor;
  const username = `${post}.of.journey`;
  const deps = { pools: zhengming.database.pools, now: () => bureau.clock.now, config: { demonstration: true } };
  await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
  await page.goto(`${zhengming.address}/office/`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '我的待办' }).waitFor();
}

/** Keeps the first answer of a route back until it is let go. */
async function holdFirst(page: Page, url: string): Promise<{ arrive(): Promise<void> }> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: delivered, resolve: deliver } = Promise.withResolvers<void>();
  const hold = async (route: Route) => {
    const answer = await route.fetch();
    await released;
    await route.fulfill({ response: answer });
    deliver();
  };
  await page.route(url, hold, { times: 1 });
  return {
    arrive: () => {
      release();
      return delivered;
    },
  };
}

async function looksRight(page: Page, name: string): Promise<void> {
  await shot(page, name);
  expect(await fitsWidth(page)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
}

test('the day begins with what waits, overdue first with its article, and Enter goes there', async () => {
  const { page, complaints } = await browser.open('desktop');
  await signIn(page, 'reviewer');
  const overdue = page.getByRole('region', { name: /已逾期/ });
  await overdue.getByText(NUMBER(4)).waitFor();
  await page.getByText('撤回公示', { exact: true }).first().waitFor();
  await looksRight(page, 'work-desktop');
  await overdue.getByRole('button', { name: '怎样算的' }).first().click();
  await page.getByText(/第 7 个工作日/).waitFor();
  await page.locator('.ant-drawer-body').press('Escape');
  await page.locator('.ant-drawer-body').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'My work' }).waitFor();
  expect(await chineseTexts(page)).toEqual([]);
  await looksRight(page, 'work-english');
  await page.getByRole('button', { name: '中文' }).click();
  await overdue.locator('.ant-table-row').first().focus();
  await page.keyboard.press('Enter');
  await page.getByText('拟公示内容').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const phone = (await browser.open('phone')).page;
  await signIn(phone, 'reviewer');
  await phone.getByText(NUMBER(4)).waitFor();
  await looksRight(phone, 'work-phone');
  await phone.context().close();
}, 120_000);

test('a record tells what happened on two clocks; an objection on paper marks it at once', async () => {
  const { page, complaints } = await browser.open('desktop');
  await signIn(page, 'clerk');
  // Who types faster than the server answers is heard all the same, and the late answer does not come up.
  const late = await holdFirst(page, '**/api/v1/records/searches');
  await page.getByRole('link', { name: '记录', exact: true }).click();
  await page.getByLabel('文书号').fill(NUMBER(1));
  await page.keyboard.press('Enter');
  await page.locator('.ant-table-row', { hasText: NUMBER(1) }).waitFor();
  await late.arrive();
  expect(await page.locator('.ant-table-row').count()).toBe(1);
  await looksRight(page, 'records-desktop');
  expect(page.url()).not.toContain(encodeURIComponent('虚'));
  await page.locator('.ant-table-row', { hasText: NUMBER(1) }).click();
  const timeline = page.getByRole('region', { name: '经过' });
  await timeline.getByText('更正为第 2 版').waitFor();
  await timeline.getByText('开始公示（第 1 版）').waitFor();
  await timeline.getByText('0.6').waitFor();
  const known = await timeline.locator('.moment').allTextContents();
  await timeline.getByText('按发生之日').click();
  expect(await timeline.locator('.moment').allTextContents()).not.toEqual(known);
  await looksRight(page, 'record-desktop');
  const asked = page.getByRole('region', { name: '依行政处罚法核对' });
  await asked.locator('li', { hasText: '处罚种类' }).getByText('相符').waitFor();

  await page.getByText('没有关于这条记录的案件。').waitFor();
  await page.getByRole('button', { name: '登记书面异议' }).click();
  const point = page.getByLabel('意见 1');
  await point.fill('当事人称罚款金额记载有误');
  await looksRight(page, 'objection-on-paper-desktop');
  // Looking elsewhere loses nothing of what was typed.
  await page.getByRole('link', { name: '返回记录' }).click();
  await page.getByRole('button', { name: '登记书面异议' }).click();
  expect(await point.inputValue()).toBe('当事人称罚款金额记载有误');
  await point.focus();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('region', { name: '异议处理（属于自身责任）' }).getByText('2026-03-12').first().waitFor();
  await page.getByRole('link', { name: NUMBER(1) }).click();
  await page.getByText('异议核实中').first().waitFor();
  await page.getByText('异议：登记').waitFor();
  await looksRight(page, 'record-objection-desktop');
  expect(complaints).toEqual([]);

  await page.emulateMedia({ media: 'print' });
  await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
  expect(await page.locator('main details:not([open])').count()).toBe(0);
  await shot(page, 'record-print');
  await page.emulateMedia({ media: null });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
  expect(await chineseTexts(page)).toEqual([]);
  await looksRight(page, 'record-english');
  await page.context().close();

  const phone = (await browser.open('phone')).page;
  await signIn(phone, 'clerk');
  await phone.goto(`${zhengming.address}/office/records/${ids.get(NUMBER(1))}`);
  await phone.getByRole('region', { name: '经过' }).getByText('更正为第 2 版').waitFor();
  await looksRight(phone, 'record-phone');
  await phone.context().close();
}, 120_000);

test('what may stand public no longer is withdrawn with a public reason, personal data refused', async () => {
  const { page, complaints } = await browser.open('desktop');
  await signIn(page, 'reviewer');
  await page.getByRole('link', { name: '待撤回公示' }).click();
  const reason = page.getByLabel('公开说明的理由');
  await reason.fill('请致电13800000000。');
  await page.getByRole('button', { name: '撤回公示' }).click();
  await page.getByText(/疑似个人信息/).waitFor();
  expect(await reason.inputValue()).toBe('请致电13800000000。');
  await looksRight(page, 'withdrawals-desktop');
  await reason.fill('该处罚决定已被复议机关撤销。');
  await page.getByRole('button', { name: '撤回公示' }).click();
  await page.getByText('没有待撤回的公示').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
}, 60_000);

test('a later end is declined with a reason, and the record tells so', async () => {
  const { page, complaints } = await browser.open('desktop');
  await signIn(page, 'publisher');
  await page.getByRole('link', { name: '待确认截止日' }).click();
  const reason = page.getByLabel('决定的理由');
  await reason.or(page.getByText('没有待确认的截止日')).first().waitFor();
  // The worker that proposes follows the journal; it may need a moment.
  for (let tries = 0; tries < 20 && !(await reason.isVisible()); tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
    await page.getByRole('heading', { name: '待确认截止日' }).waitFor();
    await page.waitForTimeout(300);
  }
  await reason.fill('许可证件已由他机关恢复，维持原日。');
  await looksRight(page, 'terms-desktop');
  await page.getByRole('button', { name: '维持原日' }).click();
  await page.getByText('没有待确认的截止日').waitFor();
  await page.goto(`${zhengming.address}/office/records/${ids.get(NUMBER(2))}`);
  await page.getByText(/不同意较晚的截止日 20/).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
}, 60_000);
