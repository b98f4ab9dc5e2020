import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleRoutes } from '../../src/ground/platform/console-routes.ts';
import { type HttpApp, makeHttp } from '../../src/ground/platform/http.ts';
import { loadMessages } from '../../src/ground/platform/messages.ts';
import { loadLaw } from '../../src/rules/law/index.ts';
import { lawRoutes } from '../../src/rules/law/law-routes.ts';
import { PARTS } from '../../web/office/features/law/parts.ts';
import { axeFindings, chineseTexts, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { isForTheKeyboard } from '../support/keyboard-walk.ts';

const browser = testBrowser();
let http: HttpApp;
let address: string;
beforeAll(async () => {
  const law = loadLaw();
  http = (await makeHttp(await loadMessages(), () => undefined, 'test')).http;
  lawRoutes(
    http,
    () => law,
    () => new Date('2026-06-01T02:00:00Z'),
    async () => undefined,
  );
  // By the server itself: a browser whose requests are answered for it keeps nothing of what it has read.
  http.get('/api/v1/me', () => ME);
  await consoleRoutes(http, path.join(import.meta.dirname, '../../dist/office'));
  address = await http.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => http?.close());

const ME = {
  today: '2026-06-01',
  account: { id: '0', displayName: '某员' },
  posts: [
    {
      id: 'p',
      role: 'clerk',
      title: { zh: '经办', en: 'Clerk' },
      organ: { id: 'o', name: { zh: '虚构市司法局', en: 'Justice bureau of a city that does not exist' } },
    },
  ],
  currentPostId: 'p',
  rights: [],
  standing: 'open',
};

async function openLaw(screen: Screen, where: string): Promise<{ page: Page; complaints: string[] }> {
  const opened = await browser.open(screen);
  await opened.page.goto(`${address}/office/law${where}`);
  return opened;
}

test.each(['desktop', 'phone'] as const)('sign-in on %s keeps what was typed when it is refused', async (screen) => {
  const { page, complaints } = await browser.open(screen);
  await page.route('**/api/v1/me', (route) => route.fulfill({ status: 401, json: { code: 'access.signed_out' } }));
  await page.route('**/api/v1/session', (route) =>
    route.fulfill({ status: 401, json: { code: 'access.sign_in_refused', detail: '用户名或密码不对' } }),
  );
  await page.goto(`${address}/office/`);
  await page.getByLabel('用户名').fill('clerk');
  await page.getByLabel('密码', { exact: true }).fill('wrong password');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('用户名').inputValue()).toBe('clerk');
  expect(await page.getByLabel('密码', { exact: true }).inputValue()).toBe('wrong password');
  expect(await axeFindings(page)).toEqual([]);
  await shot(page, `sign-in-${screen}`);
  expect(complaints).toEqual([]);
});

describe.each(['desktop', 'phone'] as const)('the law browser on %s', (screen) => {
  test('nothing for axe-core, nothing wider than the screen, nothing that the content policy stops', async () => {
    const { page, complaints } = await openLaw(screen, '');
    for (const part of ['severity', 'measures', 'articles']) {
      await page.goto(`${address}/office/law?part=${part}`);
      await page.locator('.ant-table-row, .card').first().waitFor();
      await shot(page, `law-${part}-${screen}`);
      expect(await fitsWidth(page)).toBe(true);
      expect([part, await axeFindings(page)]).toEqual([part, []]);
      await isForTheKeyboard(page, `${part} ${screen}`);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 120_000);

  test('an item opens to its fields, its basis to the article with its mark', async () => {
    const { page, complaints } = await openLaw(screen, '?part=items&open=penalty');
    const item = page.getByRole('dialog').first();
    await item.getByText('CF_XDR_MC').first().waitFor();
    await shot(page, `law-item-${screen}`);
    expect(await axeFindings(page)).toEqual([]);
    await item.locator('dl button.plain-button').first().click();
    const article = page.getByRole('dialog').last();
    await article.getByText('要点（转述，不是原文）').waitFor();
    expect(await article.locator('.tag').count()).toBe(1);
    await shot(page, `law-article-${screen}`);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test('what applied on a day: the classes of 2026-03-31 and of 2026-04-01 differ', async () => {
  const { page } = await openLaw('desktop', '?part=classes&on=2026-03-31');
  await page.getByText('轻微（简易程序、警告、通报批评）').waitFor();
  await page.goto(`${address}/office/law?part=classes&on=2026-04-01`);
  await page.getByText('严重失信信息').waitFor();
  expect(await page.getByText('轻微（简易程序、警告、通报批评）').count()).toBe(0);
});

test('the part that was asked for is shown from the first, and no other in its place', async () => {
  const { page } = await browser.open('desktop');
  let tell: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  await page.route('**/api/v1/law/edition*', async (route) => {
    await told;
    await route.continue();
  });
  await page.goto(`${address}/office/law?part=severity`);
  const first = page.locator('.ant-table-row').first();
  // Whoever is quick reads a row whose instruments are still being fetched.
  await expect.poll(() => first.textContent()).not.toContain('………');
  const before = await first.textContent();
  tell();
  await expect.poll(() => page.locator('.law-parts li').count()).toBeGreaterThan(1);
  expect(await first.textContent()).toBe(before);
});

test('the keyboard alone finds a rule: arrows move between rows, Enter opens, Escape closes', async () => {
  const { page } = await openLaw('desktop', '?part=periods');
  await page.locator('.ant-table-row').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('no English screen shows Chinese outside what is marked as such, whichever part is open', async () => {
  const { page } = await openLaw('desktop', '?part=severity');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Law' }).waitFor();
  await shot(page, 'law-severity-english');
  for (const part of PARTS) {
    await page.goto(`${address}/office/law?part=${part}`);
    const first = page.locator('.ant-table-row').first();
    await first.waitFor();
    expect([part, await chineseTexts(page)]).toEqual([part, []]);
    await first.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').first().locator('dl').first().waitFor();
    expect([`${part}, opened`, await chineseTexts(page)]).toEqual([`${part}, opened`, []]);
  }
}, 120_000);

test('beside a rule lie its cases', async () => {
  const { page } = await openLaw('desktop', '?part=periods&open=penalty.publicity');
  const rule = page.getByRole('dialog').first();
  await rule.getByRole('heading', { name: '案例' }).waitFor();
  expect(await rule.locator('.card').count()).toBeGreaterThan(0);
  await shot(page, 'law-cases-desktop');
  expect(await axeFindings(page)).toEqual([]);
});
