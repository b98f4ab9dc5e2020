import { html } from 'ghtml';
import { chinese, layout, linkTo, type View, wordsOf } from './layout.ts';

/** `code`: of an organisation, to tell those of like names apart. */
export type FoundParty = { readonly name: string; readonly code: string | null; readonly token: string };
/** In what way its name resembles the one that was asked. */
export type AlikeParty = FoundParty & { readonly says: string };

function partyLine(view: View, { name, code, token }: FoundParty, says?: string): string {
  const facts = [says, code].filter(Boolean).join(' · ');
  return html`<li><a href="${linkTo(view, `/o/${token}`)}">!${chinese(view, name)}</a>!${facts === '' ? '' : html` <span class="quiet small">${facts}</span>`}</li>`;
}

function searchForm(view: View, asked = ''): string {
  const words = wordsOf(view);
  return html`<form class="sheet search" role="search" method="post" action="${linkTo(view, '/search')}"><label for="q">${words.asked}</label>
<div class="asking"><input id="q" name="q" type="search" required minlength="2" maxlength="100" autocomplete="off" spellcheck="false" value="${asked}" aria-describedby="how"><button>${words.ask}</button></div>
<p id="how" class="quiet small">${words.homeLead}</p></form>`;
}

export function homePage(view: View): string {
  const words = wordsOf(view);
  const main = html`<h1>${words.homeTitle}</h1>!${searchForm(view)}
<ul class="three">!${words.promises.map(([title, text]) => html`<li><h2>${title!}</h2><p class="quiet">${text!}</p></li>`)}</ul>`;
  return layout(view, { title: words.homeTitle, here: 'home', main });
}

/** What a search found; `tooShort`: it was not asked in earnest. */
export function resultsPage(
  view: View,
  asked: string,
  found: {
    readonly parties: readonly FoundParty[];
    readonly alike: readonly AlikeParty[];
    readonly more: boolean;
    readonly tooShort: boolean;
  },
): string {
  const words = wordsOf(view);
  const { parties, alike, more, tooShort } = found;
  const list = html`<p role="status">${words.found(parties.length)}</p>
<ul class="list">!${parties.map((party) => partyLine(view, party))}</ul>
!${more ? html`<p class="quiet">${words.tooMany}</p>` : ''}`;
  const others = html`<section aria-labelledby="alike"><h2 id="alike">${words.alike}</h2><p class="quiet">${words.alikeMeans}</p>
<ul class="list">!${alike.map((party) => partyLine(view, party, party.says))}</ul></section>`;
  const nothing = html`<div class="sheet" role="status"><p>${tooShort ? words.tooShort : words.nothing}</p>!${tooShort ? '' : html`<p class="quiet">${words.nothingMeans}</p>`}</div>`;
  const title = parties.length > 0 || alike.length > 0 || tooShort ? words.resultsTitle : words.nothingTitle;
  const main = html`<h1>${title}</h1>!${parties.length > 0 ? list : nothing}!${alike.length > 0 ? others : ''}!${searchForm(view, asked)}`;
  return layout(view, { title, here: 'home', main });
}

/** A page of a few words, with a way back: nothing there, too often, not possible now. */
export function plainPage(view: View, title: string, lines: readonly string[]): string {
  const words = wordsOf(view);
  const main = html`<h1>${title}</h1><div class="sheet">!${lines.map((line) => html`<p>${line}</p>`)}</div><p><a href="${linkTo(view, '/')}">${words.back}</a></p>`;
  return layout(view, { title, main });
}
