import { expect, test } from 'vitest';
import { axeFindings, chineseTexts, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const zhengming = testConsole();

test('an administrator sets up a post, invites a person with a code, who sets a password and signs in', async () => {
  const { page, complaints } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('administrator'));
  await page.getByRole('heading', { name: '机构和账号' }).waitFor();
  await page.getByRole('button', { name: '设立岗位' }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByRole('region', { name: '岗位' }).locator('.ant-table-row', { hasText: '经办岗' }).first().waitFor();

  await page.getByRole('button', { name: '邀请人员' }).click();
  await page.getByLabel('姓名').fill('虚某某');
  await page.getByLabel('用户名').fill('new.clerk');
  await page.getByRole('form', { name: '邀请人员' }).getByRole('combobox').click();
  await page.keyboard.press('ArrowDown');
  await page.getByTitle('经办岗').click();
  await shot(page, 'access-invite-desktop');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '确定' }).click();
  const code = (await page.locator('.code-slip').textContent())!;
  expect(code.replace(/\W/g, '')).toHaveLength(20);
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByRole('region', { name: '账号' }).getByText('虚某某').waitFor();
  await shot(page, 'access-desktop');
  expect(await fitsWidth(page)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Organs and accounts' }).waitFor();
  expect(await chineseTexts(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();

  const phone = (await browser.open('phone')).page;
  await phone.goto(`${zhengming.address}/office/`);
  await phone.getByRole('button', { name: '我有邀请码' }).click();
  await phone.getByLabel('邀请码').fill(code);
  await phone.getByLabel('设置密码').fill('short');
  await phone.getByLabel('再输一次').fill('short');
  await phone.getByRole('button', { name: '启用账号' }).click();
  await phone.getByText('密码过短').waitFor();
  expect(await phone.getByLabel('邀请码').inputValue()).toBe(code);
  await shot(phone, 'redeem-phone');
  expect(await axeFindings(phone)).toEqual([]);
  await phone.getByLabel('设置密码').fill('a long sentence of the new clerk');
  await phone.getByLabel('再输一次').fill('a long sentence of the new clerk');
  await phone.getByRole('button', { name: '启用账号' }).click();
  await phone.getByText('账号已启用').waitFor();
  await phone.getByLabel('密码', { exact: true }).fill('a long sentence of the new clerk');
  await phone.keyboard.press('Enter');
  await phone.getByRole('heading', { name: '我的待办' }).waitFor();
  await phone.context().close();
}, 120_000);
