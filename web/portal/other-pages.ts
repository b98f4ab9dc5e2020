import { html } from 'ghtml';
import { choiceIn } from './field-words.ts';
import { chinese, dayIn, layout, type Named, type View, wordsOf } from './layout.ts';
import type { Words } from './words.ts';

export type Figure = { readonly name: Named; readonly count: number | null };
export type StatisticsView = {
  readonly today: string;
  readonly smallest: number;
  readonly penaltiesByOrgan: { readonly cells: readonly Figure[]; readonly total: number | null };
  readonly licencesByOrgan: { readonly cells: readonly Figure[]; readonly total: number | null };
  readonly penaltiesByKind: readonly Figure[];
};
export type WithdrawalView = {
  readonly withdrawnOn: string;
  readonly ground: keyof Words['grounds'];
  readonly publicReason: string;
  readonly reference: string | null;
  readonly organ: Named | null;
};

function table(view: View, caption: string, heading: string, cells: readonly Figure[], total?: number | null): string {
  const words = wordsOf(view);
  if (cells.length === 0) return html`<h2>${caption}</h2><p class="quiet">${words.nothingYet}</p>`;
  const number = (count: number | null) => (count === null ? words.hidden : count.toLocaleString('en'));
  const foot =
    total === undefined
      ? ''
      : html`<tfoot><tr><th scope="row">${words.total}</th><td class="number">${number(total)}</td></tr></tfoot>`;
  return html`<table><caption>${caption}</caption><thead><tr><th scope="col">${heading}</th><th scope="col" class="number">${words.number}</th></tr></thead>
<tbody>!${cells.map(({ name, count }) => html`<tr><th scope="row">${name[view.language]}</th><td class="number">${number(count)}</td></tr>`)}</tbody>!${foot}</table>`;
}

export function statisticsPage(view: View, figures: StatisticsView): string {
  const words = wordsOf(view);
  const kinds = figures.penaltiesByKind.map(({ name, count }) => ({
    name: { zh: name.zh, en: choiceIn(name.zh, {}, 'en') ?? 'other' },
    count,
  }));
  const main = html`<h1>${words.statisticsTitle}</h1>
<p class="lead">${words.statisticsLead(dayIn(view.language, figures.today)).replace('{n}', String(figures.smallest))}</p>
!${table(view, words.penaltiesByOrgan, words.sender, figures.penaltiesByOrgan.cells, figures.penaltiesByOrgan.total)}
!${table(view, words.penaltiesByKind, words.kind, kinds)}
!${table(view, words.licencesByOrgan, words.sender, figures.licencesByOrgan.cells, figures.licencesByOrgan.total)}`;
  return layout(view, { title: words.statisticsTitle, here: 'statistics', main });
}

export function withdrawalsPage(view: View, withdrawals: readonly WithdrawalView[]): string {
  const words = wordsOf(view);
  const entry = (one: WithdrawalView) => html`<li><dl class="facts">
<div><dt>${words.documentNumber}</dt><dd>!${one.reference === null ? html`${words.personReference}` : chinese(view, one.reference)}</dd></div>
<div><dt>${words.withdrawnOn}</dt><dd>${dayIn(view.language, one.withdrawnOn)}</dd></div>
!${one.organ ? html`<div><dt>${words.publisher}</dt><dd>${one.organ[view.language]}</dd></div>` : ''}
<div><dt>${words.ground}</dt><dd>${words.grounds[one.ground]}</dd></div>
<div><dt>${words.reason}</dt><dd>!${chinese(view, one.publicReason)}</dd></div></dl></li>`;
  const list =
    withdrawals.length === 0
      ? html`<p class="sheet">${words.noWithdrawals}</p>`
      : html`<ul class="list">!${withdrawals.map(entry)}</ul>`;
  const main = html`<h1>${words.withdrawalsTitle}</h1><p class="lead">${words.withdrawalsLead}</p>!${list}`;
  return layout(view, { title: words.withdrawalsTitle, here: 'withdrawals', main });
}

/** A part of the page that explains: a heading and paragraphs, the articles last. */
export type AboutPart = { readonly title: string; readonly lines: readonly string[] };

export function aboutPage(view: View, parts: readonly AboutPart[]): string {
  const words = wordsOf(view);
  const main = html`<h1>${words.aboutTitle}</h1>!${parts.map(
    ({ title, lines }) =>
      html`<section class="sheet"><h2>${title}</h2>!${lines.map((line) => html`<p>${line}</p>`)}</section>`,
  )}`;
  return layout(view, { title: words.aboutTitle, here: 'about', main });
}
