import { html } from 'ghtml';
import type { PlainDate } from '../../src/ground/kernel/plain-date.ts';
import type { ShownFact } from './decision-pages.ts';
import { chinese, dayIn, layout, linkTo, type Named, type View } from './layout.ts';
import { IDENTITY_WORDS } from './my-identity-words.ts';
import { alertOf, form, myPage, myWordsOf, type Owner, statusOf } from './my-layout.ts';
import { type ReminderLine, remindersPart } from './my-reminders.ts';
import type { MyWords } from './my-words.ts';
import { REPORT_WORDS } from './report-words.ts';
import { WORDS } from './words.ts';

export type Standing = keyof MyWords['standings'];
export type HeldLine = {
  readonly id: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly organ: Named;
  readonly decidedOn: string;
  readonly class: 'minor' | 'general' | 'serious' | null;
  readonly standing: Standing;
  readonly until: string | null;
  readonly marks: readonly (keyof MyWords['marks'])[];
};
export type CaseLine = {
  readonly id: string;
  readonly procedure: string;
  readonly documentNumber: string;
  readonly state: Named;
  readonly final: boolean;
  readonly clocks: readonly {
    readonly name: Named;
    readonly dueOn: string | null;
    readonly standing: keyof MyWords['standsAs'];
  }[];
};
export type UseView = {
  readonly day: string;
  readonly organ: Named;
  readonly matter: string;
  readonly purpose: string;
  readonly documentNumbers: readonly string[];
};

const colon = ({ language }: View) => (language === 'zh' ? '：' : ': ');
const pair = (label: string, value: string) => html`<div><dt>${label}</dt><dd>!${value}</dd></div>`;

/** The marks of an entry and the class of its term. */
export function tags(view: View, line: Pick<HeldLine, 'class' | 'marks'>): string {
  const words = myWordsOf(view);
  const classes = WORDS[view.language].classes;
  const all = [...(line.class === null ? [] : [classes[line.class]]), ...line.marks.map((mark) => words.marks[mark])];
  return all.map((text) => html`<span class="tag">${text}</span> `).join('');
}

export const untilOf = (view: View, { until }: Pick<HeldLine, 'until'>): string => {
  const words = myWordsOf(view);
  return until === null ? words.untilUnknown : words.untilDay(dayIn(view.language, until));
};

function held(view: View, lines: readonly HeldLine[]): string {
  const words = myWordsOf(view);
  if (lines.length === 0) return html`<p class="quiet">${words.heldNone}</p>`;
  return html`<ul class="list">!${lines.map(
    (
      line,
    ) => html`<li><a href="${linkTo(view, `/my/records/${line.id}`)}">!${chinese(view, line.documentNumber)}</a> !${tags(view, line)}
<div class="quiet small">${words.items[line.item] ?? line.item} · ${line.organ[view.language]} · ${words.decided}${colon(view)}${dayIn(view.language, line.decidedOn)}</div>
<div class="small">${words.standing}${colon(view)}${words.standings[line.standing]}!${line.standing === 'public' || line.standing === 'shared' ? html` · ${words.until}${colon(view)}${untilOf(view, line)}` : ''}</div></li>`,
  )}</ul>`;
}

function cases(view: View, lines: readonly CaseLine[]): string {
  const words = myWordsOf(view);
  const clock = ({ name, dueOn, standing }: CaseLine['clocks'][number]) =>
    html`<li class="small">${name[view.language]}${colon(view)}!${dueOn === null ? html`${words.stoppedStill}` : html`<b>${dayIn(view.language, dueOn)}</b>`} <span class="${standing === 'overdue' ? 'late' : 'quiet'}">${words.standsAs[standing]}</span></li>`;
  return html`<ul class="list">!${lines.map(
    (line) =>
      html`<li><a href="${linkTo(view, `/my/cases/${line.id}`)}">${words.caseTitle[line.procedure] ?? line.procedure} – !${chinese(view, line.documentNumber)}</a> <span class="tag">${line.state[view.language]}</span>!${line.clocks.length > 0 ? html`<ul>!${line.clocks.map(clock)}</ul>` : ''}</li>`,
  )}</ul>`;
}

