import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Remembers all that a mouse could use within a part of the page and how it looks unfocused, sets the keyboard to its top, watches
 * where the keyboard comes, and answers how many presses must do. Runs in the page, as text: the tests know no DOM.
 */
const WATCH = `((within) => {
  const roles = ['button', 'tab', 'menuitem', 'switch', 'checkbox', 'combobox', 'radio', 'option', 'link'];
  const USABLE = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex],[contenteditable=true],' +
    roles.map((role) => '[role=' + role + ']').join();
  // One control to hand and eye: the keyboard comes to it by one stop, and by arrows and keys to its parts.
  const WHOLE = '.ant-select,.ant-picker,.ant-input-number,.ant-input-affix-wrapper,.ant-segmented,.ant-upload-wrapper,label,' +
    '[role=tablist],[role=menu],[role=listbox],[role=radiogroup],.ant-pagination-prev,.ant-pagination-next';
  const scope = document.querySelector(within);
  const isThere = (one) => one.checkVisibility({ visibilityProperty: true }) &&
    !one.closest('[inert],[aria-hidden=true],fieldset:disabled') && !one.matches(':disabled,[aria-disabled=true]');
  const name = (one) => (one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent || one.id || '').trim();
  const say = (one) => (one.tagName.toLowerCase() + '.' + one.className + ' ' + name(one)).slice(0, 90);
  const all = [...scope.querySelectorAll('*')].filter(isThere);
  const targets = all.filter((one) => one.matches(USABLE) && !one.matches('main,[role=tabpanel],div[tabindex="-1"]:not([role])'));
  const isHand = (one) => getComputedStyle(one).cursor === 'pointer';
  const mouseOnly = all.filter((one) => isHand(one) && !isHand(one.parentElement) && !one.closest(USABLE) &&
    !one.querySelector(USABLE) && !one.closest(WHOLE));
  const look = (one, part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one, part);
    return (outlineStyle === 'none' || outlineWidth === '0px' ? '' : outlineStyle + outlineWidth) + boxShadow;
  };
  // Around a stop and beside it: libraries draw the ring where the box is, not where the input lies.
  const looks = (one) => {
    const near = [one, one.parentElement, one.parentElement?.parentElement, ...(one.parentElement?.children ?? [])];
    return near.flatMap((each) => each ? [look(each), look(each, '::before'), look(each, '::after')] : []).join('|');
  };
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  document.activeElement.blur();
  const plain = new Map(targets.map((one) => [one, looks(one)]));
  const had = scope.getAttribute('tabindex');
  scope.setAttribute('tabindex', '-1');
  scope.focus({ preventScroll: true });
  const stops = [];
  const unseen = [];
  const watch = ({ target }) => {
    if (!scope.contains(target)) walk.isOut = true;
    else if (stops.includes(target)) walk.isRound = true;
    else {
      stops.push(target);
      if (plain.get(target) === looks(target)) unseen.push(say(target));
    }
  };
  document.addEventListener('focusin', watch);
  const isReached = (one) => !one.isConnected || !isThere(one) || stops.some((stop) => stop === one || one.closest(WHOLE)?.contains(stop) ||
    (one.type === 'radio' && stop.type === 'radio' && stop.name === one.name));
  const walk = globalThis.keyboardWalk = {
    isOut: false,
    isRound: false,
    end() {
      document.removeEventListener('focusin', watch);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== still);
      if (had === null) scope.removeAttribute('tabindex');
      else scope.setAttribute('tabindex', had);
      const unreached = targets.filter((one) => !isReached(one)).map(say);
      return { first: stops.length > 0 ? name(stops[0]) : '', unreached, mouseOnly: mouseOnly.map(say), unseen, isTrapped: !walk.isOut && !walk.isRound && stops.length > 0 };
    },
  };
  // The browser's own fields for a day or a moment have a stop for each of their parts.
  return targets.length + 10 + 8 * targets.filter((one) => ['date', 'month', 'time', 'datetime-local'].includes(one.type)).length;
})`;

type Walk = {
  /** What the first stop is called. */
  readonly first: string;
  /** What a mouse could use and Tab never comes to. */
  readonly unreached: readonly string[];
  /** What shows a hand to the mouse and is no stop at all. */
  readonly mouseOnly: readonly string[];
  /** Stops at which one cannot see that the keyboard is there. */
  readonly unseen: readonly string[];
  /** Tab came neither round nor out. */
  readonly isTrapped: boolean;
};

/** Goes through what `within` selects by the Tab key alone until it is round or out. */
export async function walkByKeyboard(page: Page, within = 'body'): Promise<Walk> {
  const bound = (await page.evaluate(`${WATCH}(${JSON.stringify(within)})`)) as number;
  for (let presses = 1; presses <= bound; presses += 1) {
    await page.keyboard.press('Tab');
    // Asked now and then: to ask costs more than to press.
    if (presses % 6 === 0 && (await page.evaluate('keyboardWalk.isOut || keyboardWalk.isRound'))) break;
  }
  return page.evaluate('keyboardWalk.end()') as Promise<Walk>;
}

/** Whatever a mouse can use is come to by Tab, and one sees where the keyboard is. Answers what came first. */
export async function isForTheKeyboard(page: Page, name: string, within?: string): Promise<string> {
  const { first, ...faults } = await walkByKeyboard(page, within);
  expect({ name, ...faults }).toEqual({ name, unreached: [], mouseOnly: [], unseen: [], isTrapped: false });
  return first;
}
