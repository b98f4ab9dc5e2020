import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/**
 * Hours before UTC of the time in which every period of the packs is counted (北京时间, without summer time since 1992). What a
 * desk's own clock is set to moves no day.
 */
const AHEAD = 8;
const inBeijing = (at: string) => dayjs(at).utcOffset(AHEAD);

/** The day of an instant, `2026-03-09`. */
export const dayOf = (at: string): string => inBeijing(at).format('YYYY-MM-DD');

/** An instant to the minute, `2026-03-09 16:05`. */
export const minuteOf = (at: string): string => inBeijing(at).format('YYYY-MM-DD HH:mm');

/** An instant to the second, `2026-03-09 16:05:59`. */
export const secondOf = (at: string): string => inBeijing(at).format('YYYY-MM-DD HH:mm:ss');

/** The instant that a field of day and hour (`2026-03-09T16:05`) means, as the server takes it. */
export const instantOf = (typed: string): string => dayjs.utc(typed).subtract(AHEAD, 'hour').toISOString();

/** A day so many days later (earlier, when negative). */
export const daysAfter = (day: string, count: number): string => dayjs.utc(day).add(count, 'day').format('YYYY-MM-DD');
