import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { giveDemonstrationPassword } from '../../src/access/index.ts';
import { TEST_NOW } from '../support/actors.ts';
import { axeFindings, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const PASSWORD = 'a long sentence of this journey 7';
const browser = testBrowser();
let bureau: TestBureau;
// What `testBureau` sends, it reads itself: no worker may be quicker.
const zhengming = testConsole(() => bureau?.clock.now ?? TEST_NOW, 'web');
let recordId: string;

const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
beforeAll(async () => {
  bureau = await testBureau(zhengming.database);
  recordId = [...(await bureau.send([penaltyRow(1, { CF_JDRQ: '2025/03/02', ...FINAL })])).values()][0]!;
}, 60_000);

type Post = 'clerk' | 'reviewer' | 'decider';
async function officer(post: Post, path: string, screen: Screen = 'desktop') {
  const opened = await browser.open(screen);
  const { accountId } = bureau[post].actor;
  const username = `${post}.of.determinations`;
  const deps = { pools: zhengming.database.pools, now: () => bureau.clock.now, config: { demonstration: true } };
  await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
  const { page } = opened;
  await page.goto(`${zhengming.address}/office/${path}`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page
    .getByRole('navigation')
    .or(page.getByRole('button', { name: '菜单' }))
    .first()
    .waitFor();
  return opened;
}
async function looksRight(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await shot(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect([name, await axeFindings(page)]).toEqual([name, []]);
}
async function choose(page: Page, label: string, option: string, typed?: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.click();
  if (typed !== undefined) await field.fill(typed);
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
  await page.keyboard.press('Escape');
}

test('the law answers beside the form: no list is open and why, too low an article is refused, then it is proposed', async () => {
  const { page, complaints } = await officer('clerk', `records/${recordId}`);
  await page.getByRole('button', { name: '提出认定建议' }).click();
  const form = page.getByRole('form', { name: '提出认定建议' });
  await form.getByText('没有设列任何领域，不能列入任何人。').waitFor();
  expect(await form.getByRole('radio', { name: '列入严重失信主体名单' }).isDisabled()).toBe(true);
  const send = form.getByRole('button', { name: '提出认定建议' });
  await form.getByLabel('期限（月）').fill('12');
  await choose(page, '提示的措施', '纳入重点监管范围');
  await choose(page, '依据的条文', '《河南省社会信用条例》第32条', '社会信用条例》第32');
  await form.getByText('依法可以提出。').waitFor();
  expect(await send.isDisabled()).toBe(true);
  await form.getByLabel(/查明的事实和理由/).fill('处罚决定已经生效，义务尚未履行。');
  await looksRight(page, 'determination-form-desktop');
  // Looking elsewhere loses nothing of what was typed.
  await page.getByRole('link', { name: '返回记录' }).click();
  await page.getByRole('button', { name: '提出认定建议' }).click();
  expect(await form.getByLabel(/查明的事实和理由/).inputValue()).toBe('处罚决定已经生效，义务尚未履行。');
  await send.click();
  await page.getByRole('region', { name: '拟认定的内容' }).getByText('12 个月，自送达之日起').waitFor();
  await looksRight(page, 'determination-case-desktop');
  expect(complaints).toEqual([]);
  await page.context().close();

  const phone = (await officer('clerk', `records/${recordId}/cases/determination`, 'phone')).page;
  await phone.getByText('没有设列任何领域，不能列入任何人。').waitFor();
  await looksRight(phone, 'determination-form-phone');
  await phone.goto(`${zhengming.address}/office/determinations`);
  await phone.getByText('今天没有有效的认定').waitFor();
  await looksRight(phone, 'determinations-phone');
  await phone.context().close();
}, 120_000);
