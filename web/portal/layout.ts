import { html } from 'ghtml';
import { type Language, WORDS, type Words } from './words.ts';

/** A name in both languages, as organs have it. */
export type Named = { readonly zh: string; readonly en: string };
/** How this reader wants the pages, and what every page needs to know. */
export type View = {
  readonly language: Language;
  /** Set when the language was asked for by `?lang=`: links keep it. */
  readonly languageAsked: boolean;
  readonly large: boolean;
  /** Whose portal it is: the territory of the lowest pack. */
  readonly place: Named;
  readonly stylesheet: string;
};
export type Page = {
  readonly title: string;
  readonly here?: 'home' | 'repair' | 'statistics' | 'withdrawals' | 'notices' | 'lists' | 'about' | 'my';
  readonly main: string;
  /** In place of the general one. */
  readonly footer?: string;
  /** Where the page goes on to by itself. */
  readonly next?: string;
};

export const wordsOf = ({ language }: View): Words => WORDS[language];

/** An address of this site that keeps the reader's language and size. */
export function linkTo(view: View, path: string, other: { language?: Language; large?: boolean } = {}): string {
  const language = other.language ?? (view.languageAsked ? view.language : undefined);
  const large = other.large ?? view.large;
  const asked = [...(language === undefined ? [] : [`lang=${language}`]), ...(large ? ['size=large'] : [])];
  return asked.length === 0 ? path || '?' : `${path}?${asked.join('&')}`;
}

/** Chinese that stays Chinese on an English page, marked for whoever reads it aloud. */
export function chinese(view: View, text: string): string {
  return view.language === 'zh' ? html`${text}` : html`<span lang="zh-CN">${text}</span>`;
}

/** 2026-03-02 as 2026年3月2日, or 2 March 2026. */
export function dayIn(language: Language, day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  if (language === 'zh') return `${year}年${month}月${date}日`;
  const names = 'January February March April May June July August September October November December'.split(' ');
  return `${date} ${names[month - 1]} ${year}`;
}

const SEAL =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><rect x="1" y="1" width="30" height="30" rx="4" fill="none" stroke="#fff" stroke-width="1.5"/><path d="M8 9h16M16 9v14M16 16h6M10.500 15v8M7.500 23h17" fill="none" stroke="#fff" stroke-width="2.200" stroke-linecap="round"/></svg>';

function header(view: View, page: Page): string {
  const words = wordsOf(view);
  const other: Language = view.language === 'zh' ? 'en' : 'zh';
  const nav = [
    ['/', 'home'],
    ['/repair', 'repair'],
    ['/statistics', 'statistics'],
    ['/withdrawals', 'withdrawals'],
    ['/notices', 'notices'],
    ['/lists', 'lists'],
    ['/about', 'about'],
    ['/my', 'my'],
  ] as const;
  return html`<header class="top"><div class="wrap bar">
<a class="brand" href="${linkTo(view, '/')}">!${SEAL}<span><b>${words.site(view.place[view.language])}</b><small>${words.brand}</small></span></a>
<div class="tools" role="group" aria-label="${words.tools}"><a href="${linkTo(view, '', { large: !view.large })}">${view.large ? words.normal : words.larger}</a><a lang="${other === 'zh' ? 'zh-CN' : 'en'}" hreflang="${other === 'zh' ? 'zh-CN' : 'en'}" href="${linkTo(view, '', { language: other })}">${words.otherLanguage}</a></div>
</div></header>
<nav class="nav" aria-label="${words.navigation}"><ul class="wrap">!${nav.map(
    ([path, name]) =>
      html`<li><a href="${linkTo(view, path)}" !${page.here === name ? 'aria-current="page"' : ''}>${words[name]}</a></li>`,
  )}</ul></nav>`;
}

/** A whole page: landmarks, a way past the navigation, one heading of the first rank in `main`. */
export function layout(view: View, page: Page): string {
  const words = wordsOf(view);
  const site = words.site(view.place[view.language]);
  return html`<!doctype html>
<html lang="${view.language === 'zh' ? 'zh-CN' : 'en'}" !${view.large ? 'class="large"' : ''}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, noarchive"><title>${page.title} – ${site}</title><link rel="stylesheet" href="${view.stylesheet}"><link rel="icon" href="data:,">!${page.next === undefined ? '' : html`<meta http-equiv="refresh" content="0;url=${page.next}">`}</head>
<body><a class="skip" href="#main">${words.skip}</a>
!${header(view, page)}
<main id="main" tabindex="-1" class="wrap">!${page.main}</main>
<footer class="foot"><div class="wrap"><p>${site}</p><p>${page.footer ?? words.footer}</p><p><a href="${linkTo(view, '/privacy')}">${words.privacy}</a></p></div></footer>
</body></html>`;
}