export function overviewPage(
  view: View,
  owner: Owner,
  file: {
    readonly held: readonly HeldLine[];
    readonly cases: readonly CaseLine[];
    readonly reminders: readonly ReminderLine[];
  },
  told?: string,
): string {
  const words = myWordsOf(view);
  const open = file.cases.filter(({ final }) => !final);
  const closed = file.cases.filter(({ final }) => final);
  const mail =
    owner.unread > 0
      ? html`<p class="note"><a href="${linkTo(view, '/my/mail')}">${words.unread(owner.unread)}</a></p>`
      : '';
  const main = html`<h1>${words.my}</h1><p class="lead">${words.lead}</p>!${statusOf(told)}!${mail}
!${remindersPart(view, file.reminders)}
<section aria-labelledby="open"><h2 id="open">${words.open}</h2>!${open.length > 0 ? cases(view, open) : html`<p class="quiet">${words.openNone}</p>`}</section>
<section aria-labelledby="held"><h2 id="held">${words.held}</h2><p class="quiet small">${words.heldLead}</p>!${held(view, file.held)}</section>
!${closed.length > 0 ? html`<section aria-labelledby="closed"><h2 id="closed">${words.closed}</h2>!${cases(view, closed)}</section>` : ''}`;
  return myPage(view, owner, { title: words.my, here: 'overview', main });
}

export function usesTable(view: View, uses: readonly UseView[]): string {
  const words = myWordsOf(view);
  if (uses.length === 0) return html`<p class="quiet">${words.usesNone}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.usesTitle}"><table><thead><tr><th scope="col">${words.day}</th><th scope="col">${words.organ}</th><th scope="col">${words.matter}</th><th scope="col">${words.purpose}</th><th scope="col">${words.told}</th></tr></thead><tbody>!${uses.map(
    (use) =>
      html`<tr><td>${dayIn(view.language, use.day)}</td><td>${use.organ[view.language]}</td><td>!${chinese(view, use.matter)}</td><td>!${chinese(view, use.purpose)}</td><td>!${use.documentNumbers.length === 0 ? html`${words.toldNothing}` : use.documentNumbers.map((number) => chinese(view, number)).join('<br>')}</td></tr>`,
  )}</tbody></table></div>`;
}

/** How long uses are kept, and so up to which day they are all there; how many the page lists. */
export type UsesKept = { readonly since: PlainDate; readonly months: number; readonly most: number };

export function usesPage(
  view: View,
  owner: Owner,
  uses: readonly UseView[],
  { since, months, most }: UsesKept,
): string {
  const words = myWordsOf(view);
  const until = words.usesUntil(dayIn(view.language, since), months, most);
  const main = html`<h1>${words.usesTitle}</h1><p class="lead">${words.usesLead}</p>!${usesTable(view, uses)}<p class="quiet small">${until}</p>`;
  return myPage(view, owner, { title: words.usesTitle, here: 'uses', main });
}

export type RecordView = HeldLine & {
  readonly facts: readonly ShownFact[];
  readonly version: number;
  readonly knownOn: string;
  readonly adverse: { readonly value: boolean; readonly why: readonly string[] } | null;
  readonly why: readonly string[];
  readonly uses: readonly UseView[];
  readonly openCases: readonly CaseLine[];
  readonly mayRepair: boolean;
  readonly statement: string | null;
};

