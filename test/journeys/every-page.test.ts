import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { giveDemonstrationPassword, ROLES, type Role } from '../../src/ground/access/index.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { draftDocument } from '../../src/rights/documents/document-commands.ts';
import { enterObjection, OBJECTION_PROCEDURE } from '../../src/rights/objections/index.ts';
import { makeActor, TEST_NOW } from '../support/actors.ts';
import {
  axeFindings,
  chineseTexts,
  emptyLabels,
  SCREENS,
  strayLatin,
  testBrowser,
  tooWide,
} from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { dialogsAreForTheKeyboard } from '../support/dialog-walk.ts';
import { isForTheKeyboard } from '../support/keyboard-walk.ts';
import { day } from '../support/law.ts';
import { typedFor } from '../support/made-here.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const PASSWORD = 'a long sentence of this journey 7';
const browser = testBrowser();
let bureau: TestBureau;
// What `testBureau` sends, it reads itself: no worker may be quicker.
const zhengming = testConsole(() => bureau?.clock.now ?? TEST_NOW, 'web');
/** What was looked at already: a place that several posts have is the same page. */
const seen = new Set<string>();
/** Dialogs that were walked already, on a desk and on a telephone. */
const walked = { desktop: new Set<string>(), phone: new Set<string>() };
/** Pages that are come to from others: what may be entered about a record, the lists, a document of a case. */
let beyondTheList: string[];

beforeAll(async () => {
  const { database } = zhengming;
  bureau = await testBureau(database);
  const ids = [
    ...(
      await bureau.send([penaltyRow(1), penaltyRow(2), penaltyRow(3, { CF_CFLB: '降低资质等级', CF_NR_FK: '' })])
    ).values(),
  ];
  await bureau.publish(ids[0]!);
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const said = { channel: 'paper', points: ['公示的金额有误。'], exhibits: [] } as const;
  const given = { recordId: ids[0]!, receivedOn: day('2026-03-09'), ...said };
  const deps = { law: bureau.law, vault };
  const { id: caseId } = (await enterObjection(bureau.clerk, deps, given)).result;
  const kind = 'check_notice';
  const typed = typedFor(bureau.law, kind, 'objection', given.receivedOn);
  const { id } = (await draftDocument(bureau.clerk, deps, [OBJECTION_PROCEDURE], { ...typed, caseId, kind })).result;
  const entries = ['objection', 'repair', 'annulment'].map((one) => `/office/records/${ids[1]}/cases/${one}`);
  beyondTheList = [...entries, '/office/determinations/lists', `/office/cases/${caseId}/documents/${id}`];
}, 60_000);

async function signedIn(role: Role) {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const { accountId } = await makeActor(zhengming.database.urls.owner, { id, path, kind }, role);
  const username = `${role}.${accountId.slice(0, 8)}`;
  const deps = { pools: zhengming.database.pools, now: () => bureau.clock.now, config: { demonstration: true } };
  await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
  const { page, complaints } = await browser.open('desktop');
  page.setDefaultTimeout(30_000);
  await page.addInitScript(`localStorage.setItem('zhengming.language', 'en')`);
  await page.goto(`${zhengming.address}/office/`);
  await page.locator('input[autocomplete="username"]').fill(username);
  await page.locator('input[type="password"]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('nav a').first().waitFor();
  return { page, complaints };
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await expect.poll(() => page.locator('.ant-skeleton').count(), { timeout: 20_000 }).toBe(0);
}

/** By the button of the page, which may lie beneath what has opened. */
async function inLanguage(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  const name = language === 'en' ? 'English' : '中文';
  await page
    .getByRole('button', { name, includeHidden: true })
    .first()
    .evaluate((button) => (button as unknown as { click(): void }).click());
  await page.locator(`html[lang="${language}"]`).waitFor();
}

/** One language on the page, whichever is chosen, clean for axe, for the keyboard alone, no wider than a desk or a telephone. */
async function isSound(page: Page, name: string): Promise<void> {
  await settled(page);
  const wide = { name, han: await chineseTexts(page), axe: await axeFindings(page), tooWide: await tooWide(page) };
  expect(wide).toEqual({ name, han: [], axe: [], tooWide: [] });
  const isOver = (await page.locator('[role=dialog]:visible').count()) > 0;
  await isForTheKeyboard(page, name, isOver ? '[role=dialog]' : 'main');
  await inLanguage(page, 'zh-CN');
  expect({ name, latin: await strayLatin(page) }).toEqual({ name, latin: [] });
  await inLanguage(page, 'en');
  if (!isOver) await dialogsAreForTheKeyboard(page, name, walked.desktop);
  await page.setViewportSize(SCREENS.phone);
  await settled(page);
  // Tables become cards once the page has heard of it.
  await expect.poll(() => tooWide(page), { message: name, timeout: 20_000 }).toEqual([]);
  expect({ name, labels: await emptyLabels(page) }).toEqual({ name, labels: [] });
  if (!isOver) await dialogsAreForTheKeyboard(page, `${name} on a telephone`, walked.phone);
  await page.setViewportSize(SCREENS.desktop);
}

test.each(ROLES)(
  'every page of the post %s is English in English, Chinese in Chinese, clean, for the keyboard alone, and as wide as desk and telephone',
  async (role) => {
    const { page, complaints } = await signedIn(role);
    const places = await page
      .locator('nav a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(places.length).toBeGreaterThan(0);
    await settled(page);
    expect(await isForTheKeyboard(page, `all-of-${role}`)).toBe('Skip to content');
    const beyond = role === 'clerk' ? beyondTheList : [];
    for (const place of [...places, ...beyond, '/office/law/editions', '/office/account', '/office/away']) {
      if (seen.has(place)) continue;
      seen.add(place);
      const name = `page${place.replace('/office', '').replaceAll('/', '-')}`;
      await page.goto(zhengming.address + place);
      await isSound(page, name);
      for (const tab of (await page.getByRole('tab').all()).slice(1)) {
        await tab.click();
        await settled(page);
        await isForTheKeyboard(page, `${name}, ${await tab.textContent()}`, 'main');
      }
      const row = page.locator('main [data-open]').first();
      if ((await row.count()) === 0) continue;
      const [before, heading] = [page.url(), await page.locator('h1').first().elementHandle()];
      await row.press('Enter');
      await page.waitForURL((url) => url.href !== before);
      // Until the next page is there the last one still stands; one that opens beside its list keeps it.
      if (new URL(page.url()).pathname !== place) await heading!.waitForElementState('hidden');
      await isSound(page, `${name}-opened`);
    }
    // Among them: a code for which there are no words.
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  120_000,
);
