import type { Condition, Test } from './item.ts';

/** Yes, no, or unknown because a fact is missing (Kleene's three values). */
export type Verdict = 'yes' | 'no' | 'unknown';
export type Facts = Readonly<Record<string, unknown>>;

/** Whether a condition of a pack holds for the facts of one decision. A missing fact is unknown, not "no". */
export function holds(condition: Condition, facts: Facts): Verdict {
  if ('all' in condition) return settledBy('no', condition.all, facts);
  if ('any' in condition) return settledBy('yes', condition.any, facts);
  return tested(condition, facts[condition.field]);
}

/** The facts that a condition reads, each once. */
export function fieldsOf(condition: Condition): readonly string[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(fieldsOf))];
  if ('any' in condition) return [...new Set(condition.any.flatMap(fieldsOf))];
  return [condition.field];
}

/** One "no" settles what all must hold, one "yes" what any may; else one unknown leaves it unknown. */
function settledBy(settling: 'yes' | 'no', parts: readonly Condition[], facts: Facts): Verdict {
  let verdict: Verdict = settling === 'no' ? 'yes' : 'no';
  for (const part of parts) {
    const found = holds(part, facts);
    if (found === settling) return found;
    if (found === 'unknown') verdict = found;
  }
  return verdict;
}

function tested(test: Test, fact: unknown): Verdict {
  if (test.op === 'present') return yesNo(fact !== undefined);
  if (test.op === 'absent') return yesNo(fact === undefined);
  if (fact === undefined) return 'unknown';
  return yesNo(compare(test, fact));
}

function compare({ op, value }: Test, fact: unknown): boolean {
  switch (op) {
    case 'is':
      return fact === value;
    case 'isNot':
      return fact !== value;
    case 'in':
      return Array.isArray(value) && value.includes(fact as string | number);
    case 'includes':
      return Array.isArray(fact) && fact.includes(value);
    case 'atLeast':
    case 'onOrAfter':
      return fact === value || isAfter(fact, value);
    case 'atMost':
      return !isAfter(fact, value);
    case 'before':
      return fact !== value && !isAfter(fact, value);
    default:
      return false;
  }
}

/** Numbers by size, days (`YYYY-MM-DD`) as text. */
function isAfter(fact: unknown, value: unknown): boolean {
  return typeof fact === 'number' && typeof value === 'number' ? fact > value : String(fact) > String(value);
}

function yesNo(answer: boolean): Verdict {
  return answer ? 'yes' : 'no';
}