export function recordPage(view: View, owner: Owner, record: RecordView): string {
  const words = myWordsOf(view);
  const to = (path: string, label: string) =>
    html`<a class="action" href="${linkTo(view, `/my/records/${record.id}${path}`)}">${label}</a>`;
  const lines = (texts: readonly string[]) => texts.map((text) => html`<li>${text}</li>`);
  const main = html`<a class="backlink" href="${linkTo(view, '/my')}">${words.back}</a>
<p class="quiet">${words.items[record.item] ?? record.item}</p><h1>!${chinese(view, record.documentNumber)}</h1><p>!${tags(view, record)}</p>
<section class="sheet" aria-label="${words.standing}"><dl class="facts">!${pair(words.standing, html`${words.standings[record.standing]}`)}!${pair(words.until, html`${untilOf(view, record)}`)}!${pair(words.organ, html`${record.organ[view.language]}`)}!${pair(words.decided, html`${dayIn(view.language, record.decidedOn)}`)}!${pair(words.known, html`${dayIn(view.language, record.knownOn)} · ${words.version(record.version)}`)}!${record.adverse ? pair(words.adverse, html`<b>${record.adverse.value ? words.adverseYes : words.adverseNo}</b>`) : ''}</dl></section>
!${record.openCases.length > 0 ? html`<p class="note">${words.alreadyOpen}</p>!${cases(view, record.openCases)}` : ''}
<section aria-labelledby="can"><h2 id="can">${words.can}</h2><p class="actions">!${to('/objection', words.object)}!${record.mayRepair ? to('/repair', words.repair) : ''}!${to('/statement', words.state)}</p></section>
!${record.statement === null ? '' : html`<section class="sheet" aria-labelledby="st"><h2 id="st">${words.state}</h2><p>!${chinese(view, record.statement)}</p></section>`}
<section class="sheet" aria-labelledby="f"><h2 id="f">${words.facts}</h2><dl class="facts">!${record.facts.map((fact) => pair(fact.label, fact.chinese ? chinese(view, fact.value) : html`${fact.value}`))}</dl></section>
!${record.why.length > 0 ? html`<section class="sheet" aria-labelledby="w"><h2 id="w">${words.why}</h2><ol class="why">!${lines(record.why)}</ol></section>` : ''}
!${record.adverse && record.adverse.why.length > 0 ? html`<section class="sheet" aria-labelledby="a"><h2 id="a">${words.adverse}</h2><ol class="why">!${lines(record.adverse.why)}</ol></section>` : ''}
<section aria-labelledby="u"><h2 id="u">${words.usesOf}</h2>!${usesTable(view, record.uses)}</section>`;
  return myPage(view, owner, { title: record.documentNumber, main });
}

type Signing = {
  readonly problem?: string | undefined;
  readonly told?: string | undefined;
  readonly username?: string;
  readonly back?: string;
  readonly kept?: string;
  /** What the provider of identities is called, where there is one. */
  readonly provider?: string | undefined;
};

const field = (name: string, label: string, type: string, value = '', more = '') =>
  html`<p class="wide"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" value="${value}" required !${more}></p>`;

/** `back` and `kept`: where somebody was when the session ended, and what they had typed. */
export function signInPage(view: View, key: string, given: Signing = {}): string {
  const words = myWordsOf(view);
  const kept =
    given.back === undefined
      ? ''
      : html`<input type="hidden" name="back" value="${given.back}"><input type="hidden" name="kept" value="${given.kept ?? ''}">`;
  const body = html`!${kept}!${field('username', words.username, 'text', given.username, 'autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="30"')}!${field('password', words.password, 'password', '', 'autocomplete="current-password" maxlength="128"')}<p class="go"><button>${words.signIn}</button></p>`;
  const main = html`<div class="narrow"><h1>${words.signInTitle}</h1>!${given.back === undefined ? html`<p class="lead">${words.signInLead}</p>` : html`<p class="note" role="status">${words.expired}</p>`}!${alertOf(view, given.problem)}!${statusOf(given.told)}
!${form(view, '/my/sign-in', key, body)}!${given.provider === undefined ? '' : html`<p class="actions"><a class="action" href="${linkTo(view, '/my/provider')}">${IDENTITY_WORDS[view.language].by(given.provider)}</a></p>`}<p><a href="${linkTo(view, '/my/join')}">${words.joinLink}</a></p><p><a href="${linkTo(view, '/report')}">${REPORT_WORDS[view.language].links.fetch}</a><br><a href="${linkTo(view, '/r')}">${REPORT_WORDS[view.language].links.verify}</a></p></div>`;
  return layout(view, { title: words.signInTitle, here: 'my', main, footer: words.footer });
}

export function joinPage(
  view: View,
  key: string,
  given: { readonly problem?: string | undefined; readonly code?: string } = {},
): string {
  const words = myWordsOf(view);
  const body = html`!${field('code', words.code, 'text', given.code, 'autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40"')}!${field('password', words.newPassword, 'password', '', 'autocomplete="new-password" minlength="12" maxlength="128"')}!${field('repeat', words.repeat, 'password', '', 'autocomplete="new-password" minlength="12" maxlength="128"')}<p class="go"><button>${words.join}</button></p>`;
  const main = html`<div class="narrow"><h1>${words.joinTitle}</h1><p class="lead">${words.joinLead}</p>!${alertOf(view, given.problem)}!${form(view, '/my/join', key, body)}</div>`;
  return layout(view, { title: words.joinTitle, here: 'my', main, footer: words.footer });
}
