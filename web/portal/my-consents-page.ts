import { html } from 'ghtml';
import { dayIn, linkTo, type View } from './layout.ts';
import type { FormState } from './my-forms.ts';
import { alertOf, form, myPage, myWordsOf, type Owner } from './my-layout.ts';

export type OwnConsents = {
  readonly services: readonly { readonly id: string; readonly givenOn: string; readonly endedOn: string | null }[];
  readonly openGrants: number;
};

/** What rests on the party's consent; whatever stands can be taken back here. */
export function consentsPage(view: View, owner: Owner, consents: OwnConsents, state: FormState): string {
  const words = myWordsOf(view).consentPage;
  const day = (on: string) => dayIn(view.language, on);
  const line = ({ id, givenOn, endedOn }: OwnConsents['services'][number]) =>
    html`<li><span id="c-${id}">${words.since(day(givenOn))}</span> !${endedOn === null ? form(view, `/my/consents/${id}/end`, state.key, html`<button class="plain" aria-describedby="c-${id}">${words.end}</button>`, 'data-bare') : html`<span class="tag">${words.ended(day(endedOn))}</span>`}</li>`;
  const main = html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>!${alertOf(view, state.problem)}
<section aria-labelledby="service"><h2 id="service">${words.service}</h2><p class="quiet small">${words.serviceHelp}</p>!${consents.services.length === 0 ? html`<p class="quiet">${words.none}</p>` : html`<ul class="list">!${consents.services.map(line)}</ul>`}</section>
<section aria-labelledby="fetching"><h2 id="fetching">${words.fetching}</h2><p>${words.open(consents.openGrants)} <a href="${linkTo(view, '/my/report')}">${words.toReports}</a></p></section>
<p><a href="${linkTo(view, '/privacy')}">${words.toNotices}</a></p>`;
  return myPage(view, owner, { title: words.title, here: 'consents', main });
}
