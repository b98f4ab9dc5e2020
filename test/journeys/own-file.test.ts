import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portalRoutes } from '../../src/facts/publication/index.ts';
import { accessRoutes } from '../../src/ground/access/index.ts';
import { sequenceNow } from '../../src/ground/audit/index.ts';
import { type HttpApp, makeHttp } from '../../src/ground/platform/http.ts';
import { loadMessages } from '../../src/ground/platform/messages.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { keptLaws } from '../../src/office/editions/index.ts';
import { Printer } from '../../src/rights/documents/index.ts';
import { enterObjection, OBJECTION_PROCEDURE } from '../../src/rights/objections/index.ts';
import { inviteParty, myRoutes, writeLetters } from '../../src/rights/parties/index.ts';
import { REPAIR_PROCEDURE } from '../../src/rights/repairs/index.ts';
import { reportPageRoutes } from '../../src/rights/reports/index.ts';
import { contextFor, makeActor } from '../support/actors.ts';
import {
  axeFindings,
  chineseTexts,
  fitsWidth,
  type Screen,
  shot,
  strayLatin,
  testBrowser,
} from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { textOf, withoutSpaces } from '../support/documents.ts';
import { usccFor } from '../support/identifiers.ts';
import { tabTo } from '../support/keyboard.ts';
import { isForTheKeyboard } from '../support/keyboard-walk.ts';
import { day } from '../support/law.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const COMPANY = '漯河虚构1号商贸有限公司';
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const PASSWORD = '当事人 a long sentence 42';
const browser = testBrowser();
const database = testDatabase();
let bureau: TestBureau;
let http: HttpApp;
let origin: string;
type Letter = { readonly username: string; readonly code: string };
let letter: Letter;
/** Of somebody who has nothing but a keyboard. */
let another: Letter;

