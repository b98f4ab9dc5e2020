import { expect, test } from 'vitest';
import { axeFindings, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const zhengming = testConsole();

test.each(['desktop', 'phone'] as const)(
  'on %s an auditor reads the journal, looks at personal data and what was unusual, and searches by person, party and deed',
  async (screen) => {
    const { page, complaints } = await browser.open(screen);
    await zhengming.signIn(page, await zhengming.officer('auditor'));
    await page.goto(`${zhengming.address}/office/journal`);
    await page.getByRole('heading', { name: '操作日志' }).waitFor();
    await page.locator('.ant-table-row, .card').first().waitFor();
    await page.getByRole('region', { name: '异常使用' }).getByText('没有异常').waitFor();
    await shot(page, `journal-${screen}`);
    expect(await fitsWidth(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    const taken = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出' }).click();
    expect((await taken).suggestedFilename()).toMatch(/^journal-.*[.]csv$/);
    const find = () => page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('combobox', { name: '操作' }).fill('登录');
    await page
      .locator('.ant-select-item-option')
      .filter({ hasText: /^登录$/ })
      .click();
    await find();
    await page.locator('.ant-table-row, .card').filter({ hasNotText: '登录' }).waitFor({ state: 'detached' });
    await page.locator('.ant-table-row, .card').filter({ hasText: '登录' }).first().waitFor();
    await page.getByRole('textbox', { name: '主体' }).fill('没有这个主体');
    await find();
    await page.getByText('没有这样的操作').waitFor();
    await page.getByRole('textbox', { name: '主体' }).fill('');
    await page.getByLabel('操作人', { exact: true }).fill('没有这个人');
    await find();
    await page.getByText('没有这样的操作').waitFor();
    await page.getByText('查看个人信息', { exact: true }).click();
    await page.getByRole('region', { name: '查看个人信息' }).getByText('没有人查看过').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  60_000,
);
