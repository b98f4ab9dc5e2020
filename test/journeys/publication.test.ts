import { expect, test } from 'vitest';
import { axeFindings, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { csvOf, penaltyRow } from '../support/penalties.ts';

const browser = testBrowser();
const zhengming = testConsole();

test('what a clerk sends a second person reviews and a third releases; it leaves the queue', async () => {
  const clerk = (await browser.open('desktop')).page;
  await zhengming.signIn(clerk, await zhengming.officer('clerk'));
  await clerk.goto(`${zhengming.address}/office/intake`);
  const file = { name: '虚构处罚.csv', mimeType: 'text/csv', buffer: csvOf([penaltyRow(7)]) };
  await clerk.locator('input[type=file]').setInputFiles(file);
  await clerk.getByRole('button', { name: '全部接收' }).click({ timeout: 30_000 });
  await clerk.getByText('本批已接收').waitFor();
  await clerk.context().close();

  const { page: reviewer, complaints } = await browser.open('desktop');
  await zhengming.signIn(reviewer, await zhengming.officer('reviewer'));
  await reviewer.goto(`${zhengming.address}/office/publication`);
  await reviewer.locator('.ant-table-row').first().waitFor();
  await shot(reviewer, 'publication-queue-desktop');
  expect(await axeFindings(reviewer)).toEqual([]);
  await reviewer.locator('.ant-table-row').first().click();
  await reviewer.getByText('拟公示内容').waitFor();
  await shot(reviewer, 'publication-sheet-desktop');
  expect(await axeFindings(reviewer)).toEqual([]);
  const pass = reviewer.getByRole('button', { name: '审核通过' });
  expect(await pass.isDisabled()).toBe(true);
  await reviewer.getByLabel('已完成保密审查').check();
  await pass.click();
  await reviewer.waitForURL(/\/office\/publication$/);
  await reviewer.getByText('待发布').last().waitFor();
  expect(complaints).toEqual([]);
  await reviewer.context().close();

  const publisher = (await browser.open('phone')).page;
  await zhengming.signIn(publisher, await zhengming.officer('publisher'));
  await publisher.goto(`${zhengming.address}/office/publication`);
  await publisher.locator('.card .plain-button').first().click();
  await publisher.getByRole('button', { name: '发布' }).waitFor();
  await shot(publisher, 'publication-release-phone');
  expect(await fitsWidth(publisher)).toBe(true);
  expect(await axeFindings(publisher)).toEqual([]);
  await publisher.getByRole('button', { name: '发布' }).click();
  await publisher.getByText('没有待审核或待发布的决定').waitFor();
}, 120_000);
