import { html } from 'ghtml';
import { chinese, dayIn, type View } from './layout.ts';

const ZH = {
  title: '已安排的检查',
  lead: '由谁检查、在哪一天检查由抽取决定，事先不告知；检查人员应当出示执法证件。检查不形成信用记录，发现问题的由有权机关另行依法处理。',
  turn: (turn: number) => `第 ${turn} 次`,
  within: (from: string, until: string) => `在 ${from}至 ${until}之间`,
  toCome: '待检查',
  outcomes: {
    nothing_found: '已检查，未发现问题',
    handed_on: '已检查，发现的问题已移送有权机关依法处理',
    not_held: '未进行，不再补',
    fell_away: '已取消：重点监管结束或者中断',
  },
  by: '，检查人员：',
  comma: '、',
};
const EN: typeof ZH = {
  title: 'Inspections arranged',
  lead: 'Who inspects, and on which day, is drawn by lot and not told beforehand; inspectors show their certificates. An inspection makes no credit record: what is found is dealt with in a procedure of its own, by whoever is competent.',
  turn: (turn) => `No. ${turn}`,
  within: (from, until) => `between ${from} and ${until}`,
  toCome: 'to come',
  outcomes: {
    nothing_found: 'held, nothing found',
    handed_on: 'held; what was found was handed on to whoever is competent',
    not_held: 'not held, and not made up for',
    fell_away: 'called off: the supervision has ended or was broken off',
  },
  by: ', by ',
  comma: ', ',
};
const WORDS = { zh: ZH, en: EN };

/** An inspection as its party learns of it. */
export type InspectionView = {
  readonly turn: number;
  readonly from: string;
  readonly until: string;
  readonly outcome: keyof typeof ZH.outcomes | null;
  readonly heldOn: string | null;
  readonly inspectors: readonly string[];
};

/** Which inspections were arranged and within which time; once held, on which day, by whom and with what outcome. */
export function inspectionsPart(view: View, inspections: readonly InspectionView[]): string {
  if (inspections.length === 0) return '';
  const { language } = view;
  const words = WORDS[language];
  const day = (on: string) => dayIn(language, on);
  const lines = inspections.map(({ turn, from, until, outcome, heldOn, inspectors }) => {
    const told = outcome === null ? words.toCome : words.outcomes[outcome];
    const held =
      heldOn === null ? '' : html`<div>${day(heldOn)}${words.by}!${chinese(view, inspectors.join(words.comma))}</div>`;
    return html`<li><b>${words.turn(turn)}</b> <span class="tag">${told}</span><div class="quiet small">${words.within(day(from), day(until))}</div>!${held}</li>`;
  });
  return html`<section aria-labelledby="in"><h2 id="in">${words.title}</h2><p class="lead">${words.lead}</p><ul class="list">!${lines}</ul></section>`;
}
