import { ICalAlarmType, ICalCalendar } from 'ical-generator';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';

export type CalendarEvent = {
  /** The same matter has the same id each time, or a calendar program shows it twice. */
  readonly id: string;
  readonly on: PlainDate;
  readonly title: string;
  readonly note: string;
};
export type CalendarHead = {
  readonly name: string;
  readonly at: Date;
  /** Whose calendar it is: an id must be alone in the world (RFC 5545, 3.8.4.7). */
  readonly owner: string;
  /** Days before at which the program of whoever reads it rings; left out: it does not. */
  readonly remindDays?: number;
};
const DAY_SECONDS = 86_400;

/** A calendar of whole days (iCalendar, RFC 5545); stamps in UTC, days without a zone: a day in China is that day. */
export function calendarOf(events: readonly CalendarEvent[], { name, at, owner, remindDays }: CalendarHead): string {
  const calendar = new ICalCalendar({
    name,
    ttl: 3_600,
    prodId: { company: 'Zhengming', product: 'Zhengming', language: 'ZH' },
  });
  for (const { id, on, title, note } of events) {
    const event = calendar.createEvent({
      id: `${id}@${owner}`,
      start: on,
      allDay: true,
      stamp: at,
      summary: title,
      description: note,
    });
    if (remindDays !== undefined) event.createAlarm({ type: ICalAlarmType.display, trigger: remindDays * DAY_SECONDS });
  }
  return calendar.toString();
}
