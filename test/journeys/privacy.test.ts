import { expect, test } from 'vitest';
import { axeFindings, chineseTexts, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';

const browser = testBrowser();
const zhengming = testConsole();

test('a clerk enters a breach and remedies it; a decider finds what is open to a decider, and an auditor takes the audit away', async () => {
  const { page, complaints } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('clerk'));
  await page.getByRole('link', { name: '个人信息保护' }).click();
  await page.getByRole('button', { name: '登记泄露事件' }).click();
  const form = page.getByRole('form', { name: '登记泄露事件' });
  await form.getByLabel('信息种类').fill('姓名、证件号码');
  await form.getByLabel('目录事项').click();
  await page.getByTitle('行政处罚').click();
  await page.keyboard.press('Escape');
  await form.getByLabel('原因').fill('一名工作人员的手机 13800138000 遗失。');
  await form.getByLabel('可能造成的危害').fill('可能被用于冒名。');
  await form.getByRole('button', { name: '确定' }).click();
  await form.getByText('登记中不得写入具体个人的信息').waitFor();
  await form.getByLabel('原因').fill('一名工作人员的电脑遗失。');
  await shot(page, 'privacy-breach-form');
  expect(await axeFindings(page)).toEqual([]);
  await form.getByRole('button', { name: '确定' }).click();
  const card = page.getByRole('article', { name: '泄露' });
  await card.getByText('个人信息泄露通知主管部门').waitFor();
  await card.getByRole('button', { name: '采取补救措施' }).click();
  await page.getByLabel('做了什么、为什么').fill('远程锁定并清除设备，更换全部密码。');
  // What is typed stands on the page too: told is what is still there when the form has gone.
  await page.getByRole('form').getByRole('button', { name: '确定' }).click();
  await page.getByRole('form').waitFor({ state: 'detached' });
  await card.getByText('远程锁定并清除设备').waitFor();
  await card.getByRole('button', { name: '通知主管部门' }).click();
  const telling = page.getByRole('form', { name: '通知主管部门' });
  await telling.getByLabel('补救措施和可以采取的减轻危害的措施').fill('远程锁定并清除设备；提醒留意冒名来电。');
  await telling.getByLabel('本机关联系方式').fill('漯河市虚构区某路一号');
  const printed = page.waitForEvent('download');
  await telling.getByRole('button', { name: '打印通知书' }).click();
  expect((await printed).suggestedFilename()).toBe('breach-notice-authority.pdf');
  await expect.poll(() => telling.getByLabel('通知书', { exact: true }).inputValue()).toMatch(/^[0-9a-f]{64}$/);
  await telling.getByLabel('通知了谁、以何种方式').fill('虚构市网信办，专人送达');
  await telling.getByLabel('做了什么、为什么').fill('盖章后专人送达，取得回执。');
  await shot(page, 'privacy-breach-notice');
  expect(await axeFindings(page)).toEqual([]);
  await telling.getByRole('button', { name: '确定' }).click();
  await telling.waitFor({ state: 'detached' });
  await card.getByText('虚构市网信办，专人送达').waitFor();
  expect(await card.getByRole('button', { name: '办结' }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();

  const decider = (await browser.open('desktop')).page;
  await zhengming.signIn(decider, await zhengming.officer('decider'));
  await decider.goto(`${zhengming.address}/office/privacy`);
  await decider.getByRole('button', { name: '决定不通知个人' }).waitFor();
  expect(await decider.getByRole('button', { name: '登记泄露事件' }).count()).toBe(0);
  await decider.context().close();
}, 90_000);

test.each(['desktop', 'phone'] as const)(
  'on %s an auditor reads every register and takes the audit away',
  async (screen: Screen) => {
    const { page, complaints } = await browser.open(screen);
    await zhengming.signIn(page, await zhengming.officer('auditor'));
    await page.goto(`${zhengming.address}/office/privacy`);
    await page.getByRole('article', { name: '泄露' }).waitFor();
    await shot(page, `office-privacy-${screen}`);
    expect(await fitsWidth(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    const taken = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出合规审计包' }).click();
    expect((await taken).suggestedFilename()).toMatch(/个人信息保护合规审计-.*[.]zip$/);
    if (screen === 'desktop') {
      for (const [part, shown] of [
        ['委托处理', '没有委托他人处理'],
        ['同意和撤回', '没有以同意为依据的处理'],
        ['保存期限', '到期自动删除'],
        ['处理活动', '密封栏目'],
      ] as const) {
        await page.getByRole('tab', { name: part }).click();
        await page.getByText(shown).first().waitFor();
        expect([part, await axeFindings(page)]).toEqual([part, []]);
      }
      await page.getByRole('tab', { name: '保存期限' }).click();
      await shot(page, 'office-privacy-retention');
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Personal information' }).waitFor();
      expect(await chineseTexts(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  90_000,
);