beforeAll(async () => {
  bureau = await testBureau(database);
  const { law, masterKey, clock } = bureau;
  const ids = await bureau.send([
    penaltyRow(1, { duty_performed_on: '2026/03/05' }),
    penaltyRow(2, { CF_XDR_MC: COMPANY, CF_XDR_SHXYM: usccFor('411100', '91', 1) }),
  ]);
  for (const id of ids.values()) await bureau.publish(id);
  const { pools } = database;
  const vault = await Vault.open(pools, masterKey, clock.now);
  const { organId: id, organPath: place, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(database.urls.owner, { id, path: place, kind }, 'counter');
  const counter = { ...contextFor(actor, pools), now: () => clock.now, edition: law.edition };
  const sought = { kind: 'uscc', key: usccFor('411100', '91', 1) } as const;
  const whose = { sought, capacity: 'representative', holder: '某甲', shown: '营业执照原件' } as const;
  letter = await inviteParty(counter, vault, whose);
  another = await inviteParty(counter, vault, whose);
  const points = ['当事人称罚款金额记载有误。'];
  const given = { receivedOn: day('2026-03-09'), channel: 'paper' as const, points, exhibits: [] };
  await enterObjection(bureau.clerk, { law, vault }, { ...given, recordId: ids.get(NUMBER(2))! });
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const shared = { pools, now: () => clock.now, masterKey, law: () => law, lawOf: keptLaws(pools), vault };
  const deps = { ...shared, config: { demonstration: false }, printer: new Printer() };
  await http.register(async (scope) => accessRoutes(scope as HttpApp, deps));
  await http.register(async (scope) => portalRoutes(scope as HttpApp, { ...deps, names: {} } as never));
  await http.register(async (scope) => myRoutes(scope as HttpApp, deps, [OBJECTION_PROCEDURE, REPAIR_PROCEDURE]));
  await http.register(async (scope) => reportPageRoutes(scope as HttpApp, deps));
  origin = await http.listen({ host: '127.0.0.1', port: 0 });
}, 120_000);
afterAll(() => http?.close());

/** A page that waits as long as a busy machine may need. */
async function opened(screen: Screen) {
  const found = await browser.open(screen);
  found.page.setDefaultTimeout(30_000);
  return found;
}

/** Nothing that axe finds, nothing beside the screen, no script at all; and a picture for a person to look at. */
async function looksRight(page: Page, name: string): Promise<void> {
  expect([name, await axeFindings(page)]).toEqual([name, []]);
  await isForTheKeyboard(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  if (await page.locator('html[lang="zh-CN"]').count()) expect([name, await strayLatin(page)]).toEqual([name, []]);
  expect([name, await page.locator('script').count()]).toEqual([name, 0]);
  await shot(page, name, { fullPage: true });
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${origin}/my`);
  await page.getByLabel('用户名').fill(letter.username);
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '我的档案' }).waitFor();
}

test('a party joins with its letter, reads its clock, makes a report and authorises an agent; a stranger verifies what the agent fetched', async () => {
  const { page, complaints } = await opened('phone');
  await page.goto(`${origin}/my/join`);
  await page.getByLabel('邀请码').fill(letter.code);
  for (const field of await page.locator('input[type=password]').all()) await field.fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('已开通').waitFor();
  await signIn(page);
  await looksRight(page, 'own-file-phone');
  await page.getByRole('link', { name: '我的同意' }).click();
  await looksRight(page, 'own-consents-phone');
  await page.goBack();
  // The clock: by when the bureau answers, and how it was counted.
  await page.getByRole('link', { name: new RegExp(`异议.*${NUMBER(2)}`) }).click();
  expect(await page.getByRole('main').textContent()).toContain('2026年3月12日');
  await looksRight(page, 'own-case-phone');

  await page.getByRole('link', { name: '信用报告' }).click();
  await looksRight(page, 'own-reports-empty-phone');
  await page.locator('#purpose').fill('投标使用');
  await page.getByRole('button', { name: '现在出具' }).click();
  await page.getByRole('heading', { level: 1, name: /公共信用信息报告/ }).waitFor();
  await looksRight(page, 'own-report-phone');
  await page.getByRole('link', { name: '信用报告' }).first().click();
  await page.getByLabel('被授权人').fill('虚构咨询有限公司');
  await page.locator('#grantPurpose').fill('投标资格审查');
  await page.locator('#until').fill('2026-04-30');
  await page.getByRole('button', { name: '授权并显示授权码' }).click();
  const code = (await page.locator('code.paper-code').textContent())!;
  await looksRight(page, 'own-grant-phone');
  expect(page.url()).not.toContain(code);
  expect(complaints).toEqual([]);

  const verification = await fetchAsAgent(code);
  const stranger = await opened('phone');
  await stranger.page.goto(`${origin}/r/${verification}`);
  await stranger.page.getByRole('heading', { level: 1, name: '这份报告是本机关出具的' }).waitFor();
  await looksRight(stranger.page, 'report-verified-phone');
  expect(await stranger.page.getByRole('main').textContent()).toContain('出具之后没有变化');
  await stranger.page.goto(`${origin}/r?lang=en`);
  await looksRight(stranger.page, 'report-verify-en-phone');
  expect(await chineseTexts(stranger.page)).toEqual([]);
  expect(stranger.complaints).toEqual([]);
}, 90_000);

/** The agent's part, by keyboard alone; answers the code for verification on the paper that it got. */
async function fetchAsAgent(code: string): Promise<string> {
  const { page, complaints } = await opened('desktop');
  await page.goto(`${origin}/report`);
  await looksRight(page, 'report-code-desktop');
  await page.getByLabel('授权码').focus();
  await page.keyboard.type(code.toLowerCase());
  await page.keyboard.press('Enter');
  const fetching = page.getByRole('button', { name: '取得报告' });
  await fetching.waitFor();
  await looksRight(page, 'report-desk-desktop');
  expect(await page.getByRole('main').textContent()).toContain('投标资格审查');
  await fetching.focus();
  await page.keyboard.press('Enter');
  const paper = page.getByRole('button', { name: '下载 PDF' });
  await paper.waitFor();
  await looksRight(page, 'report-fetched-desktop');
  const downloading = page.waitForEvent('download');
  await paper.focus();
  await page.keyboard.press('Enter');
  const text = withoutSpaces((await textOf(readFileSync(await (await downloading).path()))).join(''));
  expect(text).toContain(withoutSpaces(NUMBER(1)));
  expect(complaints).toEqual([]);
  return /核验码([0-9A-Z-]{19})/.exec(text)![1]!.replaceAll('-', '');
}

test.each<[Screen, 'zh' | 'en']>([
  ['desktop', 'zh'],
  ['phone', 'en'],
])(
  'every page of the own file reads well: %s, %s',
  async (screen, language) => {
    const { page, complaints } = await browser.open(screen);
    await signIn(page);
    const pages = { file: '/my', uses: '/my/uses', mail: '/my/mail', reports: '/my/report' };
    for (const [name, place] of Object.entries(pages)) {
      await page.goto(`${origin}${place}?lang=${language}`);
      await looksRight(page, `own-${name}-${language}-${screen}`);
      if (language === 'en') expect([name, await chineseTexts(page)]).toEqual([name, []]);
    }
    await page.goto(`${origin}/my?lang=${language}`);
    await page
      .getByRole('link', { name: NUMBER(1) })
      .first()
      .click();
    await looksRight(page, `own-record-${language}-${screen}`);
    const record = page.url().replace(/\?.*$/, '');
    for (const form of ['objection', 'repair', 'statement']) {
      await page.goto(`${record}/${form}?lang=${language}`);
      await looksRight(page, `own-${form}-${language}-${screen}`);
    }
    expect(complaints).toEqual([]);
  },
  90_000,
);

test('by the keyboard alone, on pages without any script, a party joins, objects, reads and acknowledges its mail, authorises an agent and signs out', async () => {
  const { page, complaints } = await opened('desktop');
  const { keyboard } = page;
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const press = async (name: string | RegExp) => {
    await tabTo(page, name);
    await keyboard.press('Enter');
  };
  const type = async (name: string | RegExp, text: string) => {
    await tabTo(page, name);
    await keyboard.type(text);
  };
  await page.goto(`${origin}/`);
  await press('我的档案');
  await heading('登录我的档案');
  await press('第一次使用：凭邀请函开通');
  await heading('凭邀请函开通');
  await type(/^邀请码/, another.code);
  await type(/^设置密码/, PASSWORD);
  await type('再输入一次密码', PASSWORD);
  await press('开通');
  await page.getByText('已开通').waitFor();
  await type(/^用户名/, ''); // filled in already
  await type('密码', PASSWORD);
  await keyboard.press('Enter');
  await heading('我的档案');

  await press(NUMBER(1));
  await heading(NUMBER(1));
  await press('提出异议');
  await heading('提出异议');
  await type('第 1 项意见', '罚款金额与决定书不一致。');
  await press('提交异议');
  await page.getByText('已收到', { exact: true }).first().waitFor();
  await sequenceNow(database.pools, bureau.clock.now);
  await writeLetters({ pools: database.pools, now: () => bureau.clock.now, log: () => undefined });

  await press(/^通知/);
  await heading('通知');
  await press(/^签收 – 异议已登记/);
  await page
    .getByText(/已签收/)
    .first()
    .waitFor();
  await press('信用报告');
  await heading('信用报告');
  await type(/^被授权人/, '虚构咨询有限公司');
  await type(/^用途/, '投标资格审查');
  // The order of a day's parts in the browser's own field follows the language of the browser.
  await page.getByLabel('截止日（含当日）').fill('2026-04-30');
  await press('授权并显示授权码');
  await page.locator('code.paper-code').waitFor();
  expect(complaints).toEqual([]);
  await press('退出');
  await page.getByText('您已退出。').waitFor();
  expect(await page.locator('script').count()).toBe(0);
  await page.context().close();
}, 120_000);
