import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { PROCEDURES } from '../../src/all-procedures.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { sha256Of } from '../../src/office/archive/archive-package.ts';
import { enterObjection } from '../../src/rights/objections/index.ts';
import { axeFindings, chineseTexts, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { caseSteps } from '../support/cases.ts';
import { testConsole } from '../support/console.ts';
import { day } from '../support/law.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const browser = testBrowser();
const zhengming = testConsole();
let bureau: TestBureau;

beforeAll(async () => {
  const { database } = zhengming;
  bureau = await testBureau(database, '1.1.');
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const deps = { law: bureau.law, vault };
  const steps = caseSteps(deps, PROCEDURES);
  for (const recordId of (await bureau.send([penaltyRow(1), penaltyRow(2)])).values()) {
    const given = { recordId, receivedOn: day('2026-03-09'), channel: 'paper' as const, points: ['金额有误。'] };
    const { id } = (await enterObjection(bureau.clerk, deps, { ...given, exhibits: [] })).result;
    await steps.take(bureau.clerk, id, 'withdraw', { documents: ['withdrawal_request'] });
  }
  // A package holds proofs of the log: what was just written must be in it first.
  await vi.waitFor(
    async () => {
      const missing = await bureau.asOwner(
        `select from journal j left join journal_positions p on p.entry_id = j.id
         where p.position is null or p.position > (select coalesce(max(c.size), 0) from log_checkpoints c)`,
      );
      expect(missing).toEqual([]);
    },
    { timeout: 30_000, interval: 200 },
  );
}, 120_000);

test('a clerk hands closed cases over, another enters the receipt of the archive, and one with another digest is refused', async () => {
  const { page, complaints } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('clerk'));
  await page.getByRole('link', { name: '档案移交' }).click();
  const waiting = page.getByRole('region', { name: '待移交案件' });
  await waiting.getByRole('checkbox').nth(0).check();
  await waiting.getByRole('checkbox').nth(1).check();
  await waiting.getByRole('button', { name: '制作移交包（2 件）' }).click();
  const form = page.getByRole('form', { name: '制作移交包' });
  await form.getByLabel('接收机构').fill('虚构市档案馆');
  await form.getByLabel('事由').fill('案件办结归档。');
  await shot(page, 'office-archive-desktop');
  expect([await fitsWidth(page), await axeFindings(page)]).toEqual([true, []]);
  const saved = page.waitForEvent('download');
  await form.getByRole('button', { name: '确定' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^档案移交包-.*[.]zip$/);
  const sha256 = sha256Of(await readFile(await file.path()));
  await page.getByText('没有待移交的案件').waitFor();
  await page.getByText('待回执').waitFor();
  expect(await page.getByRole('button', { name: '登记回执' }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();

  const { page: other, complaints: others } = await browser.open('desktop');
  await zhengming.signIn(other, await zhengming.officer('reviewer'));
  await other.goto(`${zhengming.address}/office/archive`);
  await other.getByRole('button', { name: '登记回执' }).click();
  const receipt = other.getByRole('form', { name: '登记回执' });
  await receipt.getByLabel('回执所写摘要', { exact: true }).fill('a'.repeat(64));
  await receipt.getByLabel('回执编号').fill('虚档收〔2026〕1号');
  await receipt.getByRole('button', { name: '确定' }).click();
  await receipt.getByRole('alert').waitFor();
  await receipt.getByLabel('回执所写摘要', { exact: true }).fill(sha256);
  expect(await axeFindings(other)).toEqual([]);
  await receipt.getByRole('button', { name: '确定' }).click();
  await other.getByText('虚档收〔2026〕1号').waitFor();
  await shot(other, 'office-archive-received');
  await other.reload();
  await other.getByRole('button', { name: 'English' }).click();
  await other.getByRole('heading', { name: 'Archive', exact: true }).waitFor();
  expect([await chineseTexts(other), others]).toEqual([[], []]);
  await other.context().close();
}, 90_000);

test('on a phone the page fits and reads alike', async () => {
  const { page } = await browser.open('phone');
  await zhengming.signIn(page, await zhengming.officer('reviewer'));
  await page.goto(`${zhengming.address}/office/archive`);
  await page.getByRole('region', { name: '移交包' }).getByText('虚构市档案馆').waitFor();
  await shot(page, 'office-archive-phone');
  expect([await fitsWidth(page), await axeFindings(page)]).toEqual([true, []]);
  await page.context().close();
}, 60_000);
