import { html } from 'ghtml';
import { chinese, dayIn, layout, linkTo, type Named, type View } from './layout.ts';
import { REPORT_WORDS } from './report-words.ts';

const wordsOf = ({ language }: View) => REPORT_WORDS[language];
const pair = (label: string, value: string) => html`<div><dt>${label}</dt><dd>!${value}</dd></div>`;
const problemOf = (view: View, problem: string | undefined) =>
  problem === undefined ? '' : html`<p class="note" role="alert"><b>${wordsOf(view).wrong}</b> ${problem}</p>`;

/** A form that sends the code along in its body: it never stands in an address. */
function coded(
  view: View,
  action: string,
  fields: Readonly<Record<string, string>>,
  label: string,
  plain = false,
): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${linkTo(view, action)}">!${hidden}<button !${plain ? 'class="plain"' : ''}>${label}</button></form>`;
}

/** Where somebody who was authorised enters the code. */
export function codePage(view: View, problem?: string): string {
  const words = wordsOf(view);
  const main = html`<h1>${words.fetchTitle}</h1><p class="lead">${words.fetchLead}</p>!${problemOf(view, problem)}
<form class="sheet ask" method="post" action="${linkTo(view, '/report')}"><p class="wide"><label for="code">${words.code}</label><input id="code" name="code" type="text" required autocomplete="off" spellcheck="false" maxlength="40"></p><p class="go"><button>${words.open}</button></p></form>`;
  return layout(view, { title: words.fetchTitle, main });
}

export type FetchedLine = { readonly id: string; readonly number: string; readonly asOf: string };
export type ReportNoticeView = {
  readonly id: string;
  readonly reportNumber: string;
  readonly documentNumber: string;
  readonly cause: string;
  readonly dueOn: string;
  readonly receivedOn: string | null;
};

/** What a code opens: fetch one, of today or as of a day before, those that were fetched, what has changed since. */
export function grantPage(
  view: View,
  desk: {
    readonly code: string;
    readonly key: string;
    readonly today: string;
    readonly party: string;
    readonly purpose: string;
    readonly scope: 'whole' | 'public';
    readonly until: string;
    /** Over or taken back: nothing can be fetched, what changed since is still told. */
    readonly isOpen: boolean;
    readonly reports: readonly FetchedLine[];
    readonly notices: readonly ReportNoticeView[];
  },
): string {
  const words = wordsOf(view);
  const { code, key } = desk;
  const fetching = html`<form class="sheet ask" method="post" action="${linkTo(view, '/report/reports')}"><input type="hidden" name="code" value="${code}"><input type="hidden" name="key" value="${key}"><p class="wide field"><label for="asOf">${words.asOf}</label><input id="asOf" name="asOf" type="date" max="${desk.today}" aria-describedby="asOf-hint"></p><p id="asOf-hint" class="quiet small">${words.asOfHint}</p><p class="go"><button>${words.fetch}</button></p></form>`;
  const notice = (one: ReportNoticeView) =>
    html`<li>!${chinese(view, one.documentNumber)} <span class="tag">${words.causes[one.cause] ?? one.cause}</span><div class="quiet small">${words.number} ${one.reportNumber} · ${one.receivedOn === null ? words.dueBy(dayIn(view.language, one.dueOn)) : words.acknowledged(dayIn(view.language, one.receivedOn))}</div>!${one.receivedOn === null ? coded(view, '/report/receipts', { code, notice: one.id }, words.acknowledge, true) : ''}</li>`;
  const report = (one: FetchedLine) =>
    html`<li>${one.number}<div class="quiet small">${words.asOf} ${dayIn(view.language, one.asOf)}</div><div class="actions">!${coded(view, '/report/reading', { code, report: one.id }, words.read, true)}!${coded(view, '/report/paper', { code, report: one.id }, words.pdf, true)}</div></li>`;
  const fetchedPart = html`<section aria-labelledby="fetched"><h2 id="fetched">${words.own}</h2>!${desk.reports.length === 0 ? html`<p class="quiet">${words.none}</p>` : html`<ul class="list">!${desk.reports.map(report)}</ul>`}</section>`;
  const main = html`<h1>${words.fetchTitle}</h1>
<section class="sheet" aria-label="${words.onBehalf}"><dl class="facts">!${pair(words.onBehalf, chinese(view, desk.party))}!${pair(words.purpose, chinese(view, desk.purpose))}!${pair(words.scope, html`${words.scopes[desk.scope]}`)}!${pair(words.until, html`${dayIn(view.language, desk.until)}`)}</dl></section>
!${desk.isOpen ? html`!${fetching}<p class="quiet small">${words.fetchNote}</p>` : html`<p class="note">${words.closed}</p>`}
<section aria-labelledby="changed"><h2 id="changed">${words.notices}</h2>!${desk.notices.length === 0 ? html`<p class="quiet">${words.noticesNone}</p>` : html`<p>${words.noticesLead}</p><ul class="list">!${desk.notices.map(notice)}</ul>`}</section>
!${desk.isOpen ? fetchedPart : ''}`;
  return layout(view, { title: words.fetchTitle, main });
}

