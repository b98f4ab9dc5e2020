import { html } from 'ghtml';
import { chinese, dayIn, linkTo, type Named, type View } from './layout.ts';
import { myWordsOf } from './my-layout.ts';

/** A day that matters to the party, and where it stands in its file. */
export type ReminderLine = {
  readonly on: string;
  readonly what: Named;
  readonly documentNumber: string;
  /** Below the portal. */
  readonly place: string;
  readonly late: boolean;
};

/** What falls due, the next first, and the way to have one's own calendar ring. */
export function remindersPart(view: View, lines: readonly ReminderLine[]): string {
  const words = myWordsOf(view);
  const line = ({ on, what, documentNumber, place, late }: ReminderLine) =>
    html`<li><b>${dayIn(view.language, on)}</b> ${what[view.language]}!${late ? html` <span class="late">${words.standsAs.overdue}</span>` : ''}<div class="small"><a href="${linkTo(view, place)}">!${chinese(view, documentNumber)}<span class="unseen"> – ${what[view.language]}</span></a></div></li>`;
  const list =
    lines.length === 0
      ? html`<p class="quiet">${words.remindersNone}</p>`
      : html`<ul class="list">!${lines.map(line)}</ul><p class="small"><a href="${linkTo(view, '/my/reminders.ics')}">${words.remindersCalendar}</a> <span class="quiet">${words.remindersNote}</span></p>`;
  return html`<section aria-labelledby="reminders"><h2 id="reminders">${words.reminders}</h2>!${list}</section>`;
}
