import { html } from 'ghtml';
import { chinese, dayIn, linkTo, type View } from './layout.ts';
import type { FormState } from './my-forms.ts';
import { alertOf, form, myPage, myWordsOf, type Owner } from './my-layout.ts';
import { REPORT_WORDS } from './report-words.ts';

export type ReportLine = {
  readonly id: string;
  readonly number: string;
  readonly asOf: string;
  /** Who made it: the party here, somebody whom it authorised, an officer while it stood at the counter. */
  readonly way: 'own' | 'fetched' | 'counter';
};
export type GrantLine = {
  readonly id: string;
  readonly holder: string;
  readonly purpose: string;
  readonly scope: 'whole' | 'public';
  readonly until: string;
  readonly standing: 'open' | 'ended' | 'over';
  readonly fetched: number;
};
export type ReportDesk = {
  readonly reports: readonly ReportLine[];
  readonly grants: readonly GrantLine[];
  readonly today: string;
};

const input = (name: string, label: string, typed: FormState['typed'], hint: string, more = '') =>
  html`<p class="wide"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="text" value="${typed[name] ?? ''}" required minlength="2" maxlength="60" !${hint === '' ? '' : html`aria-describedby="${name}-hint"`} !${more}></p>!${hint === '' ? '' : html`<p id="${name}-hint" class="quiet small">${hint}</p>`}`;

function grantForm(view: View, state: FormState, today: string): string {
  const words = REPORT_WORDS[view.language];
  const { typed } = state;
  const scopes = Object.entries(words.scopes).map(
    ([code, name]) => html`<option value="${code}" !${typed.scope === code ? 'selected' : ''}>${name}</option>`,
  );
  const body = html`!${input('holder', words.holder, typed, words.holderHint)}!${input('grantPurpose', words.purpose, typed, '')}<p class="wide field"><label for="scope">${words.scope}</label><select id="scope" name="scope">!${scopes}</select></p><p class="wide field"><label for="until">${words.until}</label><input id="until" name="until" type="date" required min="${today}" value="${typed.until ?? ''}"></p><p class="go"><button>${words.grantNow}</button></p>`;
  return form(view, '/my/report/grants', `${state.key}g`, body);
}

/** The party's own desk for reports: make one, read those that were made, let somebody else fetch one. */
export function reportDeskPage(view: View, owner: Owner, desk: ReportDesk, state: FormState): string {
  const words = REPORT_WORDS[view.language];
  const report = (one: ReportLine) =>
    html`<li><a href="${linkTo(view, `/my/report/${one.id}`)}">${one.number}</a> !${one.way === 'own' ? '' : html`<span class="tag">${words.ways[one.way]}</span>`}<div class="quiet small">${words.asOf} ${dayIn(view.language, one.asOf)} · <a href="${linkTo(view, `/my/report/${one.id}/pdf`)}">${words.pdf}<span class="unseen"> ${one.number}</span></a></div></li>`;
  const grant = (one: GrantLine) =>
    html`<li><span id="h-${one.id}">!${chinese(view, one.holder)}</span> !${one.standing === 'open' ? '' : html`<span class="tag">${words[one.standing]}</span>`}<div class="quiet small">!${chinese(view, one.purpose)} · ${words.scopes[one.scope]} · ${words.until} ${dayIn(view.language, one.until)} · ${words.fetched(one.fetched)}</div>!${one.standing === 'open' ? form(view, `/my/report/grants/${one.id}/end`, `${state.key}${one.id}`, html`<button class="plain" aria-describedby="h-${one.id}">${words.end}</button>`, 'data-bare') : ''}</li>`;
  const asOf = html`<p class="wide field"><label for="asOf">${words.asOf}</label><input id="asOf" name="asOf" type="date" max="${desk.today}" value="${state.typed.asOf ?? ''}" aria-describedby="asOf-hint"></p><p id="asOf-hint" class="quiet small">${words.asOfHint}</p>`;
  const make = html`!${input('purpose', words.purpose, state.typed, words.purposeHint)}!${asOf}<p class="go"><button>${words.makeNow}</button></p>`;
  const main = html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>!${alertOf(view, state.problem)}
<section aria-labelledby="make"><h2 id="make">${words.make}</h2>!${form(view, '/my/report', state.key, make)}</section>
<section aria-labelledby="own"><h2 id="own">${words.own}</h2>!${desk.reports.length === 0 ? html`<p class="quiet">${words.none}</p>` : html`<ul class="list">!${desk.reports.map(report)}</ul>`}</section>
<section aria-labelledby="grant"><h2 id="grant">${words.grant}</h2><p>${words.grantLead}</p>!${grantForm(view, state, desk.today)}</section>
<section aria-labelledby="grants"><h2 id="grants">${words.grants}</h2>!${desk.grants.length === 0 ? html`<p class="quiet">${words.grantsNone}</p>` : html`<ul class="list">!${desk.grants.map(grant)}</ul>`}</section>`;
  return myPage(view, owner, { title: words.title, here: 'report', main });
}

/** A report as a page: the same blocks as on paper. `document` is HTML that was made from them. */
export function ownReportPage(view: View, owner: Owner, report: ReportLine, document: string): string {
  const words = REPORT_WORDS[view.language];
  const main = html`<a class="backlink" href="${linkTo(view, '/my/report')}">${words.title}</a><p class="actions"><a class="action" href="${linkTo(view, `/my/report/${report.id}/pdf`)}">${words.pdf}</a></p>!${document}`;
  return myPage(view, owner, { title: `${words.title} ${report.number}`, here: 'report', main });
}

/** The letter about a report that was made at the counter. */
export function ownLetterPage(view: View, owner: Owner, reportId: string, document: string): string {
  const words = REPORT_WORDS[view.language];
  const { mail } = myWordsOf(view);
  const main = html`<a class="backlink" href="${linkTo(view, '/my/mail')}">${mail}</a><p class="actions"><a class="action" href="${linkTo(view, `/my/report/${reportId}/letter/pdf`)}">${words.pdf}</a></p>!${document}`;
  return myPage(view, owner, { title: mail, here: 'mail', main });
}

/** The code of an authorisation, this once; null: it was shown already. */
export function grantedPage(view: View, owner: Owner, code: string | null, place: string): string {
  const words = REPORT_WORDS[view.language];
  const shown =
    code === null
      ? html`<p class="note">${words.codeGone}</p>`
      : html`<p class="sheet"><code class="paper-code">${code}</code></p><p>${words.codeOnce}</p><p>${words.codeHow(place)}</p>`;
  const main = html`<a class="backlink" href="${linkTo(view, '/my/report')}">${words.title}</a><h1>${words.codeTitle}</h1>!${shown}`;
  return myPage(view, owner, { title: words.codeTitle, here: 'report', main });
}
