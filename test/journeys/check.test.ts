import { expect, test } from 'vitest';
import { axeFindings, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { csvOf, penaltyRow } from '../support/penalties.ts';

const browser = testBrowser();
const zhengming = testConsole();

test('at the counter a pasted code and Enter bring the facts in force, on a desk and on a phone', async () => {
  const row = penaltyRow(7);
  const clerk = (await browser.open('desktop')).page;
  await zhengming.signIn(clerk, await zhengming.officer('clerk'));
  await clerk.goto(`${zhengming.address}/office/intake`);
  const file = { name: '虚构处罚.csv', mimeType: 'text/csv', buffer: csvOf([row]) };
  await clerk.locator('input[type=file]').setInputFiles(file);
  await clerk.getByRole('button', { name: '全部接收' }).click({ timeout: 30_000 });
  await clerk.getByText('本批已接收').waitFor();
  await clerk.context().close();

  for (const screen of ['desktop', 'phone'] as const satisfies readonly Screen[]) {
    const { page, complaints } = await browser.open(screen);
    await zhengming.signIn(page, await zhengming.officer('counter'));
    await page.goto(`${zhengming.address}/office/check`);
    await page.getByLabel('事项').fill('行政许可审查');
    await page.getByLabel('用途').fill('核对申请人资格');
    // Both are remembered for the session: after this the code and Enter are all there is to type.
    await page.reload();
    await page.getByLabel('代码', { exact: true }).and(page.locator('input.check-asked')).fill(row.CF_XDR_SHXYM!);
    await page.keyboard.press('Enter');
    await page.getByText(row.CF_WSH!).first().waitFor();
    await shot(page, `check-${screen}`);
    expect(await fitsWidth(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}, 120_000);
