import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What the keyboard is on: what it is called, and whether one can see that it is there. */
type Focus = { readonly name: string; readonly visible: boolean };
async function focusOf(page: Page): Promise<Focus> {
  // A form that was just sent may still be on its way to the next page.
  await page.waitForLoadState();
  return page.evaluate(`(() => {
    const at = document.activeElement;
    const shown = [at, at.parentElement, at.closest('.ant-select, .ant-picker, .ant-segmented-item, label')];
    const visible = at === document.body || shown.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
    const name = at === document.body ? '' : at.labels?.[0]?.textContent || at.getAttribute('aria-label') || at.textContent || at.title || at.id || at.tagName;
    return { name, visible };
  })()`) as Promise<Focus>;
}

/** Goes on by Tab until the keyboard is on what is called so; every stop on the way must be seen. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    expect(focus).toEqual({ name: focus.name, visible: true });
    const is = focus.name.trim();
    if (typeof name === 'string' ? is === name : name.test(is)) return;
  }
  expect.fail(`no stop is called ${name}`);
}
