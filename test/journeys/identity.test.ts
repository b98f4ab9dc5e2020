import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portalRoutes } from '../../src/facts/publication/index.ts';
import type { HttpApp } from '../../src/ground/platform/http.ts';
import { axeFindings, fitsWidth, type Screen, shot, strayLatin, testBrowser } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { isForTheKeyboard } from '../support/keyboard-walk.ts';
import { CLIENT, testOidcProvider } from '../support/oidc-provider.ts';
import { PARTY_PASSWORD, partyPortal } from '../support/party-portal.ts';
import { penaltyRow } from '../support/penalties.ts';
import { testBureau } from '../support/publications.ts';

const PROVIDER = '虚构统一认证';
const browser = testBrowser();
const database = testDatabase();
// The provider has to know where we are before we are there.
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const { issuer, server } = await testOidcProvider(`${address}/my/provider/return`);
let portal: Awaited<ReturnType<typeof partyPortal>>;

beforeAll(async () => {
  const bureau = await testBureau(database);
  await bureau.send([1, 2].map((serial) => penaltyRow(serial)));
  portal = await partyPortal(database, bureau, [], { issuer, name: PROVIDER, ...CLIENT });
  const { http, deps } = portal;
  await http.register(async (scope) => portalRoutes(scope as HttpApp, { ...deps, names: {} } as never));
  await http.listen({ host: '127.0.0.1', port });
}, 60_000);
afterAll(async () => {
  await portal?.http.close();
  await new Promise((resolve) => server.close(resolve));
});

async function looksRight(page: Page, name: string): Promise<void> {
  await shot(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect([name, await axeFindings(page)]).toEqual([name, []]);
  await isForTheKeyboard(page, name);
  expect([name, await strayLatin(page)]).toEqual([name, []]);
}
/** At the provider's own pages: whoever types a name is that subject. */
async function atProvider(page: Page): Promise<void> {
  const login = page.locator('input[name=login]');
  const ours = page.locator('main h1');
  await login
    .or(page.getByRole('button', { name: 'Continue' }))
    .or(ours)
    .first()
    .waitFor();
  if (await login.isVisible()) {
    await login.fill('agent-1');
    await page.locator('input[name=password]').fill('any');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Continue' }).or(ours).first().waitFor();
  }
  const consent = page.getByRole('button', { name: 'Continue' });
  if (await consent.isVisible()) await consent.click();
}
/** Signs in by the password of the letter and links the provider. */
async function linked(page: Page, username: string, screen: Screen): Promise<void> {
  await page.goto(`${address}/my/sign-in`);
  await page.getByLabel('用户名').fill(username);
  await page.locator('#password').fill(PARTY_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '登录方式' }).click();
  await page.getByText(`尚未关联${PROVIDER}`).waitFor();
  await looksRight(page, `identity-${screen}`);
  await page.locator('#password').fill(PARTY_PASSWORD);
  await page.getByRole('button', { name: '关联' }).click();
  await page.getByRole('link', { name: '前往登录' }).click();
  await atProvider(page);
  await page.getByRole('heading', { name: '确认关联' }).waitFor();
  await page.getByRole('button', { name: '确认关联' }).click();
  await page.getByText(`关联${PROVIDER}。`).waitFor();
  await looksRight(page, `identity-linked-${screen}`);
  await page.getByRole('button', { name: '退出' }).click();
}

test('an agent of two firms links both to one identity, and says at each sign-in for which one it acts', async () => {
  const parties = [await portal.party(1), await portal.party(2)];
  const { page } = await browser.open('phone');
  page.setDefaultTimeout(30_000);
  for (const { username } of parties) await linked(page, username, 'phone');
  await page.goto(`${address}/my/sign-in`);
  await page.getByRole('link', { name: `用${PROVIDER}登录` }).click();
  await atProvider(page);
  await page.getByRole('heading', { name: '您现在为谁办理？' }).waitFor();
  await looksRight(page, 'identity-choice-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await looksRight(page, 'identity-choice-desktop');
  const second = page.locator('button.choice').nth(1);
  const name = (await second.locator('b').textContent())!;
  await second.click();
  await page.getByRole('heading', { level: 1, name: '我的档案' }).waitFor();
  expect(await page.locator('.owner b').textContent()).toBe(name);
  await page.getByRole('link', { name: '登录方式' }).click();
  await looksRight(page, 'identity-desktop');
  await page.getByRole('button', { name: '解除关联' }).click();
  await page.getByText(`尚未关联${PROVIDER}`).waitFor();
}, 120_000);
