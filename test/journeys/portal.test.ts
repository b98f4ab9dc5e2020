import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portalRoutes, withdrawPublication } from '../../src/facts/publication/index.ts';
import { type HttpApp, makeHttp } from '../../src/ground/platform/http.ts';
import { loadMessages } from '../../src/ground/platform/messages.ts';
import { PUBLIC_SUBJECTS, SubjectIndex } from '../../src/names/matching/index.ts';
import { noticePageRoutes } from '../../src/office/privacy/index.ts';
import { publicListRoutes } from '../../src/rights/determinations/index.ts';
import { publicNoticeRoutes } from '../../src/rights/service/index.ts';
import {
  axeFindings,
  chineseTexts,
  fitsWidth,
  SCREENS,
  type Screen,
  shot,
  strayLatin,
  testBrowser,
} from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { usccFor } from '../support/identifiers.ts';
import { isForTheKeyboard } from '../support/keyboard-walk.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const COMPANY = '漯河虚构1号商贸有限公司';
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const FACTS =
  '经查，当事人自2025年11月起，在未取得法律服务许可的情况下，以“法律咨询”名义与多名委托人签订合同并收取费用，违法所得已退还。';
const browser = testBrowser();
const database = testDatabase();
let bureau: TestBureau;
let http: HttpApp;
let origin: string;
let address: string;
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-portal-'));
let index: SubjectIndex;

beforeAll(async () => {
  bureau = await testBureau(database);
  const rows = [
    penaltyRow(1, { CF_SY: FACTS }),
    penaltyRow(2, {
      CF_XDR_MC: COMPANY,
      CF_XDR_SHXYM: usccFor('411100', '91', 1),
      CF_CFLB: '罚款;没收违法所得',
      CF_NR_WFFF: '1.2',
    }),
    penaltyRow(3),
    ...Array.from({ length: 9 }, (_, n) =>
      penaltyRow(100 + n, { CF_CFLB: n < 3 ? '没收违法所得' : '罚款', CF_NR_WFFF: '0.3' }),
    ),
  ];
  const ids = await bureau.send(rows);
  const published = new Map<string, { id: string; address: string }>();
  for (const [number, id] of ids) published.set(number, await bureau.publish(id));
  address = published.get(NUMBER(1))!.address;
  await withdrawPublication(bureau.reviewer, bureau.law, {
    publicationId: published.get(NUMBER(3))!.id,
    ground: 'set_aside',
    publicReason: '该处罚决定因事实不清，已被行政复议机关依法撤销。',
  });
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const { law, masterKey, clock } = bureau;
  const shared = { pools: database.pools, now: () => clock.now };
  index = new SubjectIndex(PUBLIC_SUBJECTS, { ...shared, log: () => undefined, home });
  const deps = { ...shared, law: () => law, masterKey, names: { public: index } };
  await http.register((scope) => portalRoutes(scope as HttpApp, deps));
  publicNoticeRoutes(http, deps);
  publicListRoutes(http, { ...deps, checkpoint: async () => undefined });
  await http.register((scope) => noticePageRoutes(scope as HttpApp, deps));
  origin = await http.listen({ host: '127.0.0.1', port: 0 });
}, 120_000);
afterAll(async () => {
  await http?.close();
  await index?.stop();
  rmSync(home, { recursive: true, force: true });
});

