import { html } from 'ghtml';
import { choiceIn } from './field-words.ts';
import { dayIn, layout, linkTo, type Named, type View, wordsOf } from './layout.ts';
import { REPAIR_WORDS, type RepairWords } from './repair-words.ts';

/** What was typed, as it was typed: the form shows it again. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;
export type SimulationView = {
  readonly answer: 'allowed' | 'refused' | 'unknown';
  readonly earliestOn: string | null;
  readonly today: string;
  readonly byLawOf: string;
  readonly endsOn: string | null;
  readonly shown: boolean;
  readonly assumesToday: boolean;
  readonly outstanding: boolean;
  readonly performed: boolean;
  readonly class: 'minor' | 'general' | 'serious' | 'unknown';
  readonly classProvisional: boolean;
  readonly submit: readonly { readonly name: Named }[];
  readonly fallsAway: readonly Named[];
  readonly clocks: readonly {
    readonly name: Named;
    readonly count: number;
    readonly unit: string;
    readonly mark: string;
  }[];
  readonly why: { readonly steps: readonly string[]; readonly articles: readonly string[]; readonly edition: string };
};

const one = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === 'string' ? value : '';
};
const many = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name];
  return typeof value === 'string' ? [value] : (value ?? []);
};

function select(name: string, label: string, choices: Readonly<Record<string, string>>, typed: Typed): string {
  const chosen = one(typed, name);
  return html`<p class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">!${Object.entries(
    choices,
  ).map(
    ([value, text]) => html`<option value="${value}" !${value === chosen ? 'selected' : ''}>${text}</option>`,
  )}</select></p>`;
}

function input(name: string, label: string, type: 'date' | 'number', typed: Typed): string {
  const more = type === 'number' ? 'min="0" step="any" inputmode="decimal"' : 'min="2000-01-01" max="2099-12-31"';
  return html`<p class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" !${more} value="${one(typed, name)}" autocomplete="off"></p>`;
}

function form(view: View, words: RepairWords, kinds: readonly string[], typed: Typed, again: boolean): string {
  const chosen = new Set(many(typed, 'kinds'));
  const boxes = kinds.map(
    (kind, at) =>
      html`<li><input type="checkbox" id="kind-${String(at)}" name="kinds" value="${kind}" !${chosen.has(kind) ? 'checked' : ''}><label for="kind-${String(at)}">${choiceIn(kind, {}, view.language) ?? kind}</label></li>`,
  );
  return html`<form class="sheet ask" method="post" action="${linkTo(view, '/repair')}">
<fieldset><legend>${words.kinds}</legend><ul class="boxes">!${boxes}</ul></fieldset>
<div class="fields">!${select('classified', words.classified, words.classes, typed)}!${input('fine', words.fine, 'number', typed)}
!${input('suspensionMonths', words.suspension, 'number', typed)}!${input('decidedOn', words.decidedOn, 'date', typed)}!${input('publishedOn', words.publishedOn, 'date', typed)}
!${select('performance', words.performance, words.performances, typed)}!${input('dutyPerformedOn', words.performedOn, 'date', typed)}
!${select('procedure', words.procedure, words.procedures, typed)}!${select('domain', words.domain, words.domains, typed)}
!${select('subjectKind', words.subjectKind, words.subjectKinds, typed)}!${select('ground', words.ground, words.grounds, typed)}</div>
<p class="go"><button>${again ? words.again : words.ask}</button></p></form>`;
}

/** The form; `wrong` names what could not be read. */
export function repairPage(view: View, kinds: readonly string[], typed: Typed, wrong: readonly string[]): string {
  const words = REPAIR_WORDS[view.language];
  const told = html`<p class="note" role="alert">${words.wrong} ${wrong.map((name) => words.fields[name] ?? name).join(view.language === 'zh' ? '、' : ', ')}</p>`;
  const main = html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>!${wrong.length > 0 ? told : ''}!${form(view, words, kinds, typed, false)}`;
  return layout(view, { title: words.title, here: 'repair', main });
}

function headline(view: View, words: RepairWords, found: SimulationView): string {
  if (found.earliestOn === null) return words.noDay;
  const day = dayIn(view.language, found.earliestOn);
  if (found.outstanding) return words.outstanding(day);
  if (found.earliestOn > found.today) return found.performed ? words.from(day) : words.fromIf(day);
  return found.performed ? words.open : words.openIf;
}

const items = (texts: readonly string[]) => texts.map((text) => html`<li>${text}</li>`);

export function simulationPage(view: View, kinds: readonly string[], typed: Typed, found: SimulationView): string {
  const words = REPAIR_WORDS[view.language];
  const { language } = view;
  const say = (name: Named) => name[language];
  const clock = ({ name, count, unit, mark }: SimulationView['clocks'][number]) =>
    `${say(name)}${language === 'zh' ? '：' : ': '}${count}${language === 'zh' ? '' : ' '}${words.units[unit as keyof RepairWords['units']]}${language === 'zh' ? '（' : ' ('}${words.marks[mark as keyof RepairWords['marks']]}${language === 'zh' ? '）' : ')'}`;
  const className = found.class === 'unknown' ? words.classUnknown : wordsOf(view).classes[found.class];
  const main = html`<h1>${words.resultTitle}</h1>
<section class="sheet" aria-live="polite"><p class="answer">${headline(view, words, found)}</p>
!${found.byLawOf > found.today ? html`<p>${words.byLaw(dayIn(language, found.byLawOf))}</p>` : ''}
<p>${found.shown ? (found.endsOn === null ? words.endsNot : words.ends(dayIn(language, found.endsOn))) : words.notShown}</p>
!${found.assumesToday ? html`<p>${words.assumed}</p>` : ''}
<p>${words.class}${language === 'zh' ? '：' : ': '}<span class="tag">${className}</span></p>!${found.classProvisional ? html`<p class="quiet small">${words.provisional}</p>` : ''}
<p class="quiet small">${words.noPromise}</p></section>
<section class="sheet" aria-labelledby="s"><h2 id="s">${words.submit}</h2><ul>!${items(found.submit.map(({ name }) => say(name)))}</ul><p>${words.held} ${words.how}</p></section>
<section class="sheet" aria-labelledby="f"><h2 id="f">${words.fallsAway}</h2><ul>!${items(found.fallsAway.map(say))}</ul></section>
<section class="sheet" aria-labelledby="c"><h2 id="c">${words.clocks}</h2><ul>!${items(found.clocks.map(clock))}</ul></section>
<section class="sheet" aria-labelledby="w"><h2 id="w">${words.why}</h2><h3>${words.whyOn(dayIn(language, found.byLawOf))}</h3><ol class="why">!${items(found.why.steps)}</ol>
<details><summary>${words.articles}</summary><ul class="why">!${items(found.why.articles)}</ul></details><p class="quiet small">${found.why.edition}</p></section>
<h2>${words.again}</h2>!${form(view, words, kinds, typed, true)}`;
  return layout(view, { title: words.resultTitle, here: 'repair', main });
}
