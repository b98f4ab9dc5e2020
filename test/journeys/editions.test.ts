import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { draftProposal } from '../../src/office/editions/index.ts';
import { contextFor, makeActor, makeOrgan, TEST_NOW } from '../support/actors.ts';
import { axeFindings, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { adopted, lawWithGeneralTerm, onDisk } from '../support/editions.ts';
import { isForTheKeyboard } from '../support/keyboard-walk.ts';
import { penaltyRow } from '../support/penalties.ts';
import { testBureau } from '../support/publications.ts';

const browser = testBrowser();
// What `testBureau` sends, it reads itself: no worker may be quicker.
const zhengming = testConsole(TEST_NOW, 'web');

async function asOfficer(role: 'clerk' | 'reviewer' | 'publisher', screen: Screen, where: string) {
  const opened = await browser.open(screen);
  await zhengming.signIn(opened.page, await zhengming.officer(role));
  await opened.page.goto(`${zhengming.address}/office/law/${where}`);
  return opened;
}
async function sign(page: Page, button: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByLabel('请写明理由').fill(reason);
  // As from the keyboard: no hand leaves it.
  await page.keyboard.press('Control+Enter');
}
async function looksWell(page: Page, name: string): Promise<void> {
  // A link under the pointer has the colours of one that is being pressed.
  await page.mouse.move(0, 0);
  await shot(page, name);
  expect(await fitsWidth(page)).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await isForTheKeyboard(page, name);
}

test('what came with the program goes through three hands in the console', async () => {
  const { page: clerk, complaints } = await asOfficer('clerk', 'desktop', 'editions');
  await clerk.getByRole('alert').getByText('zhengming 0.0.0').waitFor();
  await clerk.getByText('与现用版本内容相同').waitFor({ timeout: 60_000 });
  await looksWell(clerk, 'editions-installed-desktop');
  await sign(clerk, '起草为草案', '由三人确认随程序安装的版本。');
  await clerk.getByText('待审核').waitFor({ timeout: 60_000 });
  await clerk.locator('.ant-table-row').first().click();
  // Who drafted is told why they do not review.
  await clerk.getByText('起草人不得审核').waitFor();
  const where = new URL(clerk.url()).pathname.replace('/office/law/', '');
  await clerk.context().close();

  const { page: reviewer } = await asOfficer('reviewer', 'phone', where);
  await reviewer.getByText('没有日期变动').waitFor();
  await looksWell(reviewer, 'edition-review-phone');
  await sign(reviewer, '审核通过', '已核对条文。');
  await reviewer.getByText('待采用').waitFor();
  await reviewer.context().close();

  const { page: publisher } = await asOfficer('publisher', 'desktop', where);
  await sign(publisher, '采用', '同意采用。');
  await publisher.getByText('已采用').waitFor();
  await publisher.getByText('返回规则版本').click();
  await publisher.getByText('第 2 次采用').waitFor();
  expect(await publisher.getByText('随程序安装，没有人作过决定').count()).toBe(0);
  await publisher.getByText('比较两个版本').waitFor();
  await looksWell(publisher, 'editions-adopted-desktop');
  expect(complaints).toEqual([]);
  await publisher.context().close();
}, 240_000);

test('a draft shows which rules change and which days move, on a desk and a phone, in two languages', async () => {
  const { database } = zhengming;
  const bureau = await testBureau(database, '1.5.');
  const records = await bureau.send([1, 2, 3].map((serial) => penaltyRow(serial)));
  for (const serial of [1, 2]) await bureau.publish(records.get(`虚司罚决字〔2026〕第${serial}号`)!);
  const city = await makeOrgan(database.urls.owner, '1.6.', 'section');
  const clerk = contextFor(await makeActor(database.urls.owner, city, 'clerk'), database.pools);
  const shorter = onDisk(lawWithGeneralTerm({ count: 6, unit: 'month' }));
  const { id } = (await draftProposal(clerk, shorter, '一般失信信息最长公示期改为六个月（虚构）。')).result;

  const { page } = await asOfficer('reviewer', 'desktop', `drafts/${id}`);
  await page.getByText('采用后即提前结束公示（2）').waitFor();
  expect(await page.getByText('2026-09-02').count()).toBe(2);
  expect(await page.locator('del').allInnerTexts()).toEqual(['1 年']);
  expect(await page.locator('ins').allInnerTexts()).toEqual(['6 个月']);
  await looksWell(page, 'edition-draft-desktop');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('End earlier as soon as it is adopted (2)').waitFor();
  await looksWell(page, 'edition-draft-desktop-en');
  await page.context().close();

  const phone = (await asOfficer('reviewer', 'phone', `drafts/${id}`)).page;
  await phone.getByText('采用后即提前结束公示（2）').waitFor();
  await looksWell(phone, 'edition-draft-phone');
  await phone.context().close();
}, 240_000);

test('an edition of before is read in the law browser, which says that it is not the one in use', async () => {
  const { database } = zhengming;
  const city = await makeOrgan(database.urls.owner, '1.7.', 'section');
  const as = async (role: 'clerk' | 'reviewer' | 'publisher') =>
    contextFor(await makeActor(database.urls.owner, city, role), database.pools);
  const makers = { drafter: await as('clerk'), reviewer: await as('reviewer'), adopter: await as('publisher') };
  await adopted(makers, lawWithGeneralTerm({ count: 7, unit: 'month' }));

  const { page, complaints } = await asOfficer('reviewer', 'desktop', 'editions');
  await page.locator('del', { hasText: '1 年' }).waitFor();
  await page.getByRole('link', { name: '查阅' }).last().click();
  await page.getByText('正在查阅曾经采用的版本').waitFor();
  // The term of order 36 that the second edition changes holds from April on.
  await page.goto(`${page.url()}&part=classes&on=2026-04-01`);
  const row = page.locator('.ant-table-row', { hasText: '一般失信信息' });
  await row.getByText('1 年').waitFor();
  await looksWell(page, 'law-earlier-edition-desktop');
  await page.getByRole('button', { name: '查阅现用版本' }).click();
  await row.getByText('7 个月').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);
