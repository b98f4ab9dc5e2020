import { html } from 'ghtml';
import { earlyEndCommitmentOf } from './commitments.ts';
import { chinese, dayIn, type View } from './layout.ts';
import { area, type FormState, files } from './my-forms.ts';
import { form, myWordsOf } from './my-layout.ts';

const ZH = {
  title: '申请提前移出',
  lead: '已经履行义务、纠正行为、消除影响的，可以申请在期满之前移出，免费。受理之前和办理期间，认定继续有效；受理、决定的期限都列在本页，每一项理由和材料都会得到单独的答复，不予移出的写明理由和救济途径。',
  from: (day: string) => `自 ${day}起可以申请。`,
  ground: '申请的理由：履行了哪些义务，怎样纠正、消除影响',
  proof: '证明材料（PDF、JPG、PNG，最多五个，每个不超过 5 MB）',
  commitment: '信用承诺书',
  commit: '我已阅读并作出以上承诺。',
  submit: '提交提前移出申请',
};
const EN: typeof ZH = {
  title: 'Apply for an early end',
  lead: 'Whoever has performed the duties, corrected the conduct and removed the harm may ask that it ends before its term, free of charge. It stands until that is decided; the days for acceptance and decision are on this page. Each ground and each document gets an answer of its own, and a refusal comes with reasons and remedies.',
  from: (day) => `You may apply from ${day}.`,
  ground: 'Grounds: which duties are performed, how the conduct was corrected and the harm removed',
  proof: 'Proof (PDF, JPG, PNG; five files at most, 5 MB each)',
  commitment: 'Commitment',
  commit: 'I have read this and commit myself to it.',
  submit: 'Submit the application',
};
const WORDS = { zh: ZH, en: EN };

/** The case, with whose it is and the day of the page. */
export type EarlyEndView = {
  readonly id: string;
  readonly documentNumber: string;
  readonly partyName: string;
  readonly today: string;
  /** That it ends early may be asked for, from this day; null: at any time. */
  readonly may: { readonly endEarly: { readonly from: string | null } | null };
};

/** The party asks that a determination about it ends early (提前移出): from which day, on what grounds, with which commitment. */
export function earlyEndPart(view: View, one: EarlyEndView, state: FormState): string {
  const { endEarly } = one.may;
  if (endEarly === null) return '';
  const words = WORDS[view.language];
  const about = html`<h2 id="early">${words.title}</h2><p class="lead">${words.lead}</p>`;
  if (endEarly.from !== null && endEarly.from > one.today) {
    return html`<section aria-labelledby="early">!${about}<p class="sheet answer">${words.from(dayIn(view.language, endEarly.from))}</p></section>`;
  }
  const commitment = chinese(view, earlyEndCommitmentOf(one.partyName, one.documentNumber));
  const body = html`!${area('ground', words.ground, state.typed, 'required minlength="4"')}!${files('proof', words.proof, myWordsOf(view).filesHint)}
<fieldset><legend>${words.commitment}</legend><p>!${commitment}</p><p class="tick"><input type="checkbox" id="commit" name="commit" value="yes" !${state.typed.commit === 'yes' ? 'checked' : ''} required><label for="commit">${words.commit}</label></p></fieldset><p class="go"><button>${words.submit}</button></p>`;
  return html`<section aria-labelledby="early">!${about}!${form(view, `/my/cases/${one.id}/early-end`, `${state.key}e`, body, 'enctype="multipart/form-data"')}</section>`;
}
