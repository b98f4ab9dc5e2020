import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CSS, STYLESHEET } from '../../src/facts/publication/portal-desk-routes.ts';
import { type HttpApp, makeHttp } from '../../src/ground/platform/http.ts';
import { loadMessages } from '../../src/ground/platform/messages.ts';
import { repairPageRoutes } from '../../src/rights/repairs/index.ts';
import { axeFindings, chineseTexts, fitsWidth, SCREENS, type Screen, shot, testBrowser } from '../support/browser.ts';
import { isForTheKeyboard } from '../support/keyboard-walk.ts';
import { testLaw } from '../support/law.ts';

const browser = testBrowser();
let http: HttpApp;
let origin: string;

beforeAll(async () => {
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const deps = { now: () => new Date('2026-06-01T02:00:00Z'), law: testLaw };
  await http.register((scope) => repairPageRoutes(scope as HttpApp, deps));
  http.get(STYLESHEET, (_request, reply) => reply.type('text/css').send(CSS));
  origin = await http.listen({ host: '127.0.0.1', port: 0 });
}, 60_000);
afterAll(() => http?.close());

async function looksRight(page: Page, name: string): Promise<void> {
  expect([name, await axeFindings(page)]).toEqual([name, []]);
  if (page.viewportSize()!.width === SCREENS.desktop.width) await isForTheKeyboard(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect(await page.evaluate('document.scripts.length')).toBe(0);
  await shot(page, name, { fullPage: true });
}

test.each<[Screen, 'zh' | 'en']>([
  ['desktop', 'zh'],
  ['phone', 'zh'],
  ['desktop', 'en'],
  ['phone', 'en'],
])('before there is any application a party sees day, papers and effect: %s, %s', async (screen, language) => {
  const { page, complaints } = await browser.open(screen);
  await page.goto(`${origin}/repair?lang=${language}`);
  await looksRight(page, `repair-form-${screen}-${language}`);
  await page.getByLabel(language === 'zh' ? '罚款' : 'fine', { exact: true }).check();
  await page.getByLabel(language === 'zh' ? '罚款金额（万元）' : 'Fine (10,000 yuan)').fill('5');
  await page.getByLabel(language === 'zh' ? /^处罚决定日期/ : /^Day of the decision/).fill('2026-05-11');
  await page
    .getByLabel(language === 'zh' ? '义务履行' : 'Duties of the decision', { exact: true })
    .selectOption('done');
  await page.getByLabel(language === 'zh' ? /^履行完毕日期/ : /^Day on which they/).fill('2026-05-20');
  await page.getByRole('button').press('Enter');
  // Identifiers and facts never stand in an address.
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`/repair?lang=${language}`);
  const told = language === 'zh' ? '最早 2026年8月11日 可以准予修复' : 'Repair can be approved from 11 August 2026';
  await page.getByText(told).waitFor();
  await page.getByText(language === 'zh' ? '公示至 2027年5月11日' : 'ends by itself after 11 May 2027').waitFor();
  await looksRight(page, `repair-result-${screen}-${language}`);
  if (language === 'en') expect(await chineseTexts(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a form that says too little or nonsense is told so, with what was typed kept', async () => {
  const ask = (payload: string) =>
    http.inject({
      method: 'POST',
      url: '/repair?lang=zh',
      payload,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  const empty = await ask('decidedOn=2026-05-11');
  expect(empty.body).toContain('role="alert"');
  expect(empty.body).toContain('value="2026-05-11"');
  expect((await ask('kinds=%E7%BD%9A%E6%AC%BE&fine=abc')).body).toContain('罚款金额');
  expect((await ask('kinds=%E7%BD%9A%E6%AC%BE&decidedOn=2026-02-30')).body).toContain('处罚决定日期');
});
