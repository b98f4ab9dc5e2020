import { html } from 'ghtml';
import { dayIn, type View } from './layout.ts';

const ZH = {
  title: '检查和复查',
  before: '认定前每年检查',
  during: '重点监管期间每年检查',
  times: (count: number) => `${count} 次`,
  review: '复查',
  reviewOn: (day: string) =>
    `${day}。复查不增加检查次数，也不延长期限；可以维持到期满，也可以依职权提前移出，不需要申请。`,
  reviewAfter: (months: number) =>
    `自决定送达之日起满 ${months} 个月。复查不增加检查次数，也不延长期限；可以维持到期满，也可以依职权提前移出，不需要申请。`,
  term: '重点监管期间',
  from: (from: string, until: string) => `${from}至 ${until}`,
};
const EN: typeof ZH = {
  title: 'Inspections and review',
  before: 'Inspections a year before it',
  during: 'Inspections a year while it stands',
  times: (count) => (count === 1 ? 'once' : `${count} times`),
  review: 'Review',
  reviewOn: (day) =>
    `${day}. A review adds no inspection and no day; it may let it stand until its term, or lift it without an application.`,
  reviewAfter: (months) =>
    `${months} months after the decision is served. A review adds no inspection and no day; it may let it stand until its term, or lift it without an application.`,
  term: 'Key supervision stands',
  from: (from, until) => `${from} to ${until}`,
};
const WORDS = { zh: ZH, en: EN };

/** What key supervision (重点监管) changes for its party, as the served papers have it. */
export type SupervisionView = {
  readonly inspectionsBefore: number;
  readonly inspectionsDuring: number;
  readonly reviewMonths: number;
  /** Null: the decision is not served yet. */
  readonly effectiveOn: string | null;
  readonly untilOn: string | null;
  readonly reviewOn: string | null;
};

/** How often is inspected, before it and while it stands, and on which day the organ looks at it anew. */
export function supervisionPart(view: View, told: SupervisionView | null): string {
  if (told === null) return '';
  const { language } = view;
  const words = WORDS[language];
  const { effectiveOn, untilOn, reviewOn, reviewMonths } = told;
  const review = reviewOn === null ? words.reviewAfter(reviewMonths) : words.reviewOn(dayIn(language, reviewOn));
  const row = (name: string, said: string) => html`<div><dt>${name}</dt><dd>${said}</dd></div>`;
  const term =
    effectiveOn === null || untilOn === null
      ? ''
      : row(words.term, words.from(dayIn(language, effectiveOn), dayIn(language, untilOn)));
  return html`<section class="sheet" aria-labelledby="sv"><h2 id="sv">${words.title}</h2><dl class="facts">!${term}!${row(words.before, words.times(told.inspectionsBefore))}!${row(words.during, words.times(told.inspectionsDuring))}!${row(words.review, review)}</dl></section>`;
}