/** A report as a page: the same blocks as on paper. `document` is HTML that was made from them. */
export function fetchedPage(view: View, code: string, report: FetchedLine, document: string): string {
  const words = wordsOf(view);
  const main = html`<div class="actions">!${coded(view, '/report', { code }, words.back, true)}!${coded(view, '/report/paper', { code, report: report.id }, words.pdf)}</div>!${document}`;
  return layout(view, { title: `${words.title} ${report.number}`, main });
}

/** Where anybody verifies a report. */
export function verifyPage(view: View): string {
  const words = wordsOf(view);
  const main = html`<h1>${words.verifyTitle}</h1><p class="lead">${words.verifyLead}</p>
<form class="sheet ask" method="post" action="${linkTo(view, '/r')}"><p class="wide"><label for="code">${words.verifyCode}</label><input id="code" name="code" type="text" required autocomplete="off" spellcheck="false" maxlength="40"></p><p class="go"><button>${words.verify}</button></p></form>`;
  return layout(view, { title: words.verifyTitle, main });
}

export type VerifiedView = {
  readonly number: string;
  readonly asOf: string;
  readonly madeOn: string;
  readonly verifiedUntil: string;
  readonly organ: Named;
  readonly party: string;
  readonly pages: number;
  readonly sha256: string;
  readonly changed: boolean;
};

/** What a stranger is told of a report: that it is ours, and by what to compare it. Nothing of what it says. */
export function verifiedPage(view: View, report: VerifiedView): string {
  const words = wordsOf(view);
  const digest = report.sha256.match(/.{8}/g)!.join(' ');
  const asOf = dayIn(view.language, report.asOf);
  const earlier = report.asOf < report.madeOn ? html`<p class="note">${words.earlierDay(asOf)}</p>` : '';
  const main = html`<a class="backlink" href="${linkTo(view, '/r')}">${words.verifyTitle}</a><h1>${words.verified}</h1>
<p class="note!${report.changed ? '' : ' done'}" role="status">${report.changed ? words.changed : words.unchanged}</p>!${earlier}
<section class="sheet" aria-label="${words.verified}"><dl class="facts">!${pair(words.number, html`${report.number}`)}!${pair(words.asOf, html`${asOf}`)}!${pair(words.madeOn, html`${dayIn(view.language, report.madeOn)}`)}!${pair(words.organ, html`${report.organ[view.language]}`)}!${pair(words.party, chinese(view, report.party))}!${pair(words.pages, html`${String(report.pages)}`)}!${pair(words.digest, html`<code class="digest">${digest}</code>`)}!${pair(words.verifiedUntil, html`${dayIn(view.language, report.verifiedUntil)}`)}</dl></section><p class="quiet">${words.verifiedNote}</p>`;
  return layout(view, { title: words.verified, main });
}

export function unverifiedPage(view: View): string {
  const words = wordsOf(view);
  const main = html`<a class="backlink" href="${linkTo(view, '/r')}">${words.verifyTitle}</a><h1>${words.unknown}</h1><p>${words.unknownNote}</p>`;
  return layout(view, { title: words.unknown, main });
}
