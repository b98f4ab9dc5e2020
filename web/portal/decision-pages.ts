import { html } from 'ghtml';
import { chinese, dayIn, layout, linkTo, type Named, type View, wordsOf } from './layout.ts';

export type ListedDecision = {
  readonly address: string;
  readonly item: 'penalty' | 'licence';
  readonly documentNumber: string;
  readonly decidedOn: string;
  readonly lastDay: string;
  readonly organ: Named;
  readonly class: 'minor' | 'general' | 'serious' | null;
  readonly underObjection: boolean;
};
/** `chinese`: a name or free text, which stays so in every language. */
export type ShownFact = { readonly label: string; readonly value: string; readonly chinese: boolean };
export type DecisionView = ListedDecision & {
  readonly partyName: string;
  readonly partyToken: string | null;
  readonly beginsOn: string;
  readonly facts: readonly ShownFact[];
  /** The derivation in sentences of the reader's language: the day whose rules count, the steps, the articles, the edition. */
  readonly why: {
    readonly on: string;
    readonly steps: readonly string[];
    readonly articles: readonly string[];
    readonly edition: string;
  };
  readonly whyPerson: boolean;
  readonly classByPerson: boolean;
  readonly correctionPending: boolean;
  /** What the party itself says of it; always Chinese as it was written. */
  readonly statement: string | null;
  readonly rights: Rights | null;
  readonly contact: Contact | null;
};
export type Contact = { readonly address?: string; readonly phone?: string; readonly hours?: string };
/** Periods as `3个工作日`, `60 days`; repair as the law answers today. */
export type Rights = {
  readonly objectionOwn: string;
  readonly objectionTotal: string;
  readonly repair: { readonly open: boolean; readonly earliestOn: string | null };
  /** The public facts of the decision, with which the simulator opens. */
  readonly simulate: Readonly<Record<string, string | readonly string[]>>;
  readonly repairAnswer: string;
  readonly review: string;
  readonly suit: string;
};

const LONG_TERM = '2099-12-31';
const endIn = (view: View, day: string) => (day === LONG_TERM ? wordsOf(view).longTerm : dayIn(view.language, day));

function listed(view: View, decisions: readonly ListedDecision[]): string {
  const words = wordsOf(view);
  if (decisions.length === 0) return html`<p class="quiet">${words.noneOfKind}</p>`;
  return html`<ul class="list">!${decisions.map(
    (
      one,
    ) => html`<li><a href="${linkTo(view, `/d/${one.address}`)}">!${chinese(view, one.documentNumber)}</a> !${one.class === null ? '' : html`<span class="tag">${words.classes[one.class]}</span>`} !${one.underObjection ? html`<span class="tag">${words.underObjection}</span>` : ''}
<div class="quiet small">${words.decidedOn}${view.language === 'zh' ? '：' : ': '}${dayIn(view.language, one.decidedOn)} · ${words.lastDay}${view.language === 'zh' ? '：' : ': '}${endIn(view, one.lastDay)} · ${one.organ[view.language]}</div></li>`,
  )}</ul>`;
}

export function organisationPage(
  view: View,
  { name, code }: { readonly name: string; readonly code: string | null },
  decisions: readonly ListedDecision[],
): string {
  const words = wordsOf(view);
  const of = (item: ListedDecision['item']) =>
    listed(
      view,
      decisions.filter((one) => one.item === item),
    );
  const main = html`<a class="backlink" href="${linkTo(view, '/')}">${words.back}</a><h1>!${chinese(view, name)}</h1>!${code === null ? '' : html`<p class="quiet">${words.code} ${code}</p>`}
<section aria-labelledby="p"><h2 id="p">${words.penalties}</h2>!${of('penalty')}</section>
<section aria-labelledby="l"><h2 id="l">${words.licences}</h2>!${of('licence')}</section>
<p class="quiet small">${words.linkHour}</p>`;
  return layout(view, { title: words.organisation, main });
}

function termPart(view: View, decision: DecisionView): string {
  const words = wordsOf(view);
  const step = (label: string, day: string, end = false) =>
    html`<li !${end ? 'class="end"' : ''}><span>${label}</span><b>${day}</b></li>`;
  const isLong = decision.lastDay === LONG_TERM;
  const last = isLong
    ? words.lastDay
    : `${words.lastDay}${view.language === 'zh' ? '（' : ' ('}${words.lastDayNote}${view.language === 'zh' ? '）' : ')'}`;
  return html`<ol class="term">!${step(words.decidedOn, dayIn(view.language, decision.decidedOn))}!${step(words.beginsOn, dayIn(view.language, decision.beginsOn))}!${step(last, endIn(view, decision.lastDay), true)}</ol>`;
}

