import { html } from 'ghtml';
import { commitmentOf } from './commitments.ts';
import { chinese, dayIn, linkTo, type Named, type View, wordsOf } from './layout.ts';
import { alertOf, form, myPage, myWordsOf, type Owner, statusOf } from './my-layout.ts';
import { REPAIR_WORDS } from './repair-words.ts';

/** What was typed, as it was typed. */
export type Typed = Readonly<Record<string, string>>;
export type FormState = {
  readonly key: string;
  readonly typed: Typed;
  readonly problem?: string | undefined;
  readonly told?: string | undefined;
};
export const POINTS = 5;

export const area = (name: string, label: string, typed: Typed, more = ''): string =>
  html`<p class="wide"><label for="${name}">${label}</label><textarea id="${name}" name="${name}" maxlength="2000" !${more}>${typed[name] ?? ''}</textarea></p>`;

export const files = (name: string, label: string, hint: string): string =>
  html`<p class="wide"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="file" multiple accept=".pdf,.jpg,.jpeg,.png" aria-describedby="${name}-hint"></p><p id="${name}-hint" class="quiet small">${hint}</p>`;

/** Submit, or save as a draft: both send what was typed. */
export const submitOr = (view: View, submit: string, value: 'submit' | 'add' = 'submit'): string =>
  html`<p class="go"><button name="do" value="${value}">${submit}</button><button class="plain" name="do" value="draft" formnovalidate>${myWordsOf(view).saveDraft}</button></p><p class="quiet small">${myWordsOf(view).privacy} <a href="${linkTo(view, '/privacy')}">${wordsOf(view).privacy}</a></p>`;

function head(view: View, recordId: string, title: string, number: string, state: FormState): string {
  return html`<a class="backlink" href="${linkTo(view, `/my/records/${recordId}`)}">!${chinese(view, number)}</a><h1>${title}</h1>!${alertOf(view, state.problem)}!${statusOf(state.told)}`;
}

const select = (name: string, label: string, choices: readonly (readonly [string, string])[], typed: Typed) =>
  html`<p class="wide field"><label for="${name}">${label}</label><select id="${name}" name="${name}">!${choices.map(([value, text]) => html`<option value="${value}" !${typed[name] === value ? 'selected' : ''}>${text}</option>`)}</select></p>`;

export function objectionPage(
  view: View,
  owner: Owner,
  about: {
    readonly recordId: string;
    readonly documentNumber: string;
    readonly own: string;
    readonly total: string;
    /** The objection to which what is typed is added, with its own answer to each point. */
    readonly undecided: string | null;
    readonly grounds: Readonly<Record<string, Named>>;
  },
  state: FormState,
): string {
  const words = myWordsOf(view);
  const grounds = Object.entries(about.grounds).map(([code, name]) => [code, name[view.language]] as const);
  const points = Array.from({ length: POINTS }, (_, at) =>
    area(`point-${at + 1}`, words.point(at + 1), state.typed, at === 0 ? 'required minlength="4"' : ''),
  );
  // What is added has the ground of the case; the one that was chosen counts where that is decided meanwhile.
  const ground =
    about.undecided === null
      ? select('ground', words.ground, grounds, state.typed)
      : html`<input type="hidden" name="ground" value="${state.typed.ground ?? ''}">`;
  const body = html`!${ground}<p class="quiet small">${words.pointHint}</p>!${points}!${files('files', words.files, words.filesHint)}!${about.undecided === null ? submitOr(view, words.submitObjection) : submitOr(view, words.addToObjection, 'add')}`;
  const open =
    about.undecided === null
      ? ''
      : html`<p class="note">${words.objectionOpen} <a href="${linkTo(view, `/my/cases/${about.undecided}`)}">${words.toObjection}</a></p>`;
  const main = html`!${head(view, about.recordId, words.objectTitle, about.documentNumber, state)}!${open}<p class="lead">${words.objectLead(about.own, about.total)}</p>!${form(view, `/my/records/${about.recordId}/objection`, state.key, body, 'enctype="multipart/form-data"')}`;
  return myPage(view, owner, { title: words.objectTitle, main });
}

export type RepairAbout = {
  readonly recordId: string;
  readonly documentNumber: string;
  readonly partyName: string;
  readonly today: string;
  readonly earliestOn: string | null;
  readonly outstanding: boolean;
  readonly materials: readonly { readonly code: string; readonly name: Named; readonly held: boolean }[];
  /** The court's rulings that other applications of the party brought, each for its ground. */
  readonly rulings: readonly { readonly ground: Named; readonly documentNumber: string; readonly broughtOn: string }[];
  readonly fallsAway: readonly Named[];
  readonly grounds: Readonly<Record<string, Named>>;
  readonly why: readonly string[];
};

