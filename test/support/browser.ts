import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { browserEnvironment, browserForTests } from '../../scripts/browser.ts';

/** What a clerk's desk and a counter's phone show, in CSS pixels. */
export const SCREENS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
export type Screen = keyof typeof SCREENS;

/** The machine's own browser, silent: it may talk to the tests' server and to nobody else. */
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
  '--metrics-recording-only',
];

const SHOTS = path.join(import.meta.dirname, '../../artifacts');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type TestBrowser = {
  /** A page of its own session. `complaints` fills with what the browser says went wrong, content policy included. */
  open(screen: Screen): Promise<{ page: Page; complaints: string[] }>;
};

/** The test files that one process runs after each other share a browser; it goes with the process. */
let shared: Promise<Browser> | undefined;

function sharedBrowser(): Promise<Browser> {
  shared ??= chromium.launch({
    executablePath: browserForTests(),
    args: FLAGS,
    headless: true,
    env: browserEnvironment(),
  });
  return shared;
}

/** A browser whose pages are closed behind the tests of a file. */
export function testBrowser(): TestBrowser {
  const opened: BrowserContext[] = [];
  let browser: Browser;
  beforeAll(async () => {
    browser = await sharedBrowser();
  }, 400_000);
  afterAll(() => Promise.all(opened.splice(0).map((context) => context.close())));
  return {
    async open(screen) {
      const context = await browser.newContext({
        viewport: SCREENS[screen],
        hasTouch: screen === 'phone',
        locale: 'zh-CN',
        // A desk whose clock is set wrong: what a page tells is Beijing time all the same.
        timezoneId: 'America/New_York',
        reducedMotion: 'reduce',
      });
      opened.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`${error.name}: ${error.message}`));
      page.on('console', (message) => {
        // A refused request is reported by the browser as well; the page shows it in words.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          complaints.push(message.text());
        }
      });
      return { page, complaints };
    },
  };
}

/** What axe-core finds on the page as it stands: rule, and where. Empty is what we want. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's content policy does not bind.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Finding[] }> } };
    type Finding = { id: string; nodes: { target: string[]; failureSummary?: string }[] };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    // Three places of a rule tell what is wrong; two hundred hide it.
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary.slice(0, 300)}`),
    );
  });
}

/** A picture for a person to look at, `artifacts/<name>.png`; taken when somebody is going to: `PICTURES=1`. */
export async function shot(page: Page, name: string, whole: { readonly fullPage?: true } = {}): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), ...whole });
}

/** True when nothing makes the page wider than its screen. */
export function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= window.innerWidth') as Promise<boolean>;
}

/** What stands wider than the screen, by its tag and class: nothing where all of it fits. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const width = window.innerWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > width + 0.5);
    return out.slice(0, 6).map((one) => one.tagName + '.' + one.className);
  })()`) as Promise<string[]>;
}

/** Labels of a list of facts that nothing stands beside, or that say nothing themselves. */
export function emptyLabels(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const saysNothing = (one) => one.textContent.trim() === '' && !one.querySelector('svg, img, button, input');
    return [...document.querySelectorAll('dl > dt, dl > div > dt')]
      .filter((label) => label.getClientRects().length > 0)
      .filter((label) => {
        const next = label.nextElementSibling;
        return saysNothing(label) || (next && next.tagName === 'DD' && saysNothing(next));
      })
      .map((label) => label.textContent);
  })()`) as Promise<string[]>;
}

/** Chinese on the page outside what is marked as Chinese, spoken words of attributes included: an English screen has none. */
export function chineseTexts(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const isUnmarked = (text, element) => {
      const marked = element.closest('[lang="zh-CN"],[aria-hidden="true"],noscript,style');
      return /[\u4e00-\u9fff]/.test(text) && !(marked && marked !== document.documentElement);
    };
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (isUnmarked(node.textContent, node.parentElement)) texts.push(node.textContent);
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      for (const element of document.body.querySelectorAll('[' + name + ']')) {
        const text = element.getAttribute(name);
        if (isUnmarked(text, element)) texts.push(name + ': ' + text);
      }
    }
    return texts;
  })()`) as Promise<string[]>;
}

/** Latin words that a Chinese page may have: formats, names of standards, and the way to the other language. */
const LATIN = new Set(
  (
    'English PDF JPG JPEG PNG CSV XLSX XLS Excel JSON NDJSON ZIP TXT UTF GB GBK SHA Cookie WCAG AA URL HTTP HTTPS IP API OIDC TOTP ' +
    'SMTP Ctrl Esc Enter OpenID Connect ID MB KB SM xlsx xls csv ndjson Chrome Firefox Safari Edge Windows Linux Android iPhone Mac OS'
  ).split(' '),
);

/** Latin words on a Chinese page that are neither codes nor among the few that every office has: it has none. */
export async function strayLatin(page: Page): Promise<string[]> {
  const texts = (await page.evaluate(`(() => {
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest('code, kbd, .mono, style, script, noscript, [aria-hidden="true"], [lang="en"]')) texts.push(node.textContent);
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      // The library's icons name themselves; beside each stands a word of ours.
      for (const element of document.body.querySelectorAll('[' + name + ']:not(.anticon)')) texts.push(element.getAttribute(name));
    }
    return texts;
  })()`)) as string[];
  const words = texts.flatMap((text) => text.match(/[\w.@:/-]*[A-Za-z]{2}[\w.@:/-]*/g) ?? []);
  // What has a figure or a sign in it is a code, an address, a file's name.
  return [...new Set(words)].filter((word) => /^[A-Za-z]+$/.test(word) && !LATIN.has(word));
}
