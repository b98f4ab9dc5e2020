import { html } from 'ghtml';
import { ANNOUNCEMENT_WORDS } from './announcement-words.ts';
import { chinese, dayIn, layout, linkTo, type Named, type View } from './layout.ts';

export type NoticeView = {
  readonly party: string;
  readonly title: string;
  readonly number: string | null;
  readonly organ: Named;
  readonly begunOn: string;
  readonly deemedOn: string;
};
export type EntryView = {
  readonly id: string;
  readonly party: string;
  readonly code: string | null;
  readonly organ: Named;
  readonly effectiveOn: string;
  readonly untilOn: string;
  /** Under which anybody may verify the decision. */
  readonly verification: string | null;
};
export type ListView = { readonly name: Named; readonly entries: readonly EntryView[] };

const row = (name: string, value: string) => html`<div><dt>${name}</dt><dd>!${value}</dd></div>`;

/** Notices of service, as long as their days run: who, which document, since when, until when. */
export function noticesPage(view: View, notices: readonly NoticeView[], articles: readonly string[]): string {
  const words = ANNOUNCEMENT_WORDS[view.language];
  const entry = (one: NoticeView) =>
    html`<li><dl class="facts">!${row(words.party, chinese(view, one.party))}!${row(words.document, chinese(view, `${one.title} ${one.number ?? ''}`))}!${row(words.organ, html`${one.organ[view.language]}`)}!${row(words.begun, html`${dayIn(view.language, one.begunOn)}`)}!${row(words.deemed, html`<b>${dayIn(view.language, one.deemedOn)}</b>`)}</dl></li>`;
  const list =
    notices.length === 0
      ? html`<p class="sheet">${words.noNotices}</p>`
      : html`<ul class="list">!${notices.map(entry)}</ul>`;
  const main = html`<h1>${words.notices}</h1><p class="lead">${words.noticesLead}</p>!${list}<p class="quiet small">${articles.join(' · ')}</p>`;
  return layout(view, { title: words.notices, here: 'notices', main });
}

/** Each list by its domain; where none is open, that none is and by which article. */
export function listsPage(
  view: View,
  lists: readonly ListView[],
  locked: { readonly why: readonly string[]; readonly articles: readonly string[] } | null,
): string {
  const words = ANNOUNCEMENT_WORDS[view.language];
  const colon = view.language === 'zh' ? '：' : ': ';
  const entry = (one: EntryView) =>
    html`<li><a href="${linkTo(view, `/lists/${one.id}`)}">!${chinese(view, one.party)}</a>!${one.code === null ? '' : html` <span class="quiet">${one.code}</span>`}
<div class="quiet small">${words.since}${colon}${dayIn(view.language, one.effectiveOn)} · ${words.until}${colon}<b>${dayIn(view.language, one.untilOn)}</b> · ${one.organ[view.language]}</div></li>`;
  const list = ({ name, entries }: ListView) =>
    html`<section><h2>${name[view.language]}</h2>!${entries.length === 0 ? html`<p class="sheet">${words.noEntries}</p>` : html`<ul class="list">!${entries.map(entry)}</ul>`}</section>`;
  const none =
    locked === null
      ? ''
      : html`<section class="sheet"><p class="answer">${words.locked}</p><p class="quiet">${locked.articles.join(' · ')}</p><details><summary>${words.why}</summary><ol class="why">!${locked.why.map((line) => html`<li>${line}</li>`)}</ol></details></section>`;
  const main = html`<h1>${words.lists}</h1><p class="lead">${words.listsLead}</p>!${none}!${lists.map(list)}<p>${words.object} <a href="${linkTo(view, '/about')}">${words.rights}</a> · <a href="${linkTo(view, '/repair')}">${words.repair}</a></p><p class="quiet small"><a href="/log/checkpoint">${words.checkpoint}</a></p>`;
  return layout(view, { title: words.lists, here: 'lists', main });
}
