import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Program, spawnProgram, untilReady } from '../lifecycle/program.ts';
import { axeFindings, type Screen, shot, testBrowser } from '../support/browser.ts';

// The first ten minutes of the README, step by step, on the program that `npm start` starts.
const browser = testBrowser();
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-newcomer-'));
const FILE = path.resolve(import.meta.dirname, '../../demo/处罚-有错误.xlsx');
let program: Program;

beforeAll(async () => {
  program = await spawnProgram(home, {}, ['serve', '--demo']);
  while (!program.output().includes('program.partner')) {
    expect(program.child.exitCode, program.output()).toBe(null);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await untilReady(program);
}, 400_000);
afterAll(async () => {
  program.child.kill('SIGINT');
  await program.ended;
  rmSync(home, { recursive: true, force: true });
}, 60_000);

/** The third column of the printed list is the password. */
function passwordOf(account: string): string {
  const line = program
    .output()
    .split('\n')
    .find((candidate) => candidate.trim().startsWith(`${account} `));
  return line!.trim().split(/\s+/)[1]!;
}

async function signIn(account: string, screen: Screen = 'desktop'): Promise<Page> {
  const { page } = await browser.open(screen);
  await page.goto(`${program.address}/office/`);
  await page.getByLabel('用户名').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(passwordOf(account));
  await page.keyboard.press('Enter');
  await page
    .getByRole('navigation')
    .or(page.getByRole('button', { name: '菜单' }))
    .first()
    .waitFor();
  return page;
}

async function send(page: Page, file: string): Promise<void> {
  await page.getByRole('link', { name: '报送' }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/office\/batches\/[0-9a-f-]{36}/);
  await page.getByText('待确认').first().waitFor({ timeout: 30_000 });
}

async function acceptGoodRows(page: Page): Promise<void> {
  await page.getByRole('button', { name: /接收可接收的/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /接收可接收的/ })
    .click();
  await page.getByText('本批已接收').waitFor({ timeout: 30_000 });
}

const CODE = '行政相对人代码_1（统一社会信用代码）';

/** Puts the missing basis into the clerk's own workbook as it came back; answers the document's number and the party's code. */
async function mend(sheet: string): Promise<{ number: string; code: string }> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(sheet);
  const page = book.worksheets[0]!;
  let columns: Record<string, number> = {};
  let mended: { number: string; code: string } | undefined;
  page.eachRow((row) => {
    const texts = Array.from(row.values as unknown[], (value) => String(value ?? '').trim());
    if (Object.keys(columns).length === 0) {
      if (texts.includes('处罚依据')) columns = Object.fromEntries(texts.map((text, at) => [text, at]));
      return;
    }
    const basis = row.getCell(columns.处罚依据!);
    const number = texts[columns.行政处罚决定书文号!]!;
    if (mended || String(basis.value ?? '').trim() !== '' || number === '') return;
    basis.value = '《中华人民共和国律师法》第五十条第一款第一项';
    mended = { number, code: texts[columns[CODE]!]! };
  });
  await book.xlsx.writeFile(sheet);
  return mended!;
}

test('from the README alone: sent, mended, published, found, checked, and gone when its time is over', async () => {
  const began = performance.now();
  const clerk = await signIn('clerk.city');
  await send(clerk, FILE);
  await clerk.locator('.problems .tag').first().waitFor();
  await shot(clerk, 'ten-minutes-preview');
  const download = clerk.waitForEvent('download');
  await clerk.getByRole('link', { name: '下载错误表' }).click();
  const sheet = path.join(home, 'mended.xlsx');
  await (await download).saveAs(sheet);
  await acceptGoodRows(clerk);
  const { number, code } = await mend(sheet);
  await send(clerk, sheet);
  await shot(clerk, 'ten-minutes-mended');
  await acceptGoodRows(clerk);
  await clerk.context().close();

  const reviewer = await signIn('reviewer.city');
  await reviewer.getByRole('link', { name: '公示审核' }).click();
  await reviewer.locator('.ant-table-row', { hasText: number }).click();
  await reviewer.getByText('拟公示内容').waitFor();
  await shot(reviewer, 'ten-minutes-review');
  await reviewer.getByLabel('已完成保密审查').check();
  await reviewer.getByRole('button', { name: '审核通过' }).click();
  await reviewer.waitForURL(/\/office\/publication$/);
  await reviewer.context().close();

  const publisher = await signIn('publisher.city');
  await publisher.getByRole('link', { name: '公示审核' }).click();
  await publisher.locator('.ant-table-row', { hasText: number }).click();
  await publisher.getByRole('button', { name: '发布' }).click();
  await publisher.waitForURL(/\/office\/publication$/);
  await publisher.context().close();

  const { page: visitor } = await browser.open('phone');
  await visitor.goto(`${program.address}/`);
  await visitor.getByRole('searchbox').first().fill(code);
  await visitor.keyboard.press('Enter');
  await visitor.waitForURL('**/search*');
  await visitor.locator('main a[href*="/o/"]').first().click();
  await visitor.getByRole('link', { name: number }).click();
  await visitor.getByText(number).first().waitFor();
  const address = visitor.url();
  await shot(visitor, 'ten-minutes-public-page');
  expect(await axeFindings(visitor)).toEqual([]);

  const counter = await signIn('counter.partner');
  await counter.getByRole('link', { name: '核查' }).click();
  await counter.getByLabel('事项').fill('政府采购资格审查');
  await counter.getByLabel('用途').fill('资格审查');
  await counter.locator('input.check-asked').fill(code);
  await counter.keyboard.press('Enter');
  await counter.getByText(number).first().waitFor();
  await shot(counter, 'ten-minutes-check');
  await counter.context().close();
  expect((performance.now() - began) / 60_000).toBeLessThan(10);

  writeFileSync(path.join(home, 'clock'), '2031-01-01');
  await expect
    .poll(async () => (await fetch(address)).status, { timeout: 20_000 })
    .toBe((await fetch(`${address.slice(0, -4)}none`)).status);
  await visitor.reload();
  await shot(visitor, 'ten-minutes-gone');
  expect(await visitor.getByText(number).count()).toBe(0);
}, 300_000);