/** Where and when an organ is reached; where the packs do not say: whom to ask. */
export function contactLine(view: View, name: string, contact: Contact | null): string {
  const words = wordsOf(view);
  if (contact === null) return words.contact(name);
  const { address, phone, hours } = contact;
  const parts = [name, address, phone && `${words.phone} ${phone}`, hours && `${words.hours} ${hours}`];
  return parts.filter(Boolean).join(' · ');
}

/** To the simulator with the facts of this page: in the body, since facts never stand in an address. */
function simulateForm(view: View, facts: Rights['simulate']): string {
  const fields = Object.entries(facts).flatMap(([name, value]) =>
    [value].flat().map((one) => html`<input type="hidden" name="${name}" value="${one}">`),
  );
  return html`<form method="post" action="${linkTo(view, '/repair')}">!${fields}<p class="go"><button class="plain">${wordsOf(view).repairSimulate}</button></p></form>`;
}

function rightsPart(view: View, { rights, organ, contact }: DecisionView): string {
  const words = wordsOf(view);
  const name = organ[view.language];
  const part = (title: string, ...lines: string[]) =>
    html`<h3>${title}</h3>!${lines.map((line) => html`<p>${line}</p>`)}`;
  const repair = rights?.repair.open
    ? words.repairNow
    : rights?.repair.earliestOn
      ? words.repairFrom(dayIn(view.language, rights.repair.earliestOn))
      : words.repairUnknown;
  return html`<section class="sheet" aria-labelledby="r"><h2 id="r">${words.rightsTitle}</h2>
!${rights ? part(words.objectTitle, words.object(name, rights.objectionOwn, rights.objectionTotal)) : ''}
!${rights ? html`!${part(words.repairTitle, repair, words.repairHow(rights.repairAnswer))}!${simulateForm(view, rights.simulate)}` : ''}
!${rights ? part(words.remedyTitle, words.remedy(rights.review, rights.suit)) : ''}
!${part(words.contactTitle, contactLine(view, name, contact))}</section>`;
}

const lines = (texts: readonly string[]) => texts.map((text) => html`<li>${text}</li>`);

export function decisionPage(view: View, decision: DecisionView): string {
  const words = wordsOf(view);
  const title = decision.item === 'penalty' ? words.penaltyTitle : words.licenceTitle;
  const party = chinese(view, decision.partyName);
  const classLine =
    decision.class === null
      ? ''
      : html`<p><span class="tag">${words.class}${view.language === 'zh' ? '：' : ': '}${words.classes[decision.class]}${decision.classByPerson ? ` ${words.classByPerson}` : ''}</span></p>`;
  const main = html`!${decision.partyToken ? html`<a class="backlink" href="${linkTo(view, `/o/${decision.partyToken}`)}">!${party}</a>` : html`<a class="backlink" href="${linkTo(view, '/')}">${words.back}</a>`}
<p class="quiet">${title}</p><h1>!${chinese(view, decision.documentNumber)}</h1><p class="lead">!${party}</p>
!${classLine}!${termPart(view, decision)}
!${decision.underObjection ? html`<p class="note"><b>${words.underObjection}</b><br>${words.underObjectionNote}</p>` : ''}
!${decision.correctionPending ? html`<p class="note">${words.correctionPending}</p>` : ''}
<section class="sheet" aria-labelledby="f"><h2 id="f">${words.factsTitle}</h2><dl class="facts">!${decision.facts.map(
    (fact) =>
      html`<div><dt>${fact.label}</dt><dd>!${fact.chinese ? chinese(view, fact.value) : html`${fact.value}`}</dd></div>`,
  )}</dl></section>
!${decision.statement === null ? '' : html`<section class="sheet" aria-labelledby="s"><h2 id="s">${words.statementTitle}</h2><p>!${chinese(view, decision.statement)}</p></section>`}
<section class="sheet" aria-labelledby="w"><h2 id="w">${words.whyTitle}</h2><p>${decision.item === 'penalty' ? words.whyPenalty : words.whyLicence}</p>!${decision.whyPerson ? html`<p>${words.whyPerson}</p>` : ''}
<h3>${words.whyOn(dayIn(view.language, decision.why.on))}</h3><ol class="why">!${lines(decision.why.steps)}</ol>
<details open><summary>${words.articles}</summary><ul class="why">!${lines(decision.why.articles)}</ul></details><p class="quiet small">${decision.why.edition}</p></section>
!${rightsPart(view, decision)}<p class="quiet small">${words.print}</p>`;
  return layout(view, { title: `${title} ${decision.documentNumber}`, main });
}
