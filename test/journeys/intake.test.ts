import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFindings, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { csvOf, type PenaltyRow, penaltyRow } from '../support/penalties.ts';

const browser = testBrowser();
const zhengming = testConsole();

/** Sends a sheet of penalties through the page and waits until it has been read. */
async function send(page: Page, rows: readonly PenaltyRow[]): Promise<void> {
  await page.goto(`${zhengming.address}/office/intake`);
  const file = { name: '虚构处罚.csv', mimeType: 'text/csv', buffer: csvOf(rows) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/office\/batches\/[0-9a-f-]{36}/);
  await page.getByText('待确认').or(page.getByText('无法读取')).first().waitFor({ timeout: 30_000 });
}

async function looksRight(page: Page, name: string): Promise<void> {
  await shot(page, name);
  expect(await fitsWidth(page)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
}

test.each(['desktop', 'phone'] as const)(
  'on %s a clerk sends a file with a fault, sees its cell, rule and article, fetches the error sheet and accepts the rest',
  async (screen: Screen) => {
    const { page, complaints } = await browser.open(screen);
    await zhengming.signIn(page, await zhengming.officer('clerk'));
    const start = screen === 'desktop' ? 1 : 101;
    await page.goto(`${zhengming.address}/office/intake`);
    await page.getByText('把文件拖到这里').waitFor();
    await looksRight(page, `intake-${screen}`);

    const faulty = { CF_XDR_SHXYM: '91411100MA0000000X', CF_JDRQ: '2026/13/45' };
    await send(page, [penaltyRow(start), penaltyRow(start + 1, faulty), penaltyRow(start + 2)]);
    await page.locator('.problems .tag').first().waitFor();
    await page.getByText('GB 32100、GB 11714、GB 11643').first().waitFor();
    await looksRight(page, `batch-preview-${screen}`);

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载错误表' }).click();
    expect((await download).suggestedFilename()).toMatch(/[.]xlsx$/);

    await page.getByRole('button', { name: /接收可接收的/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /接收可接收的/ })
      .click();
    await page.getByText('本批已接收').waitFor();
    await page.getByText('日志位置').waitFor();
    await looksRight(page, `batch-receipt-${screen}`);

    await page.goto(`${zhengming.address}/office/batches`);
    await page.getByText('已接收').first().waitFor();
    await looksRight(page, `batches-${screen}`);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  120_000,
);

test('a file that cannot be read says why in words', async () => {
  const { page } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('clerk'));
  await page.goto(`${zhengming.address}/office/intake`);
  const file = { name: '空.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK no workbook') };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('alert').first().waitFor();
  await page.getByText('无法读取').first().waitFor({ timeout: 30_000 });
  await shot(page, 'batch-unreadable');
  expect(await page.getByRole('alert').first().textContent()).toMatch(/[一-鿿]/);
}, 60_000);

test('who may not send is not offered to send', async () => {
  const { page } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('auditor'));
  await page.getByRole('link', { name: '法规库' }).waitFor();
  expect(await page.getByRole('link', { name: '报送' }).count()).toBe(0);
});
