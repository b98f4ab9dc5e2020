import { expect, test } from 'vitest';
import { axeFindings, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const zhengming = testConsole();

test.each(['desktop', 'phone'] as const)(
  'on %s an auditor reads the journal',
  async (screen) => {
    const { page, complaints } = await browser.open(screen);
    await zhengming.signIn(page, await zhengming.officer('auditor'));
    await page.goto(`${zhengming.address}/office/journal`);
    await page.getByRole('heading', { name: '操作日志' }).waitFor();
    await page.locator('.ant-table-row, .card').first().waitFor();
    await shot(page, `journal-${screen}`);
    expect(await fitsWidth(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  60_000,
);