export function repairFormPage(view: View, owner: Owner, about: RepairAbout, state: FormState): string {
  const words = myWordsOf(view);
  const say = (name: Named) => name[view.language];
  const grounds = Object.entries(about.grounds).map(([code, name]) => [code, say(name)] as const);
  const day = about.earliestOn;
  const headline = about.outstanding
    ? words.repairOutstanding
    : day === null
      ? words.repairNoDay
      : day <= about.today
        ? words.repairOpen
        : words.repairFrom(dayIn(view.language, day));
  const needs = about.materials.map(
    ({ name, held }) =>
      html`<li>${say(name)}!${held ? html` <span class="quiet">${words.heldAlready}</span>` : ''}</li>`,
  );
  const heldRulings = about.rulings.map(
    ({ ground, documentNumber, broughtOn }) =>
      html`<p class="note">${words.rulingHeld(say(ground), dayIn(view.language, broughtOn), documentNumber)}</p>`,
  );
  const proofHeld = about.materials.some(({ code, held }) => code === 'performance_proof' && held);
  const body = html`!${select('ground', REPAIR_WORDS[view.language].ground, grounds, state.typed)}
<fieldset><legend>${words.commitment}</legend><p>!${view.language === 'zh' ? html`${words.commitmentText(about.partyName)}` : html`<span lang="zh-CN">${commitmentOf(about.partyName)}</span><br><span class="quiet small">${words.commitmentText('The party')}</span>`}</p><p class="tick"><input type="checkbox" id="commit" name="commit" value="yes" !${state.typed.commit === 'yes' ? 'checked' : ''} required><label for="commit">${words.commit}</label></p></fieldset>
!${proofHeld ? '' : files('performance_proof', words.proof, words.filesHint)}!${heldRulings}!${files('court_ruling', words.ruling, words.filesHint)}!${area('note', words.materialText, state.typed)}!${submitOr(view, words.submitRepair)}`;
  const main = html`!${head(view, about.recordId, words.repairTitle, about.documentNumber, state)}<p class="lead">${words.repairLead}</p>
<section class="sheet"><p class="answer">${headline}</p><h2>${words.need}</h2><ul>!${needs}</ul><h2>${words.fallsAway}</h2><ul>!${about.fallsAway.map((name) => html`<li>${say(name)}</li>`)}</ul>
<details><summary>${words.howCounted}</summary><ol class="why">!${about.why.map((line) => html`<li>${line}</li>`)}</ol></details></section>
!${form(view, `/my/records/${about.recordId}/repair`, state.key, body, 'enctype="multipart/form-data"')}`;
  return myPage(view, owner, { title: words.repairTitle, main });
}

export type StatementAbout = {
  readonly recordId: string;
  readonly documentNumber: string;
  readonly now: {
    readonly id: string;
    readonly text: string;
    readonly state: 'waiting' | 'released' | 'refused';
    readonly told: string | null;
    readonly reason: string | null;
  } | null;
};

export function statementPage(view: View, owner: Owner, about: StatementAbout, state: FormState): string {
  const words = myWordsOf(view);
  const colon = view.language === 'zh' ? '：' : ': ';
  const { now } = about;
  const shown =
    now === null
      ? ''
      : html`<section class="sheet" aria-labelledby="now"><h2 id="now">${words.statementNow}</h2><p>!${chinese(view, now.text)}</p><p><span class="tag">${words.statementStates[now.state]}</span>!${now.state === 'refused' && now.reason !== null ? html` ${words.reason}${colon}!${chinese(view, now.reason)}` : ''}</p>!${now.told !== null && now.told !== now.text ? html`<p class="small">${words.statementTold}${colon}!${chinese(view, now.told)}</p>` : ''}
!${form(view, `/my/records/${about.recordId}/statement/end`, `${state.key}e`, html`<input type="hidden" name="statement" value="${now.id}"><p class="go"><button class="plain">${words.statementEnd}</button></p>`)}</section>`;
  const body = html`!${area('text', words.statementText, state.typed, 'required minlength="4"')}!${submitOr(view, words.statementSubmit)}`;
  const main = html`!${head(view, about.recordId, words.state, about.documentNumber, state)}<p class="lead">${words.statementLead}</p>!${shown}!${form(view, `/my/records/${about.recordId}/statement`, state.key, body)}`;
  return myPage(view, owner, { title: words.state, main });
}
