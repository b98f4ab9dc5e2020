import type { PlainDate } from '../../src/ground/kernel/plain-date.ts';
import { type Law, loadLaw, type WorkCalendar } from '../../src/rules/law/index.ts';

let loaded: Law | undefined;

/** The packs that come with the program, read once per test file. */
export function testLaw(): Law {
  loaded ??= loadLaw();
  return loaded;
}

/** The notices of 2025 and 2026 as an invented calendar keeps them: two holidays, two make-up days, for tables by hand. */
export const smallCalendar: WorkCalendar = {
  years: new Set([2025, 2026]),
  holidays: new Map([
    ['2025-10-01', '国庆节'],
    ['2025-10-02', '国庆节'],
    ['2025-10-03', '国庆节'],
    ['2026-01-01', '元旦'],
    ['2026-01-02', '元旦'],
  ]),
  makeUpDays: new Set(['2025-09-28', '2025-10-11']),
};

export const day = (text: string): PlainDate => text as PlainDate;
