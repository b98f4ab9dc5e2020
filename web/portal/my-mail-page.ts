import { html } from 'ghtml';
import { chinese, dayIn, linkTo, type Named, type View } from './layout.ts';
import { form, myPage, myWordsOf, type Owner, statusOf } from './my-layout.ts';

export type LetterView = {
  readonly id: string;
  readonly day: string;
  readonly says: Named;
  readonly documentNumber: string | null;
  /** Where the matter stands, below `/my`. */
  readonly place: string | null;
  readonly receivedOn: string | null;
};

export function mailPage(
  view: View,
  owner: Owner,
  letters: readonly LetterView[],
  keyOf: (id: string) => string,
  told?: string,
): string {
  const words = myWordsOf(view);
  const entry = (letter: LetterView) => html`<li><b>${letter.says[view.language]}</b>
<div class="quiet small">${dayIn(view.language, letter.day)}!${letter.documentNumber === null ? '' : html` · !${chinese(view, letter.documentNumber)}`}!${letter.place === null ? '' : html` · <a href="${linkTo(view, letter.place)}">${words.mailOpen}<span class="unseen"> – ${letter.says[view.language]}</span></a>`}</div>
!${letter.receivedOn === null ? form(view, `/my/mail/${letter.id}`, keyOf(letter.id), html`<button class="plain" aria-label="${words.mailAcknowledge} – ${letter.says[view.language]}">${words.mailAcknowledge}</button>`, 'data-bare') : html`<div class="small">${words.mailReceived(dayIn(view.language, letter.receivedOn))}</div>`}</li>`;
  const main = html`<h1>${words.mail}</h1><p class="lead">${words.mailLead}</p>!${statusOf(told)}
!${letters.length === 0 ? html`<p class="quiet">${words.mailNone}</p>` : html`<ul class="list">!${letters.map(entry)}</ul>`}`;
  return myPage(view, owner, { title: words.mail, here: 'mail', main });
}
