import { expect, test } from 'vitest';
import { axeFindings, chineseTexts, fitsWidth, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const zhengming = testConsole();

test.each(['desktop', 'phone'] as const)(
  'on %s an auditor reads in sentences what a post may do, and why somebody was refused',
  async (screen) => {
    const { page, complaints } = await browser.open(screen);
    await zhengming.signIn(page, await zhengming.officer('auditor'));
    // The address as it comes with a refusal.
    const refused = 'role=reviewer&organKind=city_bureau&deed=publication.review&submittedBy=self';
    await page.goto(`${zhengming.address}/office/rights?${refused}`);
    await page.getByRole('heading', { name: '谁能做什么' }).waitFor();
    const why = page.getByRole('region', { name: '为什么可以' });
    await why.getByText('not-own-batch').first().waitFor();
    await shot(page, `rights-${screen}`);
    expect(await fitsWidth(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await why.getByRole('radiogroup', { name: '报送人' }).getByText('他人').click();
    await why.getByText('reviewer-reviews').first().waitFor();
    expect(page.url()).toContain('submittedBy=another');
    await page.getByRole('region', { name: '可以办理' }).first().getByRole('button', { name: '撤回公示' }).waitFor();
    if (screen === 'desktop') {
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Who may do what' }).waitFor();
      expect(await chineseTexts(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  60_000,
);

test('a clerk asks about the own post from the refusal itself, and chooses no other', async () => {
  const { page, complaints } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('clerk'));
  await page.goto(`${zhengming.address}/office/journal`);
  await page.getByText('经办岗没有').or(page.getByText('没有此项权限')).first().waitFor();
  await page.getByRole('link', { name: '这条规则怎么来的' }).first().click();
  await page.getByRole('heading', { name: '谁能做什么' }).waitFor();
  await page.getByText('no-right').first().waitFor();
  expect(await page.getByLabel('机关类型').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 60_000);
