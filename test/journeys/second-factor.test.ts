import { base32 } from '@better-auth/utils/base32';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { stepAt, totpCode } from '../../src/ground/access/totp.ts';
import { TEST_NOW } from '../support/actors.ts';
import { axeFindings, chineseTexts, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const zhengming = testConsole(TEST_NOW, 'web', { ZHENGMING_SECOND_FACTOR: 'required' });

/** A name that browsers take for a host of passkeys, which a bare number is not. */
const address = () => zhengming.address.replace('127.0.0.1', 'localhost');

/** Somebody of a real installation: nothing of the demonstration exempts them. */
async function officer(): Promise<string> {
  const username = await zhengming.officer('clerk');
  const client = new pg.Client({ connectionString: zhengming.database.urls.owner });
  await client.connect();
  await client.query('update auth.users set demonstration = false where username = $1', [username]);
  await client.end();
  return username;
}
async function password(page: Page, username: string): Promise<void> {
  await page.goto(`${address()}/office/`);
  await page.getByLabel('用户名', { exact: true }).fill(username);
  await page.getByLabel('密码', { exact: true }).fill(zhengming.password);
  await page.keyboard.press('Enter');
}
async function leave(page: Page): Promise<void> {
  await page.getByTitle('账号与岗位').click();
  await page.getByRole('menuitem', { name: '退出' }).click();
  await page.getByLabel('用户名', { exact: true }).waitFor();
}

test('a clerk enrols a passkey at the first sign-in, shows it at the next, and a code from paper when it is lost', async () => {
  const { page, complaints } = await browser.open('desktop');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const username = await officer();
  await password(page, username);
  await page.getByRole('heading', { name: '登记第二因素' }).waitFor();
  await shot(page, 'factor-enrol-desktop');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '登记通行密钥' }).click();
  await page.getByRole('heading', { name: '备用码，只显示这一次' }).waitFor();
  const [paper] = await page.locator('.paper-codes li').allTextContents();
  await shot(page, 'factor-paper-desktop');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '已经收好' }).click();
  await page.getByRole('heading', { name: '我的待办' }).waitFor();
  await leave(page);

  await password(page, username);
  await page.getByRole('heading', { name: '出示第二因素' }).waitFor();
  await shot(page, 'factor-prove-desktop');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '用通行密钥' }).click();
  await page.getByRole('heading', { name: '我的待办' }).waitFor();

  await page.getByTitle('账号与岗位').click();
  await page.getByRole('menuitem', { name: '本人账号' }).click();
  await page.getByRole('button', { name: '登记动态口令' }).click();
  const typed = (await page.locator('.totp-typed').textContent())!;
  await page.getByLabel('六位动态口令').fill(await totpCode(Buffer.from(base32.decode(typed)), stepAt(TEST_NOW)));
  await page.getByRole('button', { name: '确认' }).click();
  await page.getByText('动态口令: 2026-03-09').waitFor();
  await shot(page, 'own-account-desktop');
  expect(await fitsWidth(page)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  // New codes for paper, and the application taken away: each by showing the passkey once more.
  await page.getByRole('button', { name: '更换备用码' }).click();
  await page.getByRole('region', { name: '第二因素' }).getByRole('button', { name: '用通行密钥' }).click();
  await page.getByRole('heading', { name: '备用码，只显示这一次' }).waitFor();
  const [renewed] = await page.locator('.paper-codes li').allTextContents();
  expect(renewed).not.toBe(paper);
  await page.getByRole('button', { name: '已经收好' }).click();
  await page.getByRole('button', { name: '移除' }).first().click();
  await page.getByText('移除“动态口令”').waitFor();
  await shot(page, 'factor-remove-desktop');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('region', { name: '第二因素' }).getByRole('button', { name: '用通行密钥' }).click();
  await page.getByText('动态口令: 没有登记').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  expect(await chineseTexts(page)).toEqual([]);
  await page.getByRole('button', { name: '中文' }).click();
  await leave(page);

  await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  await password(page, username);
  await page.getByRole('button', { name: '手机不在身边，用备用码' }).click();
  await page.getByLabel('纸上的备用码').fill('AAAA-AAAA-AAAA');
  await page.keyboard.press('Enter');
  await page.getByText('第二因素不正确').waitFor();
  await page.getByLabel('纸上的备用码').fill(renewed!);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '我的待办' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);
