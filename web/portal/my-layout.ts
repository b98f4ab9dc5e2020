import { html } from 'ghtml';
import { layout, linkTo, type View } from './layout.ts';
import { MY_WORDS, type MyWords } from './my-words.ts';

/** Who is signed in, as the pages of the own file show it. */
export type Owner = {
  /** Name of the party; Chinese, whatever the page's language. */
  readonly name: string;
  /** Masked name of whoever holds the account. */
  readonly holder: string;
  readonly capacity: keyof MyWords['capacities'];
  readonly unread: number;
  /** Whether there is another way to sign in than the password. */
  readonly hasProvider: boolean;
};
export type MyPart = 'overview' | 'uses' | 'mail' | 'report' | 'consents' | 'identity';

export const myWordsOf = ({ language }: View): MyWords => MY_WORDS[language];

const PARTS = [
  ['/my', 'overview'],
  ['/my/uses', 'uses'],
  ['/my/mail', 'mail'],
  ['/my/report', 'report'],
  ['/my/consents', 'consents'],
  ['/my/identity', 'identity'],
] as const;

/** A form that changes something: by POST, with a key of its own, so that sending it twice does it once. */
export function form(view: View, action: string, key: string, body: string, more = ''): string {
  return html`<form class="sheet ask" method="post" action="${linkTo(view, action)}" !${more}><input type="hidden" name="key" value="${key}">!${body}</form>`;
}

export const alertOf = (view: View, problem: string | undefined): string =>
  problem === undefined ? '' : html`<p class="note" role="alert"><b>${myWordsOf(view).wrong}</b> ${problem}</p>`;
export const statusOf = (text: string | undefined): string =>
  text === undefined ? '' : html`<p class="note done" role="status">${text}</p>`;

/** A page of the own file: who is signed in, the parts, the way out. */
export function myPage(
  view: View,
  owner: Owner,
  page: { readonly title: string; readonly here?: MyPart; readonly main: string },
): string {
  const words = myWordsOf(view);
  const links = PARTS.filter(([, name]) => name !== 'identity' || owner.hasProvider).map(
    ([path, name]) =>
      html`<li><a class="part" href="${linkTo(view, path)}" !${page.here === name ? 'aria-current="page"' : ''}>${words[name]}!${name === 'mail' && owner.unread > 0 ? html` <span class="count">${String(owner.unread)}</span>` : ''}</a></li>`,
  );
  const main = html`<div class="owner"><p><b lang="zh-CN">${owner.name}</b><br><span class="quiet small">${words.holder} <span lang="zh-CN">${owner.holder}</span> · ${words.capacities[owner.capacity]}</span></p>
<form method="post" action="${linkTo(view, '/my/sign-out')}"><button class="plain">${words.signOut}</button></form></div>
<nav class="parts" aria-label="${words.sections}"><ul>!${links}</ul></nav>
!${page.main}`;
  return layout(view, { title: page.title, here: 'my', main, footer: words.footer });
}
