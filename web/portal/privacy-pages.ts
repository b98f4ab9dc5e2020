import { html } from 'ghtml';
import { layout, linkTo, type Named, type View } from './layout.ts';
import { PRIVACY_WORDS } from './privacy-words.ts';

export type NoticeLine = {
  readonly code: string;
  readonly name: Named;
  readonly sensitive: boolean;
  readonly uses: readonly ('collect' | 'publish' | 'provide')[];
};

/** Every notice in force, by catalogue item and use, and what holds for all of them. */
export function noticesPage(view: View, notices: readonly NoticeLine[], edition: string): string {
  const words = PRIVACY_WORDS[view.language];
  const line = ({ code, name, sensitive, uses }: NoticeLine) =>
    html`<li><h3>${name[view.language]} !${sensitive ? html`<span class="tag">${words.sensitive}</span>` : ''}</h3><ul>!${uses.map((use) => html`<li><a href="${linkTo(view, `/privacy/${code}/${use}`)}">${words.uses[use]}<span class="unseen"> – ${name[view.language]}</span></a></li>`)}</ul></li>`;
  const main = html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>
<section class="sheet" aria-labelledby="notices"><h2 id="notices">${words.notices}</h2>!${notices.length === 0 ? html`<p class="quiet">${words.none}</p>` : html`<ul class="list">!${notices.map(line)}</ul>`}</section>
<section class="sheet" aria-labelledby="consents"><h2 id="consents">${words.consents}</h2>!${words.consentLines.map((text) => html`<p>${text}</p>`)}<p><a href="${linkTo(view, '/my')}">${words.toMy}</a></p></section>
<p class="quiet small">${words.edition(edition)}</p>`;
  return layout(view, { title: words.title, main });
}

/** One notice as it would stand on paper; Chinese, whatever the page's language. `document` is HTML made from its blocks. */
export function noticePage(view: View, document: string, title: string, edition: string): string {
  const words = PRIVACY_WORDS[view.language];
  const main = html`<a class="backlink" href="${linkTo(view, '/privacy')}">${words.title}</a><div class="sheet">!${document}</div><p class="quiet small">${words.edition(edition)}</p>`;
  return layout(view, { title: view.language === 'zh' ? title : words.title, main });
}
