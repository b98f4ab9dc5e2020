import { html } from 'ghtml';
import { chinese, dayIn, linkTo, type Named, type View } from './layout.ts';
import { type EarlyEndView, earlyEndPart } from './my-early-end.ts';
import { area, type FormState, files } from './my-forms.ts';
import { type InspectionView, inspectionsPart } from './my-inspections.ts';
import { alertOf, form, myPage, myWordsOf, type Owner, statusOf } from './my-layout.ts';
import { type SupervisionView, supervisionPart } from './my-supervision.ts';
import type { MyWords } from './my-words.ts';

/** How many points the form has; more come in another statement. */
const SPOKEN = [1, 2, 3] as const;

export type CaseView = {
  readonly id: string;
  readonly procedure: string;
  /** Null: it rests on the record of another, and is this person's own case all the same. */
  readonly recordId: string | null;
  readonly ground: Named;
  readonly documentNumber: string;
  readonly state: Named;
  readonly effect: Named | null;
  readonly clocks: readonly {
    readonly name: Named;
    readonly dueOn: string | null;
    readonly provisional: boolean;
    readonly standing: keyof MyWords['standsAs'];
    readonly why: readonly string[];
  }[];
  readonly steps: readonly { readonly on: string; readonly name: Named; readonly reason: string | null }[];
  readonly points: readonly {
    readonly number: number;
    readonly kind: keyof MyWords['kinds'];
    readonly text: string;
    readonly outcome: keyof MyWords['outcomes'] | null;
    readonly answer: string | null;
    readonly hasFile: boolean;
  }[];
  /** Of key supervision alone. */
  readonly supervision: SupervisionView | null;
  readonly inspections: readonly InspectionView[];
  /** How to go on against it, once it is decided: as the packs name each period. */
  readonly remedies: readonly {
    readonly text: string;
    /** From the service of the decision on; null: not served yet, and nothing runs. */
    readonly last: { readonly dueOn: string; readonly provisional: boolean; readonly why: readonly string[] } | null;
  }[];
  readonly may: {
    readonly speak: boolean;
    readonly add: boolean;
    /** Decided: what it says now opens an objection of its own. */
    readonly objectAnew: boolean;
    readonly withdraw: boolean;
    readonly supplement: boolean;
  } & EarlyEndView['may'];
};
/** The case, with whose it is and the day of the page. */
export type CaseShown = CaseView & EarlyEndView;

function clocksPart(view: View, { clocks }: CaseView): string {
  const words = myWordsOf(view);
  if (clocks.length === 0) return '';
  return html`<section aria-labelledby="cl"><h2 id="cl">${words.clocks}</h2><ul class="list">!${clocks.map(
    (
      clock,
    ) => html`<li><b>${clock.name[view.language]}</b> <span class="${clock.standing === 'overdue' ? 'late' : 'tag'}">${words.standsAs[clock.standing]}</span>
<div>${words.due}${view.language === 'zh' ? '：' : ': '}${clock.dueOn === null ? words.stoppedStill : dayIn(view.language, clock.dueOn)}${clock.provisional ? words.provisional : ''}</div>
<details><summary>${words.howCounted}</summary><ol class="why">!${clock.why.map((line) => html`<li>${line}</li>`)}</ol></details></li>`,
  )}</ul></section>`;
}

function pointsPart(view: View, { points }: CaseView): string {
  const words = myWordsOf(view);
  if (points.length === 0) return '';
  return html`<section aria-labelledby="pt"><h2 id="pt">${words.points}</h2><ol class="list">!${points.map(
    (
      point,
    ) => html`<li><div class="quiet small">${words.kinds[point.kind]} ${String(point.number)}!${point.hasFile ? html` · ${words.attachment}` : ''}</div><p>!${chinese(view, point.text)}</p>
<p class="small"><b>${words.answer}${view.language === 'zh' ? '：' : ': '}</b>!${point.outcome === null ? html`<span class="quiet">${words.noAnswerYet}</span>` : html`<span class="tag">${words.outcomes[point.outcome]}</span> !${point.answer === null ? '' : chinese(view, point.answer)}`}</p></li>`,
  )}</ol></section>`;
}

/** Statement and defence: point by point, with files; before the clock has run, and again until something is drafted. */
function speakPart(view: View, one: CaseView, state: FormState): string {
  if (!one.may.speak) return '';
  const words = myWordsOf(view);
  const points = SPOKEN.map((at) =>
    area(`point-${at}`, words.point(at), state.typed, at === 1 ? 'required minlength="4"' : ''),
  );
  const body = html`<p class="quiet small">${words.pointHint}</p>!${points}!${files('files', words.files, words.filesHint)}<p class="go"><button>${words.speakSubmit}</button></p>`;
  return html`<section aria-labelledby="speak"><h2 id="speak">${words.speak}</h2><p class="lead">${words.speakLead}</p>!${form(view, `/my/cases/${one.id}/defence`, `${state.key}d`, body, 'enctype="multipart/form-data"')}</section>`;
}

