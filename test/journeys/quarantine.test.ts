import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFindings, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { csvOf, type PenaltyRow, penaltyRow } from '../support/penalties.ts';

const browser = testBrowser();
const zhengming = testConsole();
const FAULTY = { CF_XDR_SHXYM: '91411100MA0000019X', CF_WSH: '虚司罚决字〔2026〕第代码号' };
const UNCLASSED = { CF_CFLB: '降低资质等级', CF_NR_FK: '', CF_WSH: '虚司罚决字〔2026〕第类别号' };

async function deliver(page: Page, rows: readonly PenaltyRow[]): Promise<void> {
  await page.goto(`${zhengming.address}/office/intake`);
  const file = { name: '虚构处罚.csv', mimeType: 'text/csv', buffer: csvOf(rows) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: /接收可接收的|全部接收/ }).click({ timeout: 30_000 });
  const sure = page.getByRole('dialog').getByRole('button', { name: /接收可接收的/ });
  await sure.or(page.getByText('本批已接收')).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await page.getByText('本批已接收').waitFor();
}

async function looksRight(page: Page, name: string): Promise<void> {
  await shot(page, name);
  expect(await fitsWidth(page)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
}

test('what a machine left to a person is looked at with a reason and settled from the keyboard, on a desk and on a phone', async () => {
  const clerk = (await browser.open('desktop')).page;
  await zhengming.signIn(clerk, await zhengming.officer('clerk'));
  await deliver(clerk, [penaltyRow(9, FAULTY), penaltyRow(20, UNCLASSED), penaltyRow(21)]);
  await clerk.context().close();

  const { page, complaints } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('reviewer'));
  await page.goto(`${zhengming.address}/office/quarantine`);
  const faulty = page.locator('.ant-table-row', { hasText: '代码未通过校验' });
  await faulty.waitFor();
  await looksRight(page, 'quarantine-desktop');
  await faulty.focus();
  await page.keyboard.press('Enter');

  await page.getByLabel('查看的理由').fill('核对登记机关的回函');
  await page.keyboard.press('Enter');
  // What was sealed and is shown where it was asked for: the open part of the row has the number too.
  await page.locator('form dd', { hasText: FAULTY.CF_WSH }).waitFor();
  await page.getByLabel('接收').check();
  await page.getByLabel('处置的理由').fill('登记机关书面确认该代码在用');
  await looksRight(page, 'quarantine-row-desktop');
  // Looking elsewhere loses nothing of what was typed.
  await page.getByRole('link', { name: '返回待处置' }).click();
  await faulty.click();
  expect(await page.getByLabel('处置的理由').inputValue()).toBe('登记机关书面确认该代码在用');
  await page.getByLabel('处置的理由').focus();
  await page.keyboard.press('Control+Enter');
  await page.getByText('已接收并记入').waitFor();
  await faulty.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await page.context().close();

  const phone = (await browser.open('phone')).page;
  await zhengming.signIn(phone, await zhengming.officer('reviewer'));
  await phone.goto(`${zhengming.address}/office/quarantine`);
  await phone.locator('.card .plain-button').first().waitFor();
  await looksRight(phone, 'quarantine-phone');
  await phone.getByRole('button', { name: '类别待认定' }).click();
  await phone.getByLabel('认定类别').check();
  await phone.getByLabel('一般', { exact: true }).check();
  await phone.getByLabel('依据').fill('gbf22:2');
  await phone.locator('.ant-select-item-option', { hasText: 'gbf22:2' }).first().waitFor();
  await phone.keyboard.press('Enter');
  await phone.keyboard.press('Escape');
  await phone.getByLabel('处置的理由').fill('按一般失信处理的理由');
  await looksRight(phone, 'quarantine-class-phone');
  await phone.getByRole('button', { name: '作出处置' }).click();
  await phone.getByText('没有待处置的数据').waitFor();
}, 120_000);
