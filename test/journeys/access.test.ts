import pg from 'pg';
import { expect, test } from 'vitest';
import { axeFindings, chineseTexts, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const zhengming = testConsole();

test('one administrator invites a person and proposes a post, the other confirms, and the person sets a password and signs in', async () => {
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
  await page.getByTitle('经办岗').click();
  await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
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
  await page.getByRole('link', { name: 'Changes of rights' }).click();
  await page
    .getByText('waits for a second person')
    .or(page.getByRole('button', { name: 'Take back' }))
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Confirm' }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();

  const second = await browser.open('desktop');
  await zhengming.signIn(second.page, await zhengming.officer('security'));
  await second.page.getByRole('link', { name: '授权变更' }).click();
  await second.page.locator('.ant-table-row', { hasText: '虚某某' }).first().waitFor();
  await shot(second.page, 'changes-desktop');
  expect(await fitsWidth(second.page)).toBe(true);
  expect(await axeFindings(second.page)).toEqual([]);
  await second.page.getByRole('button', { name: '确认' }).click();
  await second.page.getByText('已确认').waitFor();
  expect(second.complaints).toEqual([]);
  await second.page.context().close();

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

test('somebody leaves: each desk passes to a colleague in the same post, and the account is gone for good', async () => {
  const [leaver, colleague] = [await zhengming.officer('clerk'), await zhengming.officer('clerk')];
  const client = new pg.Client({ connectionString: zhengming.database.urls.owner });
  await client.connect();
  const name = (username: string, shown: string) =>
    client.query(
      'update accounts set display_name = $1, keeper_id = (select id from organs limit 1) where id in (select id from auth.users where username = $2)',
      [shown, username],
    );
  await name(leaver, '虚离任');
  await name(colleague, '虚接任');
  await client.end();
  const { page, complaints } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('administrator'));
  const row = page.getByRole('region', { name: '账号' }).locator('.ant-table-row', { hasText: '虚离任' });
  await row.getByRole('button', { name: '办理离任' }).click();
  const form = page.getByRole('form', { name: '办理离任' });
  expect(await form.getByRole('button', { name: '确定' }).isDisabled()).toBe(true);
  await form.getByRole('combobox').click();
  await page.getByTitle('虚接任').click();
  await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
  await shot(page, 'access-leave-desktop');
  expect(await axeFindings(page)).toEqual([]);
  await form.getByRole('button', { name: '确定' }).click();
  await form.waitFor({ state: 'hidden' });
  expect(await row.getByRole('button').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 60_000);

test('a way in by the provider of identities is ended by one administrator, and only where there is one', async () => {
  const username = await zhengming.officer('clerk');
  const client = new pg.Client({ connectionString: zhengming.database.urls.owner });
  await client.connect();
  // Linked by two people before; how, the tests of the link tell.
  await client.query('set session_replication_role = replica');
  await client.query(
    `update accounts set display_name = '虚关联', keeper_id = (select id from organs limit 1)
     where id = (select id from auth.users where username = $1)`,
    [username],
  );
  await client.query(
    `insert into auth.identities (change_id, account_id, issuer, subject, linked_at)
     select gen_random_uuid(), id, 'https://id.example.gov.cn', 'employee-1', now() from auth.users where username = $1`,
    [username],
  );
  await client.end();
  const { page, complaints } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('security'));
  const row = page.getByRole('region', { name: '账号' }).locator('.ant-table-row', { hasText: '虚关联' });
  await row.getByRole('button', { name: '解除统一身份关联' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('现有会话立即结束').waitFor();
  await shot(page, 'access-unlink-desktop');
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '解除统一身份关联' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await row.getByRole('button', { name: '解除统一身份关联' }).waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: '解除统一身份关联' }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 60_000);
