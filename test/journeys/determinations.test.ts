import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { giveDemonstrationPassword } from '../../src/access/index.ts';
import { PROCEDURES } from '../../src/all-procedures.ts';
import { inviteParty } from '../../src/parties/index.ts';
import { Vault } from '../../src/vault/index.ts';
import { contextFor, makeActor, TEST_NOW } from '../support/actors.ts';
import { axeFindings, chineseTexts, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { caseSteps } from '../support/cases.ts';
import { testConsole } from '../support/console.ts';
import { usccFor } from '../support/identifiers.ts';
import { day } from '../support/law.ts';
import { servedIn } from '../support/made-here.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const PASSWORD = 'a long sentence of this journey 7';
const browser = testBrowser();
let bureau: TestBureau;
// What `testBureau` sends, it reads itself: no worker may be quicker.
const zhengming = testConsole(() => bureau?.clock.now ?? TEST_NOW, 'web');
let vault: Vault;
let recordId: string;
/** The case that the first journey opens. */
let caseId: string;

const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
beforeAll(async () => {
  bureau = await testBureau(zhengming.database);
  vault = await Vault.open(zhengming.database.pools, bureau.masterKey, bureau.clock.now);
  recordId = [...(await bureau.send([penaltyRow(1, { CF_JDRQ: '2025/03/02', ...FINAL })])).values()][0]!;
}, 60_000);

type Post = 'clerk' | 'reviewer' | 'decider';
async function officer(post: Post, path: string, screen: Screen = 'desktop') {
  const opened = await browser.open(screen);
  const { accountId } = bureau[post].actor;
  const username = `${post}.of.determinations`;
  const deps = { pools: zhengming.database.pools, now: () => bureau.clock.now, config: { demonstration: true } };
  await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
  const { page } = opened;
  await page.goto(`${zhengming.address}/office/${path}`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page
    .getByRole('navigation')
    .or(page.getByRole('button', { name: '菜单' }))
    .first()
    .waitFor();
  return opened;
}
/** The firm's own person, from the letter that brought the code to its own file. */
async function firm(screen: Screen): Promise<Page> {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(zhengming.database.urls.owner, { id, path, kind }, 'counter');
  const counter = {
    ...contextFor(actor, zhengming.database.pools),
    now: () => bureau.clock.now,
    edition: bureau.law.edition,
  };
  const sought = { kind: 'uscc', key: usccFor('411100', '91', 1) } as const;
  const shown = '身份证、营业执照，原件已核对';
  const invited = await inviteParty(counter, vault, { sought, capacity: 'representative', holder: '某甲', shown });
  const { page } = await browser.open(screen);
  await page.goto(`${zhengming.address}/my/join`);
  await page.locator('input[name=code]').fill(invited.code);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=repeat]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('input[name=username]').fill(invited.username);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/my$/);
  return page;
}
async function looksRight(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await shot(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect([name, await axeFindings(page)]).toEqual([name, []]);
}
async function choose(page: Page, label: string, option: string, typed?: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.click();
  if (typed !== undefined) await field.fill(typed);
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
  await page.keyboard.press('Escape');
}

test('the law answers beside the form: no list is open and why, too low an article is refused, then it is proposed', async () => {
  const { page, complaints } = await officer('clerk', `records/${recordId}`);
  await page.getByRole('button', { name: '提出认定建议' }).click();
  const form = page.getByRole('form', { name: '提出认定建议' });
  await form.getByText('没有设列任何领域，不能列入任何人。').waitFor();
  expect(await form.getByRole('radio', { name: '列入严重失信主体名单' }).isDisabled()).toBe(true);
  const send = form.getByRole('button', { name: '提出认定建议' });
  await form.getByLabel('期限（月）').fill('12');
  await choose(page, '提示的措施', '纳入重点监管范围');
  await choose(page, '依据的条文', '《河南省社会信用条例》第32条', '社会信用条例》第32');
  await form.getByText('依法可以提出。').waitFor();
  expect(await send.isDisabled()).toBe(true);
  await form.getByLabel(/查明的事实和理由/).fill('处罚决定已经生效，义务尚未履行。');
  await looksRight(page, 'determination-form-desktop');
  // Looking elsewhere loses nothing of what was typed.
  await page.getByRole('link', { name: '返回记录' }).click();
  await page.getByRole('button', { name: '提出认定建议' }).click();
  expect(await form.getByLabel(/查明的事实和理由/).inputValue()).toBe('处罚决定已经生效，义务尚未履行。');
  await send.click();
  await page.getByRole('region', { name: '拟认定的内容' }).getByText('12 个月，自送达之日起').waitFor();
  caseId = page.url().split('/').at(-1)!;
  await looksRight(page, 'determination-case-desktop');
  expect(complaints).toEqual([]);
  await page.context().close();

  const phone = (await officer('clerk', `records/${recordId}/cases/determination`, 'phone')).page;
  await phone.getByText('没有设列任何领域，不能列入任何人。').waitFor();
  await looksRight(phone, 'determination-form-phone');
  await phone.goto(`${zhengming.address}/office/determinations`);
  await phone.getByText('今天没有有效的认定').waitFor();
  await looksRight(phone, 'determinations-phone');
  await phone.context().close();
}, 120_000);

test('told, heard in the portal, decided by three people and served: then it stands on the list until its last day', async () => {
  const kit = { law: bureau.law, vault };
  const steps = caseSteps(kit, PROCEDURES);
  const { page, complaints } = await officer('clerk', `cases/${caseId}`);
  await choose(page, '选择文书种类', '事先告知书');
  await page.getByRole('button', { name: '起草' }).click();
  // What was written down to be determined stands in the notice; the officer adds the own words and nothing else.
  await page.getByText(/还缺 2 处内容/).waitFor();
  const words = page.locator('form textarea');
  await words.first().waitFor();
  for (const [at, text] of ['经查，处罚决定已经生效。', '义务尚未履行，拟列为重点监管对象。'].entries()) {
    await words.nth(at).fill(text);
  }
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByText('内容完整').waitFor();
  await looksRight(page, 'determination-notice-desktop');
  await page.getByRole('link', { name: '返回案件' }).click();
  const step = page.getByRole('button', { name: /^送达事先告知书 →/ });
  await step.click();
  const serve = page.getByRole('form', { name: '送达事先告知书', exact: true });
  await serve.getByText(/先在下方“送达”中送达/).waitFor();
  expect(await serve.getByRole('button', { name: '送达事先告知书' }).isDisabled()).toBe(true);
  // How a paper is signed, sealed and handed over is walked in the journey of documents.
  await servedIn(bureau.clerk, { caseId, kinds: ['prior_notice'], on: day('2026-03-09') });
  await page.reload();
  await step.click();
  await serve.getByText('2026-03-09 送达').waitFor();
  await serve.getByRole('button', { name: '送达事先告知书' }).click();
  await page.locator('.page-head').getByText('已告知', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const party = await firm('phone');
  await party.goto(`${zhengming.address}/my/cases/${caseId}`);
  await party.getByRole('heading', { name: '陈述、申辩' }).waitFor();
  await looksRight(party, 'my-determination-phone');
  await party.locator('#point-1').fill('义务已经在上月全部履行。');
  await party.getByRole('button', { name: '提交陈述、申辩' }).click();
  await party.getByText('陈述申辩核实中').first().waitFor();

  await steps.dispose(bureau.clerk, caseId, 1, 'not_upheld');
  await steps.take(bureau.clerk, caseId, 'answer_statement', { documents: ['statement_reply'] });
  await steps.take(bureau.clerk, caseId, 'draft', { documents: ['decision'] });
  await steps.take(bureau.reviewer, caseId, 'pass', { documents: ['decision', 'legal_opinion'] });
  await steps.take(bureau.decider, caseId, 'decide', {
    documents: ['decision', 'repair_notice'],
    reason: '事实清楚。',
  });
  await steps.take(bureau.clerk, caseId, 'serve_decision', { documents: ['delivery_receipt'] });
  await party.reload();
  await party.getByText('经核查，答复如下。').waitFor();
  await party.context().close();

  const decider = (await officer('decider', 'determinations')).page;
  await decider.locator('.ant-table-row', { hasText: '2027-03-09' }).waitFor();
  await looksRight(decider, 'determinations-desktop');
  await decider.getByRole('button', { name: 'English' }).click();
  await decider.getByRole('heading', { name: 'Determinations' }).waitFor();
  expect(await chineseTexts(decider)).toEqual([]);
  await decider.context().close();
}, 180_000);
