import { expect, test } from 'vitest';
import { axeFindings, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { csvOf, penaltyRow } from '../support/penalties.ts';

const browser = testBrowser();
const zhengming = testConsole();
const NAME = '漯河虚构7号商贸有限公司';

async function deliver(): Promise<void> {
  const { page } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('clerk'));
  await page.goto(`${zhengming.address}/office/intake`);
  const buffer = csvOf([penaltyRow(7), penaltyRow(8), penaltyRow(77)]);
  await page.locator('input[type=file]').setInputFiles({ name: '虚构处罚.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: '全部接收' }).click({ timeout: 30_000 });
  await page.getByText('本批已接收').waitFor();
  await page.context().close();
}

test('a name is looked up as it is typed, with its class and reason; a judgement is saved and shown at the counter', async () => {
  await deliver();
  for (const screen of ['desktop', 'phone'] as const satisfies readonly Screen[]) {
    const { page, complaints } = await browser.open(screen);
    await zhengming.signIn(page, await zhengming.officer('clerk'));
    await page.goto(`${zhengming.address}/office/screening`);
    await page.getByLabel('事项').fill('归集核对');
    await page.getByLabel('用途').fill('核对来件中的名称');
    await page.getByLabel('名称或代码').pressSequentially('漯河虚购7号商贸公司', { delay: 20 });
    await page.getByText(NAME).first().waitFor();
    await page.getByText('同音字').first().waitFor();
    await shot(page, `screening-${screen}`);
    expect(await fitsWidth(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '认定' }).last().press('Enter'); // further down: one is brought to the form
    await page.locator('form input[type=radio]:focus').waitFor();
    await page.getByRole('button', { name: '取消' }).press('Enter');
    await page.locator('input[type=search]:focus').waitFor();
    await page.getByRole('button', { name: '认定' }).first().click();
    await page.getByRole('radio', { name: '是同一主体', exact: true }).check();
    await page.getByLabel('理由（至少').fill(`已与登记机关核对（${screen}）`);
    await shot(page, `screening-judge-${screen}`);
    expect(await axeFindings(page)).toEqual([]);
    if (screen === 'desktop') {
      await page.getByRole('button', { name: '保存认定' }).click();
      await page.getByText('认定为同一主体').first().waitFor();
      await shot(page, 'screening-judged');
      await page.getByRole('button', { name: '申报利害关系' }).first().click();
      await page.getByRole('dialog').getByText('行政处罚法第43条').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: '申报', exact: true }).click();
      await page.getByText('已申报利害关系').waitFor();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}, 120_000);

test('a list goes in, is compared beside the work, and comes back with the answers', async () => {
  for (const screen of ['desktop', 'phone'] as const satisfies readonly Screen[]) {
    const { page, complaints } = await browser.open(screen);
    await zhengming.signIn(page, await zhengming.officer('clerk'));
    await page.goto(`${zhengming.address}/office/screening`);
    const list = page.getByRole('region', { name: '名单比对' });
    expect(await list.locator('input[type=file]').count()).toBe(0); // not before it is said why
    await page.getByLabel('事项').fill('归集核对');
    await page.getByLabel('用途').fill('核对来件中的名称');
    const buffer = Buffer.from('序号,名称\n1,漯河虚购7号商贸公司\n2,南阳无有水泥厂\n');
    await list.locator('input[type=file]').setInputFiles({ name: '虚构名单.csv', mimeType: 'text/csv', buffer });
    await list.getByText('已比对 2 行').waitFor({ timeout: 60_000 });
    await shot(page, `screening-list-${screen}`);
    expect(await fitsWidth(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await page.reload(); // the list is found again
    const coming = page.waitForEvent('download');
    await list.getByRole('link', { name: '下载结果' }).click();
    expect((await coming).suggestedFilename()).toBe('虚构名单-比对.csv');
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}, 180_000);

test('at the counter a name brings candidates, and the officer picks one by its code', async () => {
  for (const screen of ['desktop', 'phone'] as const satisfies readonly Screen[]) {
    const { page, complaints } = await browser.open(screen);
    await zhengming.signIn(page, await zhengming.officer('counter'));
    await page.goto(`${zhengming.address}/office/check`);
    await page.getByLabel('事项').fill('行政许可审查');
    await page.getByLabel('用途').fill('核对申请人资格');
    await page.locator('input.check-asked').fill('漯河虚构7号商贸公司');
    const candidate = page.getByRole('listitem').filter({ hasText: NAME });
    await candidate.waitFor();
    await shot(page, `check-candidates-${screen}`);
    expect(await fitsWidth(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await candidate.getByRole('button', { name: '查这个单位' }).click();
    await page.getByText(penaltyRow(7).CF_WSH!).first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}, 120_000);
