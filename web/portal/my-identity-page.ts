import { html } from 'ghtml';
import { chinese, dayIn, layout, linkTo, type View } from './layout.ts';
import type { FormState } from './my-forms.ts';
import { IDENTITY_WORDS } from './my-identity-words.ts';
import { alertOf, form, myPage, myWordsOf, type Owner, statusOf } from './my-layout.ts';

const wordsOf = ({ language }: View) => IDENTITY_WORDS[language];

/** How a party signs in: by the password of its letter, and by a provider of identities once it is linked. */
export function identityPage(
  view: View,
  owner: Owner,
  { provider, linkedOn }: { readonly provider: string; readonly linkedOn: string | null },
  state: FormState,
): string {
  const words = wordsOf(view);
  // A password is never shown again.
  const asking = html`<p class="wide"><label for="password">${words.password}</label><input id="password" name="password" type="password" required autocomplete="current-password" maxlength="128"></p><p class="go"><button>${words.begin}</button></p>`;
  const part =
    linkedOn === null
      ? html`<p>${words.notLinked(provider)}</p>!${form(view, '/my/identity', state.key, asking)}`
      : html`<p>${words.linked(provider, dayIn(view.language, linkedOn))}</p>!${form(view, '/my/identity/end', state.key, html`<p class="go"><button class="plain">${words.end}</button></p>`, 'data-bare')}`;
  const main = html`<h1>${words.title}</h1><p class="lead">${words.lead(provider)}</p>!${alertOf(view, state.problem)}!${statusOf(state.told)}!${part}`;
  return myPage(view, owner, { title: words.title, here: 'identity', main });
}

/** To the provider by a link: a form of ours may lead to no other site. */
export function towardsProviderPage(view: View, owner: Owner, provider: string, address: string): string {
  const words = wordsOf(view);
  const main = html`<h1>${words.goTitle(provider)}</h1><p class="lead">${words.goLead(provider)}</p><p class="actions"><a class="action" href="${address}">${words.go}</a></p>`;
  return myPage(view, owner, { title: words.goTitle(provider), here: 'identity', main });
}

/** Back from the provider: what it said, sealed, goes with the form that the party sends. */
export function confirmLinkPage(view: View, key: string, provider: string, found: string): string {
  const words = wordsOf(view);
  const body = html`<input type="hidden" name="found" value="${found}"><p class="go"><button>${words.confirm}</button> <a href="${linkTo(view, '/my/identity')}">${words.cancel}</a></p>`;
  const main = html`<div class="narrow"><h1>${words.confirmTitle}</h1><p class="lead">${words.confirmLead(provider)}</p>!${form(view, '/my/identity/link', key, body)}</div>`;
  return layout(view, { title: words.confirmTitle, here: 'my', main, footer: myWordsOf(view).footer });
}

export type PartyChoice = { readonly accountId: string; readonly party: string; readonly capacity: Owner['capacity'] };

/** Somebody acts for several parties: for which one now. Each answer opens one file and no other. */
export function choosePartyPage(view: View, key: string, parties: readonly PartyChoice[], who: string): string {
  const words = wordsOf(view);
  const { capacities, footer } = myWordsOf(view);
  const choice = ({ accountId, party, capacity }: PartyChoice) =>
    html`<li><button class="choice" name="account" value="${accountId}"><b>!${chinese(view, party)}</b><span class="quiet small">${capacities[capacity]}</span></button></li>`;
  const body = html`<input type="hidden" name="who" value="${who}"><ul class="choices">!${parties.map(choice)}</ul>`;
  const main = html`<div class="narrow"><h1>${words.chooseTitle}</h1><p class="lead">${words.chooseLead}</p>!${form(view, '/my/provider/choice', key, body, 'data-bare')}</div>`;
  return layout(view, { title: words.chooseTitle, here: 'my', main, footer });
}

/** Signed in, on the way from another site: the session's cookie goes along only from a page of ours. */
export function signedInPage(view: View): string {
  const words = wordsOf(view);
  const main = html`<div class="narrow"><h1>${words.inTitle}</h1><p class="lead">${words.inLead}</p><p class="actions"><a class="action" href="${linkTo(view, '/my')}">${words.open}</a></p></div>`;
  return layout(view, {
    title: words.inTitle,
    here: 'my',
    main,
    footer: myWordsOf(view).footer,
    next: linkTo(view, '/my'),
  });
}
