import { readFileSync } from 'node:fs';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';

/** Where the time comes from. Deciding code never asks it; the edge asks once and passes the answer on. */
export type Clock = { now(): Date; close(): void };

export const REAL_CLOCK: Clock = { now: () => new Date(), close: () => undefined };

/** How often a changed clock file is noticed, in milliseconds. */
const LOOK_EVERY_MS = 200;
/** The demonstration's day begins at eight in the morning in China, as an office does. */
const OPENING = 'T08:00:00+08:00';

/**
 * A clock for demonstration and browser tests: starts in the morning of `startOn` (else now) and runs on from there.
 * Writing another day into `file` sets it while the program runs. What the file says goes before `startOn`.
 */
export function settableClock(startOn: PlainDate | undefined, file: string): Clock {
  let aheadMs = 0;
  const set = (day: PlainDate) => {
    aheadMs = Date.parse(`${day}${OPENING}`) - Date.now();
  };
  let last = '';
  const readFile = () => {
    let written: string;
    try {
      written = readFileSync(file, 'utf8').trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    if (written === last) return; // the clock runs on from when the day was written
    last = written;
    if (isPlainDate(written)) set(written);
  };
  if (startOn) set(startOn);
  readFile();
  // Not fs.watchFile: it misses what is written before its own first look.
  const looking = setInterval(readFile, LOOK_EVERY_MS).unref();
  return { now: () => new Date(Date.now() + aheadMs), close: () => clearInterval(looking) };
}
