import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from './law.ts';
import type { Interval, Kind } from './pack.ts';

/** The rule, or the article of an instrument, that is asked for. */
export type RuleGiven = {
  readonly kind?: Kind | 'instruments' | 'calendars';
  readonly code?: string;
  readonly article?: string;
};

/** First and last day of the stretch around `on` in which an article or a rule holds; null: open. Asked of behaviour, not text. */
export function validityOf(
  given: RuleGiven,
  law: Law,
  on: PlainDate,
): { from: PlainDate | null; to: PlainDate | null; holds: boolean } {
  const holds = (day: PlainDate) => standsOn(given, law, day);
  if (!holds(on)) return { from: null, to: null, holds: false };
  const changes = changesOf(law);
  const began = changes.findLast((day) => day <= on && !holds(addDays(day, -1)));
  const ended = changes.find((day) => day > on && !holds(day));
  return { from: began ?? null, to: ended === undefined ? null : addDays(ended, -1), holds: true };
}

function standsOn({ kind, code = '', article }: RuleGiven, law: Law, day: PlainDate): boolean {
  if (article !== undefined) return law.article(article, day) !== undefined;
  if (kind === 'instruments') return law.instrument(code, day) !== undefined;
  return law.find(kind as Kind, code, day) !== undefined;
}

/** Every day on which something of the stack begins, or has just ended, in order. Kept per law: cases ask it often. */
const CHANGES = new WeakMap<Law, readonly PlainDate[]>();

function changesOf(law: Law): readonly PlainDate[] {
  const known = CHANGES.get(law);
  if (known !== undefined) return known;
  const found = new Set<PlainDate>();
  collect(law.stack, found);
  const changes = [...found].sort();
  CHANGES.set(law, changes);
  return changes;
}

function collect(value: unknown, found: Set<PlainDate>): void {
  if (typeof value !== 'object' || value === null) return;
  const { inForce } = value as { inForce?: Interval };
  if (inForce !== undefined) {
    found.add(inForce.from as PlainDate);
    if (inForce.to !== undefined) found.add(addDays(inForce.to as PlainDate, 1));
  }
  for (const part of Object.values(value)) collect(part, found);
}
