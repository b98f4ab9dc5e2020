import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { TEST_NOW } from '../support/actors.ts';
import { testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const zhengming = testConsole(TEST_NOW, 'web');

/** What the keyboard is on: what it is called, and whether one can see that it is there. */
type Focus = { readonly name: string; readonly visible: boolean };
function focusOf(page: Page): Promise<Focus> {
  return page.evaluate(`(() => {
    const at = document.activeElement;
    const shown = [at, at.parentElement, at.closest('.ant-select, .ant-picker, .ant-segmented-item, label')];
    const visible = at === document.body || shown.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
    const name = at === document.body ? '' : at.labels?.[0]?.textContent || at.getAttribute('aria-label') || at.textContent || at.title || at.id || at.tagName;
    return { name, visible };
  })()`) as Promise<Focus>;
}

/** Goes on by Tab until the keyboard is on what is called so; every stop on the way must be seen. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    expect(focus).toEqual({ name: focus.name, visible: true });
    if (focus.name.trim() === name) return;
  }
  expect.fail(`no stop is called ${name}`);
}

test('an officer signs in, goes about and records an outage by the keyboard alone, and always sees where it is', async () => {
  const username = await zhengming.officer('reviewer');
  const { page, complaints } = await browser.open('desktop');
  page.setDefaultTimeout(30_000);
  await page.goto(`${zhengming.address}/office/`);
  // The form has the keyboard from the start.
  await page.getByLabel('用户名').waitFor();
  await page.keyboard.type(username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(zhengming.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '我的待办' }).waitFor();

  await page.reload();
  await page.getByRole('heading', { name: '我的待办' }).waitFor();
  await tabTo(page, '跳到正文');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');

  await page.reload();
  await page.getByRole('heading', { name: '我的待办' }).waitFor();
  await tabTo(page, '系统中断');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '系统中断', level: 1 }).waitFor();
  await page.getByText('没有登记过中断').waitFor();
  // Moments are typed into the browser's own field, whose order of parts follows the language of the browser.
  await page.getByLabel('开始', { exact: true }).fill('2026-03-05T09:00');
  await page.getByLabel('恢复', { exact: true }).fill('2026-03-06T17:30');
  await tabTo(page, '原因（至少 4 个字，当事人可以看到）');
  await page.keyboard.type('机房断电，平台无法访问。');
  await tabTo(page, '登记中断');
  await page.keyboard.press('Enter');
  await page.getByText('待另一人确认，尚不起作用').waitFor();

  // What opens gives the keyboard back to what opened it.
  await page.goto(`${zhengming.address}/office/law?part=periods`);
  const row = page.locator('tr[data-open]').first();
  await row.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(`document.activeElement.matches('tr[data-open]')`)).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);
