import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserEnvironment, browserForTests } from './browser.ts';

/**
 * Photographs every page of a running demonstration, so that people can look at all of them: each place of the console in each post,
 * what its first row opens, and the portal; wide and narrow, in both languages.
 *
 *   node scripts/photograph.ts --address http://127.0.0.1:8080 --accounts FILE --to FOLDER
 *
 * FILE is what `npm start` printed, with the accounts and their passwords.
 */
const { values } = parseArgs({
  options: {
    address: { type: 'string', default: 'http://127.0.0.1:8080' },
    accounts: { type: 'string' },
    to: { type: 'string', default: 'artifacts/pages' },
    language: { type: 'string', default: 'zh' },
    only: { type: 'string' },
  },
});
const { address, to, language, only } = values;
const SCREENS = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const PORTAL = [
  '/',
  '/withdrawals',
  '/notices',
  '/lists',
  '/privacy',
  '/statistics',
  '/repair',
  '/v',
  '/about',
  '/my/sign-in',
  '/my/join',
];

/** User name and password of each line of the printed list that has both. */
function accountsOf(printed: string): Map<string, string> {
  const lines = printed.split('\n').map((line) => line.trim().split(/\s+/));
  return new Map(
    lines.flatMap(([name = '', password = '']) =>
      /^[a-z]+\.(city|partner)$/.test(name) && !name.startsWith('program.') ? [[name, password] as const] : [],
    ),
  );
}

async function keep(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  // A page that is still fetched has no heading yet.
  await page.locator('h1').first().waitFor();
  while (await page.locator('.ant-skeleton').count()) await page.waitForTimeout(100);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(to, `${name}.png`), fullPage: true });
  process.stderr.write(`${name}\n`);
}

async function opened(browser: Browser, screen: keyof typeof SCREENS): Promise<BrowserContext> {
  return browser.newContext({ viewport: SCREENS[screen], locale: 'zh-CN', reducedMotion: 'reduce' });
}

async function consoleAs(browser: Browser, account: string, password: string): Promise<void> {
  const context = await opened(browser, 'wide');
  const page = await context.newPage();
  await page.addInitScript(`localStorage.setItem('zhengming.language', '${language}')`);
  await page.goto(`${address}/office/`);
  await page.locator('input[autocomplete="username"]').fill(account);
  await page.locator('input[type="password"]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('nav a').first().waitFor();
  const places = await page
    .locator('nav a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  for (const place of [...places, '/office/account', '/office/away']) {
    const name = `${account.split('.')[0]}${place.replace('/office', '').replaceAll('/', '-')}`;
    await page.setViewportSize(SCREENS.wide);
    await page.goto(address + place);
    await keep(page, `${name}-wide`);
    const row = page.locator('[data-open]').first();
    if (await row.count()) {
      const list = page.url();
      await row.press('Enter');
      // A row that opens a drawer keeps the address; one that opens a page changes it, and only then is the heading the page's own.
      await page.waitForURL((now) => now.href !== list, { timeout: 2_000 }).catch(() => undefined);
      await keep(page, `${name}-opened-wide`);
      await page.setViewportSize(SCREENS.narrow);
      await keep(page, `${name}-opened-narrow`);
      await page.goto(address + place);
    } else await page.setViewportSize(SCREENS.narrow);
    await keep(page, `${name}-narrow`);
  }
  await context.close();
}

async function portal(browser: Browser): Promise<void> {
  for (const screen of ['wide', 'narrow'] as const) {
    const context = await opened(browser, screen);
    const page = await context.newPage();
    for (const place of PORTAL) {
      await page.goto(`${address}${place}?lang=${language}`);
      await keep(page, `portal${place.replace(/\W+/g, '-')}-${screen}`);
    }
    // A question is posted, so that no address holds it: found as the public finds a party, then its page, then a decision.
    await page.goto(`${address}/?lang=${language}`);
    await page.locator('#q').fill('漯河虚构');
    await page.keyboard.press('Enter');
    await keep(page, `portal-found-${screen}`);
    for (const [name, way] of [
      ['party', '/o/'],
      ['decision', '/d/'],
    ]) {
      await page.locator(`main a[href^="${way}"]`).first().click();
      await keep(page, `portal-${name}-${screen}`);
    }
    await context.close();
  }
}

mkdirSync(to, { recursive: true });
const browser = await chromium.launch({
  executablePath: browserForTests(),
  args: ['--no-sandbox'],
  env: browserEnvironment(),
});
for (const [account, password] of accountsOf(readFileSync(values.accounts ?? 0, 'utf8'))) {
  if (only === undefined || account.startsWith(only)) await consoleAs(browser, account, password);
}
if (only === undefined || only === 'portal') await portal(browser);
await browser.close();
