import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { PROCEDURES } from '../../src/all-procedures.ts';
import { giveDemonstrationPassword } from '../../src/ground/access/index.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { inviteParty } from '../../src/rights/parties/index.ts';
import type { LawReading } from '../../src/rules/law/index.ts';
import { contextFor, makeActor, TEST_NOW } from './actors.ts';
import { axeFindings, fitsWidth, type Screen, shot, testBrowser } from './browser.ts';
import { caseSteps } from './cases.ts';
import { testConsole } from './console.ts';
import { usccFor } from './identifiers.ts';
import { type TestBureau, testBureau } from './publications.ts';

const PASSWORD = 'a long sentence of this journey 7';
type Post = 'clerk' | 'reviewer' | 'decider';

/**
 * A bureau served with its console and portal: an officer in each post and a firm that comes by letter, each signing in by the form.
 * `packs`: other packs than those that come with the program.
 */
export function caseJourney(packs?: () => LawReading) {
  const browser = testBrowser();
  let bureau: TestBureau;
  let vault: Vault;
  // What `testBureau` sends, it reads itself: no worker may be quicker.
  const zhengming = testConsole(() => bureau?.clock.now ?? TEST_NOW, 'web', {}, packs);
  beforeAll(async () => {
    bureau = await testBureau(zhengming.database);
    vault = await Vault.open(zhengming.database.pools, bureau.masterKey, bureau.clock.now);
  }, 60_000);
  const kit = () => ({ law: packs?.().law ?? bureau.law, vault });
  const steps = () => caseSteps(kit(), PROCEDURES);
  const office = (path: string) => `${zhengming.address}/office/${path}`;

  async function officer(post: Post, path = '', screen: Screen = 'desktop') {
    const opened = await browser.open(screen);
    const { accountId } = bureau[post].actor;
    const username = `${post}.of.journeys`;
    const deps = { pools: zhengming.database.pools, now: () => bureau.clock.now, config: { demonstration: true } };
    await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
    const { page } = opened;
    await page.goto(office(path));
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    const within = page.getByRole('navigation').or(page.getByRole('button', { name: '菜单' }));
    await within.first().waitFor();
    return opened;
  }

  /** A firm's own person, from the letter that brought the code to its own file. */
  async function firm(serial: number, screen: Screen = 'desktop') {
    const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
    const actor = await makeActor(zhengming.database.urls.owner, { id, path, kind }, 'counter');
    const at = { now: () => bureau.clock.now, edition: bureau.law.edition };
    const counter = { ...contextFor(actor, zhengming.database.pools), ...at };
    const sought = { kind: 'uscc', key: usccFor('411100', '91', serial) } as const;
    const shown = '身份证、营业执照，原件已核对';
    const invited = await inviteParty(counter, vault, { sought, capacity: 'representative', holder: '某甲', shown });
    const opened = await browser.open(screen);
    const { page } = opened;
    await page.goto(`${zhengming.address}/my/join`);
    await page.locator('input[name=code]').fill(invited.code);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.locator('input[name=repeat]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('input[name=username]').fill(invited.username);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/my$/);
    return opened;
  }

  return {
    browser,
    zhengming,
    officer,
    firm,
    office,
    /** Law and vault as the program has them, for what is done beside it. */
    kit,
    steps,
    get bureau() {
      return bureau;
    },
    /** Sets the hands of the clock, of the program and of whoever acts beside it. */
    at(day: string): void {
      bureau.clock.now = new Date(`${day}T02:00:00Z`);
    },
    /** A document of a case, drafted and complete; the case as its id or its address. */
    async made(where: string, kind: string): Promise<void> {
      await steps().documents(bureau.clerk, where.split('/').at(-1)!, 'draft', [kind]);
    },
  };
}

export async function looksRight(page: Page, name: string): Promise<void> {
  // A link under the pointer has the colours of one that is being pressed.
  await page.mouse.move(0, 0);
  await shot(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect([name, await axeFindings(page)]).toEqual([name, []]);
}

/** Opens the form of a step. */
export async function chooseStep(page: Page, step: string) {
  await page.getByRole('button', { name: new RegExp(`^${step} →`) }).click();
  return page.getByRole('form', { name: step, exact: true });
}

/** The case says that it stands there. */
export const stands = (page: Page, name: string) =>
  page.locator('.page-head').getByText(name, { exact: true }).waitFor();

export const documentNumber = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
