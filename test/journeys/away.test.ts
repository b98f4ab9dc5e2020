import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFindings, chineseTexts, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const clock = { now: new Date('2026-03-09T02:00:00Z') };
const zhengming = testConsole(() => clock.now, 'web');

async function at(place: string, username: string, screen: Screen): Promise<Page> {
  const { page } = await browser.open(screen);
  await zhengming.signIn(page, username);
  await page.goto(`${zhengming.address}/office/${place}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

async function looksRight(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await shot(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect([name, await axeFindings(page)]).toEqual([name, []]);
}

/** Typed, and left by Tab: Enter would send a complete form. */
async function type(page: Page, label: string, day: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(day);
  await field.press('Tab');
}

test('who goes away hands the own desk to a colleague, has mail and calendar, and takes the desk back', async () => {
  const username = await zhengming.officer('clerk');
  await zhengming.officer('clerk');
  const page = await at('away', username, 'desktop');
  const handovers = page.getByRole('region', { name: '交接', exact: true });
  await handovers.getByText('现在没有交接').waitFor();
  await handovers.getByLabel('代管人').click();
  await page.locator('.ant-select-item-option').click();
  await type(page, '自', '2026-03-09');
  await type(page, '至（含当日）', '2026-03-13');
  await handovers.getByRole('button', { name: '交接' }).click();
  await handovers.getByText('2026-03-09 – 2026-03-13').waitFor();

  const mail = page.getByRole('region', { name: '邮件提醒' });
  await mail.getByLabel('邮件地址').fill('clerk@example.invalid');
  await mail.getByRole('button', { name: '发送到此地址' }).click();
  await mail.getByRole('button', { name: '不再发送' }).waitFor();

  const calendars = page.getByRole('region', { name: '日历订阅' });
  await calendars.getByRole('button', { name: '新建日历地址' }).click();
  const address = (await calendars.getByText(/[.]ics$/).textContent())!;
  await looksRight(page, 'away-desktop');
  expect(await (await fetch(address)).text()).toContain('BEGIN:VCALENDAR');
  await calendars.getByRole('button', { name: '结束' }).click();
  await calendars.getByText('没有日历订阅').waitFor();
  expect((await fetch(address)).status).toBe(404);

  await handovers.getByRole('button', { name: '收回' }).click();
  await handovers.getByText('已收回').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.reload();
  await page.getByRole('region', { name: 'Calendars' }).getByText('No calendar').waitFor();
  expect(await chineseTexts(page)).toEqual([]);
  await page.context().close();
}, 120_000);

test('an outage is recorded by one officer and confirmed by another, who finds it on the telephone', async () => {
  const page = await at('outages', await zhengming.officer('reviewer'), 'desktop');
  await page.getByLabel('开始', { exact: true }).fill('2026-03-05T09:00');
  await page.getByLabel('恢复', { exact: true }).fill('2026-03-06T17:30');
  await page.getByLabel('原因（至少 4 个字，当事人可以看到）').fill('机房断电，平台无法访问。');
  await page.getByRole('button', { name: '登记中断' }).click();
  await page.getByText('待另一人确认，尚不起作用').waitFor();
  expect(await page.getByRole('button', { name: '确认', exact: true }).count()).toBe(0);
  await looksRight(page, 'outages-desktop');
  await page.context().close();

  const second = await at('outages', await zhengming.officer('reviewer'), 'phone');
  await second.getByText('机房断电，平台无法访问。').waitFor();
  await looksRight(second, 'outages-phone');
  await second.getByRole('button', { name: /^确\s?认$/ }).click();
  await second.getByText('2026-03-09 10:00 确认').waitFor();
  await second.context().close();
}, 120_000);
