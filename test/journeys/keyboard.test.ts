import { expect, test } from 'vitest';
import { TEST_NOW } from '../support/actors.ts';
import { testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { tabTo } from '../support/keyboard.ts';
import { isForTheKeyboard, walkByKeyboard } from '../support/keyboard-walk.ts';

const browser = testBrowser();
const zhengming = testConsole(TEST_NOW, 'web');

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

  // A dialog takes the keyboard; Escape closes it and gives the keyboard back to what opened it.
  const keys = page.getByRole('button', { name: '快捷键' });
  await keys.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await expect.poll(() => page.evaluate(`document.activeElement.closest('[role=dialog]') !== null`)).toBe(true);
  await isForTheKeyboard(page, 'the list of keys', '[role=dialog]');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(() => page.evaluate('document.activeElement.ariaLabel')).toBe('快捷键');
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

test.each([
  ['what only a mouse can press', '<span style="cursor:pointer">x</span>', 'mouseOnly'],
  ['what Tab passes over', '<button tabindex="-1">x</button>', 'unreached'],
  ['where one does not see it', '<a href="#x" style="outline:none">x</a>', 'unseen'],
  ['what does not let it go', '<input onkeydown="event.preventDefault()" aria-label="x">', 'isTrapped'],
])(
  'the walk by keyboard that every page is taken on finds %s',
  async (_what, fault, named) => {
    const { page } = await browser.open('desktop');
    const sound =
      '<button>one</button><label><input type="radio" name="r">a</label><label><input type="radio" name="r">b</label>';
    await page.setContent(`<main>${sound}</main>`);
    expect(await isForTheKeyboard(page, 'sound')).toBe('one');
    await page.setContent(`<main>${sound}${fault}</main>`);
    const { first: _first, ...faults } = await walkByKeyboard(page);
    const isFound = Object.entries(faults).filter(([, found]) => found === true || (found as string[]).length > 0);
    expect(isFound.map(([what]) => what)).toEqual([named]);
    await page.context().close();
  },
  60_000,
);
