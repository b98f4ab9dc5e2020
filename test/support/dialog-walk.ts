import type { ElementHandle, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings, chineseTexts, tooWide } from './browser.ts';
import { isForTheKeyboard } from './keyboard-walk.ts';

const OPENS = '[aria-haspopup=dialog],[aria-haspopup=menu]';
/** Which of them are alike: links that only open an article are one, buttons are told apart by what they are called. */
const KINDS = `[...document.querySelectorAll('${OPENS}')].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
  .map((one) => one.matches('.ant-btn') ? one.textContent + (one.ariaLabel ?? '') : one.className)`;

/** A drawer takes it as a whole, a window by its first stop. */
const HAS_TAKEN = `(({ activeElement: at, body }) => at !== body && Boolean(at.closest('[data-walked]') ?? at.querySelector('[data-walked]')))(document)`;

const hasKeyboard = (opener: ElementHandle) =>
  expect
    .poll(() => opener.evaluate((one) => one === (globalThis as unknown as Focused).document.activeElement))
    .toBe(true);
type Focused = { readonly document: { readonly activeElement: unknown } };

async function walkDialog(page: Page, name: string): Promise<void> {
  const dialog = page.locator('[role=dialog]:visible').last();
  await dialog.waitFor();
  await (await dialog.elementHandle())!.waitForElementState('stable');
  // Others of the page that are shut stand hidden beside it.
  await dialog.evaluate((one) => (one as unknown as Marked).setAttribute('data-walked', ''));
  await expect.poll(() => page.evaluate(HAS_TAKEN), { message: name }).toBe(true);
  await expect.poll(() => tooWide(page), { message: name }).toEqual([]);
  expect({ name, han: await chineseTexts(page), axe: await axeFindings(page) }).toEqual({ name, han: [], axe: [] });
  await isForTheKeyboard(page, name, '[data-walked]');
  await page.keyboard.press('Escape');
  await page.locator('[data-walked]:visible').waitFor({ state: 'hidden' });
  await page.evaluate("document.querySelector('[data-walked]')?.removeAttribute('data-walked')");
}
type Marked = { setAttribute(name: string, value: string): void };

/** A list that opens below its button: arrows go through it, Escape shuts it. */
async function walkMenu(page: Page, name: string): Promise<void> {
  await page.locator('[role=menu]:visible .ant-dropdown-menu-item, .ant-dropdown [role=menuitem]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => page.evaluate("document.activeElement.closest('.ant-dropdown') !== null"), { message: name })
    .toBe(true);
  await page.keyboard.press('Escape');
  await page.locator('.ant-dropdown:not(.ant-dropdown-hidden)').waitFor({ state: 'hidden' });
}

/**
 * Opens by the keyboard alone each dialog and each list that something on the page says it opens, walks it, and shuts it by Escape, which
 * gives the keyboard back to what opened it. `known`: kinds that were walked already. Answers what it walked.
 */
export async function dialogsAreForTheKeyboard(page: Page, name: string, known: Set<string>): Promise<string[]> {
  const kinds = (await page.evaluate(KINDS)) as string[];
  const walked: string[] = [];
  for (const [at, kind] of kinds.entries()) {
    if (known.has(kind)) continue;
    known.add(kind);
    const opener = (await page.locator(`:is(${OPENS}):visible:enabled`).nth(at).elementHandle())!;
    const what = `${name}, ${kind}`;
    await opener.focus();
    await page.keyboard.press('Enter');
    if ((await opener.getAttribute('aria-haspopup')) === 'menu') await walkMenu(page, what);
    else await walkDialog(page, what);
    await hasKeyboard(opener);
    walked.push(kind);
  }
  return walked;
}
