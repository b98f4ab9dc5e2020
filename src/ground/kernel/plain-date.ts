import { Refusal } from './refusal.ts';

declare const plainDate: unique symbol;
/** A day of the calendar in Asia/Shanghai, `YYYY-MM-DD`, 1900 to 2999. Made only by {@link plainDateOf} and its kin; compares as text. */
export type PlainDate = string & { readonly [plainDate]: true };

const DAY_MS = 86_400_000;
const CHINA_AHEAD_MS = 8 * 3_600_000;
const SHAPE = /^(1[89]|2\d)\d{2}-\d{2}-\d{2}$/;

/** True for a day that exists: `2023-02-29` does not. */
export function isPlainDate(text: string): text is PlainDate {
  if (!SHAPE.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === text;
}

/** @throws {Refusal} invalid `date.unreadable`: not `YYYY-MM-DD`, or no such day */
export function plainDateOf(text: string): PlainDate {
  if (!isPlainDate(text)) throw new Refusal('invalid', 'date.unreadable', { text: text.slice(0, 40) });
  return text;
}

/** The day it is in China at that instant. China has one zone, UTC+8, and no summer time since 1992. */
export function chinaDate(instant: Date): PlainDate {
  return new Date(instant.getTime() + CHINA_AHEAD_MS).toISOString().slice(0, 10) as PlainDate;
}

/** Which day it is in China at that instant, counted from one that does not matter: to ask often whether it is still the same. */
export function chinaDayNumber(milliseconds: number): number {
  return Math.floor((milliseconds + CHINA_AHEAD_MS) / DAY_MS);
}

export function addDays(day: PlainDate, count: number): PlainDate {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10) as PlainDate;
}

export function nextDay(day: PlainDate): PlainDate {
  return addDays(day, 1);
}

/** Days from `a` to `b`; negative when `b` lies before. */
export function daysBetween(a: PlainDate, b: PlainDate): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / DAY_MS);
}

/** The same day of the month `count` months on; where that month is shorter, its last day (民法典 art. 202). */
export function addMonths(day: PlainDate, count: number): PlainDate {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  const lastOfMonth = month === 2 ? (isLeapYear(year) ? 29 : 28) : DAYS_OF_MONTH[month - 1]!;
  const dayOfMonth = Math.min(Number(day.slice(8)), lastOfMonth);
  return `${year}-${month < 10 ? '0' : ''}${month}-${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}` as PlainDate;
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function yearOf(day: PlainDate): number {
  return Number(day.slice(0, 4));
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(day: PlainDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function earlier(a: PlainDate, b: PlainDate): PlainDate {
  return a <= b ? a : b;
}

export function later(a: PlainDate, b: PlainDate): PlainDate {
  return a >= b ? a : b;
}