async function looksRight(page: Page, name: string): Promise<void> {
  expect([name, await axeFindings(page)]).toEqual([name, []]);
  if (page.viewportSize()!.width === SCREENS.desktop.width) await isForTheKeyboard(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  if (await page.locator('html[lang="zh-CN"]').count()) expect([name, await strayLatin(page)]).toEqual([name, []]);
  await shot(page, name, { fullPage: true });
}

/** Finds the company by its code and opens its first decision, on the page alone. */
async function find(page: Page, asked: string): Promise<void> {
  await page.getByRole('searchbox').fill(asked);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search*');
}

test.each<[Screen, 'zh' | 'en']>([
  ['desktop', 'zh'],
  ['phone', 'zh'],
  ['desktop', 'en'],
  ['phone', 'en'],
])(
  'the public finds a decision, its end and its rights: %s, %s',
  async (screen, language) => {
    const { page, complaints } = await browser.open(screen);
    const lang = `?lang=${language}`;
    const named = (name: string) => `portal-${name}-${language}-${screen}`;
    await page.goto(`${origin}/${lang}`);
    await looksRight(page, named('home'));
    await find(page, '漯河虚购1号商贸公司');
    await page.getByRole('link', { name: COMPANY }).waitFor();
    await looksRight(page, named('alike'));
    await page.goto(`${origin}/${lang}`);
    await find(page, COMPANY.slice(0, 4));
    await looksRight(page, named('results'));
    await page.getByRole('link', { name: COMPANY }).click();
    await page.waitForURL('**/o/*');
    await looksRight(page, named('organisation'));
    expect(decodeURIComponent(page.url())).not.toMatch(/虚构|9141/);
    await page.getByRole('link', { name: NUMBER(1) }).click();
    await page.waitForURL('**/d/*');
    await looksRight(page, named('decision'));
    expect(await page.getByRole('main').textContent()).toContain(language === 'zh' ? '2027年3月2日' : '2 March 2027');
    if (language === 'en') expect(await chineseTexts(page)).toEqual([]);
    for (const name of ['statistics', 'withdrawals', 'notices', 'lists', 'about']) {
      await page.goto(`${origin}/${name}${lang}`);
      expect([name, await page.locator('.nav [aria-current=page]').count()]).toEqual([name, 1]);
      await looksRight(page, named(name));
      if (language === 'en') expect([name, await chineseTexts(page)]).toEqual([name, []]);
    }
    await page.goto(`${origin}/d/3f0c4a52-9d43-4c0e-8a51-0d2f5f7b9c11${lang}`);
    await looksRight(page, named('gone'));
    expect(complaints).toEqual([]);
  },
  120_000,
);

test('a reader without a mouse reaches the search and the content, and large type stays on every link', async () => {
  const { page } = await browser.open('phone');
  await page.goto(`${origin}/d/${address}`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#main');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('main');
  await page.getByRole('link', { name: '大字版' }).click();
  await page.waitForURL('**?size=large');
  expect(await page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('22px');
  await looksRight(page, 'portal-decision-large-phone');
  await page.getByRole('link', { name: '统计', exact: true }).click();
  await page.waitForURL('**/statistics?size=large');
});

test('time passes, and the decision is gone while its page stands open', async () => {
  const { page } = await browser.open('desktop');
  await page.goto(`${origin}/d/${address}`);
  await page.emulateMedia({ media: 'print' });
  await shot(page, 'portal-decision-print', { fullPage: true });
  await page.emulateMedia({ media: 'screen' });
  bureau.clock.now = new Date('2027-03-02T16:00:00Z'); // midnight of 3 March in Shanghai
  await page.reload();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('没有这一页');
  await page.goto(`${origin}/`);
  await page.goBack();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('没有这一页');
});

test.each(['desktop', 'phone'] as const)(
  'on %s anybody reads, item by item and use by use, what is done with personal information',
  async (screen: Screen) => {
    const { page, complaints } = await browser.open(screen);
    await page.goto(`${origin}/`);
    await page.getByRole('link', { name: '个人信息告知' }).click();
    await page.getByRole('heading', { name: '个人信息告知', level: 1 }).waitFor();
    await looksRight(page, `privacy-${screen}`);
    await page.getByRole('link', { name: '归集告知书 – 行政处罚' }).click();
    await page.getByText('证件号码').first().waitFor();
    await looksRight(page, `privacy-notice-${screen}`);
    await page.goto(`${origin}/privacy?lang=en`);
    expect(await chineseTexts(page)).toEqual([]);
    expect((await page.goto(`${origin}/privacy/penalty/sell`))!.status()).toBe(404);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);
