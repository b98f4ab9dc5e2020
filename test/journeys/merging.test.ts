import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { sequenceNow } from '../../src/ground/audit/index.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { ALL_SUBJECTS, SubjectIndex } from '../../src/names/matching/index.ts';
import { findPairs } from '../../src/names/merging/index.ts';
import { TEST_NOW } from '../support/actors.ts';
import { axeFindings, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { codeWithSlip, sendWithFaultyCode } from '../support/faulty-codes.ts';
import { usccFor } from '../support/identifiers.ts';
import { penaltyRow } from '../support/penalties.ts';
import { testBureau } from '../support/publications.ts';

const browser = testBrowser();
// What the test sends and follows, it sends and follows itself: no worker may be quicker.
const zhengming = testConsole(TEST_NOW, 'web');
const [OLD, NOW] = ['漯河市虚构旧牌印刷厂', '漯河市虚构新牌印务有限公司'];
const REASON = '登记档案载明旧厂改制为新公司，代码末位系来文误写。';

beforeAll(async () => {
  const { pools } = zhengming.database;
  const bureau = await testBureau(zhengming.database);
  const vault = await Vault.open(pools, bureau.masterKey, bureau.clock.now);
  await bureau.send([penaltyRow(7, { CF_XDR_MC: NOW }), penaltyRow(8, { CF_XDR_MC: '漯河市虚构近名建材有限公司' })]);
  await sendWithFaultyCode(bureau, vault, 7, { CF_XDR_MC: OLD });
  await sendWithFaultyCode(bureau, vault, 9, { CF_XDR_MC: '漯河市虚购近名建材有限公司' });
  await sequenceNow(pools, bureau.clock.now);
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-pairs-'));
  const deps = { pools, now: () => bureau.clock.now, log: () => undefined, home };
  const all = new SubjectIndex(ALL_SUBJECTS, deps);
  while ((await findPairs({ ...deps, names: { all } })) > 0);
  await all.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

async function opened(role: 'clerk' | 'reviewer', screen: Screen) {
  const { page, complaints } = await browser.open(screen);
  page.setDefaultTimeout(20_000);
  await zhengming.signIn(page, await zhengming.officer(role));
  await page.goto(`${zhengming.address}/office/merging`);
  await page.getByText(NOW).first().waitFor();
  return { page, complaints };
}
async function looksRight(page: Page, name: string): Promise<void> {
  await shot(page, name);
  expect(await fitsWidth(page)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
}

test('what seems one is judged by one person, merged by a second and parted again, on a desk and on a phone', async () => {
  const clerk = await opened('clerk', 'desktop');
  const pair = clerk.page.getByRole('article').filter({ hasText: codeWithSlip(7) });
  await pair.getByText('组织机构代码相同').waitFor();
  await looksRight(clerk.page, 'merging-open-desktop');
  await pair.getByRole('button', { name: '认定' }).click();
  await pair.getByRole('radio', { name: '是同一主体', exact: true }).check();
  await pair.getByLabel('理由（至少').fill(REASON);
  // Looking elsewhere loses nothing of what was typed.
  await pair.getByRole('button', { name: '取消' }).click();
  await pair.getByRole('button', { name: '认定' }).click();
  expect(await pair.getByLabel('理由（至少').inputValue()).toBe(REASON);
  await looksRight(clerk.page, 'merging-judge-desktop');
  await pair.getByRole('button', { name: '保存认定' }).click();
  await clerk.page.getByText('您本人的认定').waitFor();
  expect(clerk.complaints).toEqual([]);
  await clerk.page.context().close();

  const reviewer = await opened('reviewer', 'phone');
  const waiting = reviewer.page.getByRole('region', { name: '待另一人确认' });
  await waiting.getByText(REASON).waitFor();
  await waiting.getByLabel('理由（至少').fill('已核对登记档案。');
  await looksRight(reviewer.page, 'merging-waiting-phone');
  await waiting.getByRole('button', { name: '确认归并' }).click();
  const merged = reviewer.page.getByRole('region', { name: '已归并' }).getByRole('article');
  await merged.getByText(usccFor('411100', '91', 7)).waitFor();
  await merged.getByRole('button', { name: '撤销归并' }).click();
  await merged.getByLabel('理由（至少').fill('复核发现并非同一单位。');
  await looksRight(reviewer.page, 'merging-merged-phone');
  await merged.getByRole('button', { name: '撤销归并' }).click();
  await reviewer.page.getByText('没有归并的主体').waitFor();
  await reviewer.page.getByText('组织机构代码相同').waitFor();
  expect(reviewer.complaints).toEqual([]);
  await reviewer.page.context().close();
}, 120_000);
