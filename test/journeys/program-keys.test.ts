import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { makeActor } from '../support/actors.ts';
import { axeFindings, chineseTexts, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const zhengming = testConsole();

test('two administrators give a program a key for one matter, it is refused in another, and its uses tell so', async () => {
  const client = new pg.Client({ connectionString: zhengming.database.urls.owner });
  await client.connect();
  const [home] = (await client.query(`select id, path, kind from organs where path = '1.'`)).rows;
  const { accountId } = await makeActor(zhengming.database.urls.owner, home, 'counter', 'program');
  await client.query(`update accounts set display_name = '虚构窗口系统', keeper_id = $2 where id = $1`, [
    accountId,
    home.id,
  ]);

  // As a start finds it in the environment.
  await client.query(
    `insert into setting_relaxations (id, key, value, found_at) values ($1, 'ZHENGMING_SECOND_FACTOR', 'optional', '2026-03-08T02:00:00Z')`,
    [randomUUID()],
  );

  const first = await browser.open('desktop');
  const { page } = first;
  await zhengming.signIn(page, await zhengming.officer('administrator'));
  const row = page.getByRole('region', { name: '账号' }).locator('.ant-table-row', { hasText: '虚构窗口系统' });
  await row.getByRole('button', { name: '提出发放密钥' }).click();
  const form = page.getByRole('form', { name: '提出发放密钥' });
  await form.getByLabel('密钥用途').fill('资格审查');
  await form.getByLabel('有效至').fill('2026-12-31');
  await page.keyboard.press('Enter');
  await form.getByLabel('办理事项').fill('政府采购资格审查');
  await page.keyboard.press('Enter');
  await form.getByLabel('理由').fill('新的窗口系统');
  await shot(page, 'keys-propose-desktop');
  expect(await axeFindings(page)).toEqual([]);
  await form.getByRole('button', { name: '确定' }).click();
  await form.waitFor({ state: 'hidden' });

  // Another master key takes the same two people.
  await page.getByRole('link', { name: '程序密钥' }).click();
  await page.getByRole('button', { name: '提出更换主密钥' }).click();
  const proposal = page.getByRole('form', { name: '提出更换主密钥' });
  await proposal.getByLabel('新主密钥的标记').fill('0123456789abcdef');
  await proposal.getByLabel('理由').fill('按制度每年更换');
  await proposal.getByRole('button', { name: '确定' }).click();
  await page.getByText('等待另一名管理人员决定').waitFor();
  expect(await page.getByRole('button', { name: '决定是否更换主密钥' }).count()).toBe(0);
  expect(first.complaints).toEqual([]);
  await page.context().close();

  const second = await browser.open('desktop');
  await zhengming.signIn(second.page, await zhengming.officer('security'));
  await second.page.getByRole('link', { name: '授权变更' }).click();
  await second.page.getByText('政府采购资格审查').waitFor();
  await shot(second.page, 'keys-confirm-desktop');
  await second.page.getByRole('button', { name: '确认' }).click();
  const key = (await second.page.locator('.code-slip').textContent())!;
  const relaxed = second.page.locator('.ant-table-row', { hasText: 'ZHENGMING_SECOND_FACTOR=optional' });
  await relaxed.getByText('待确认，未生效').waitFor();
  await relaxed.getByRole('button', { name: '决定' }).click();
  const letting = second.page.getByRole('form', { name: '确认或拒绝放宽设置' });
  await letting.getByText('确认，准予生效').click();
  await letting.getByLabel('理由').fill('令牌补办期间');
  await letting.getByRole('button', { name: '确定' }).click();
  await relaxed.getByText('确认，生效中').waitFor();
  await second.page.getByRole('region', { name: '放宽设置' }).scrollIntoViewIfNeeded();
  await shot(second.page, 'relaxed-desktop');
  expect(await axeFindings(second.page)).toEqual([]);
  const asked = await fetch(`${zhengming.address}/api/v1/checks`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify([{ code: '91411100MA000000X0', matter: '招聘', purpose: '核对' }]),
  });
  expect([asked.status, ((await asked.json()) as { code: string }).code]).toEqual([403, 'access.key_scope']);
  // The use is written behind the answer.
  const uses = async () => (await client.query('select 1 from program_uses')).rowCount;
  await expect.poll(uses, { timeout: 30_000 }).toBe(1);
  await client.end();
  await second.page.getByRole('link', { name: '程序密钥' }).click();
  await second.page.getByRole('button', { name: '决定是否更换主密钥' }).click();
  const decision = second.page.getByRole('form', { name: '决定是否更换主密钥' });
  await decision.getByText('更换', { exact: true }).click();
  await decision.getByLabel('理由').fill('同意按期更换');
  await decision.getByRole('button', { name: '确定' }).click();
  await second.page.getByText('已决定更换，待执行').waitFor();
  await second.page.locator('.ant-table-row', { hasText: '虚构窗口系统' }).click();
  await second.page.getByText('access.key_scope').waitFor();
  await second.page.getByRole('region', { name: '使用记录' }).getByText('招聘').waitFor();
  await shot(second.page, 'keys-desktop');
  expect(await fitsWidth(second.page)).toBe(true);
  expect(await axeFindings(second.page)).toEqual([]);
  await second.page.getByRole('button', { name: 'English' }).click();
  await second.page.getByRole('heading', { name: 'Keys of programs' }).waitFor();
  expect(await chineseTexts(second.page)).toEqual([]);
  await second.page.setViewportSize({ width: 390, height: 844 });
  await shot(second.page, 'keys-phone');
  await expect.poll(() => fitsWidth(second.page)).toBe(true);
  expect(second.complaints.filter((one) => !one.includes('403'))).toEqual([]);
  await second.page.context().close();
});