function actsPart(view: View, one: CaseView, state: FormState): string {
  const words = myWordsOf(view);
  const adding = html`!${area('text', words.addText, state.typed, 'required minlength="4"')}!${files('files', words.files, words.filesHint)}<p class="go"><button name="do" value="add">${words.addSubmit}</button>!${one.may.supplement ? html`<button class="plain" name="do" value="supplement" formnovalidate>${words.supplement}</button>` : ''}</p>`;
  const leaving = html`<p>${words.withdrawLead}</p>!${area('withdrawal', words.withdrawText, {})}<p class="go"><button class="plain">${words.withdrawSubmit}</button></p>`;
  const anew = html`!${area('text', words.addText, state.typed, 'required minlength="4"')}!${files('files', words.files, words.filesHint)}<p class="go"><button>${words.anewSubmit}</button></p>`;
  const saying = (title: string, lead: string, body: string) =>
    html`<h2>${title}</h2>!${lead === '' ? '' : html`<p class="lead">${lead}</p>`}!${form(view, `/my/cases/${one.id}/points`, state.key, body, 'enctype="multipart/form-data"')}`;
  const typed = one.may.add || one.may.objectAnew ? '' : (state.typed.text ?? '');
  return html`!${one.may.add ? saying(words.add, '', adding) : ''}!${one.may.objectAnew ? saying(words.anew, words.anewLead, anew) : ''}!${typed === '' ? '' : html`<h2>${words.typedStill}</h2><p>!${chinese(view, typed)}</p>`}!${one.may.withdraw ? html`<details><summary>${words.withdraw}</summary>!${form(view, `/my/cases/${one.id}/withdrawal`, `${state.key}w`, leaving)}</details>` : ''}`;
}

/** How to go on against a decision, until when, and how that was counted. */
function remediesPart(view: View, { remedies }: CaseView): string {
  const words = myWordsOf(view);
  if (remedies.length === 0) return '';
  const line = ({ text, last }: CaseView['remedies'][number]) =>
    last === null
      ? html`<li>${text} <span class="quiet">${words.fromService}</span></li>`
      : html`<li>${text}<div>${words.lastDay}${view.language === 'zh' ? '：' : ': '}<b>${dayIn(view.language, last.dueOn)}</b>${last.provisional ? words.provisional : ''}</div>
<details><summary>${words.howCounted}</summary><ol class="why">!${last.why.map((step) => html`<li>${step}</li>`)}</ol></details></li>`;
  return html`<section class="sheet"><h2>${words.remedies}</h2><ul>!${remedies.map(line)}</ul></section>`;
}

export function casePage(view: View, owner: Owner, one: CaseShown, state: FormState): string {
  const words = myWordsOf(view);
  const title = words.caseTitle[one.procedure] ?? one.procedure;
  const steps = one.steps.map(
    (step) =>
      html`<li class="took"><b>${dayIn(view.language, step.on)}</b> ${step.name[view.language]}!${step.reason === null ? '' : html`<div class="small">${words.reason}${view.language === 'zh' ? '：' : ': '}!${chinese(view, step.reason)}</div>`}</li>`,
  );
  const main = html`<a class="backlink" href="${linkTo(view, one.recordId === null ? '/my' : `/my/records/${one.recordId}`)}">!${chinese(view, one.documentNumber)}</a><h1>${title}</h1>!${one.procedure === 'determination' ? html`<p>${one.ground[view.language]}</p>` : ''}!${alertOf(view, state.problem)}!${statusOf(state.told)}
<section class="sheet" aria-label="${words.state2}"><p class="answer">${one.state[view.language]}</p>!${one.effect ? html`<p>${one.effect[view.language]}</p>` : ''}</section>
!${supervisionPart(view, one.supervision)}!${inspectionsPart(view, one.inspections)}!${clocksPart(view, one)}!${pointsPart(view, one)}
!${remediesPart(view, one)}
<section aria-labelledby="sp"><h2 id="sp">${words.steps}</h2><ol class="steps">!${steps}</ol></section>
!${speakPart(view, one, state)}!${earlyEndPart(view, one, state)}!${actsPart(view, one, state)}`;
  return myPage(view, owner, { title, main });
}
