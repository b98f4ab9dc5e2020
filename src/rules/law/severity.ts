import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { fieldsOf, holds } from './condition.ts';
import type { Derivation } from './derivation.ts';
import type { DecisionFacts } from './facts.ts';
import type { Law } from './law.ts';
import type { SeverityClass, SeverityRow } from './pack.ts';
import { Reasoning } from './reasoning.ts';

/** Which class a decision falls into, with the row that made it so. `unknown`: a person classifies (R23). */
export type Classification = {
  readonly class: SeverityClass | 'unknown';
  /** Code of the severity row. */
  readonly rule?: string;
  /** The row is ours and nobody has signed it off yet (law file 3.8). */
  readonly provisional: boolean;
  readonly derivation: Derivation;
};

const GRAVITY: readonly SeverityClass[] = ['minor', 'general', 'serious'];

/**
 * The class of one decision by the severity table in force on `on`: the gravest row that holds (several kinds in one
 * decision: the longest term counts). Where a graver row could hold but a fact is missing, the class is unknown. No other
 * record is looked at: minor ones never add up (design §1.8).
 */
export function classify(facts: DecisionFacts, law: Law, on: PlainDate): Classification {
  const reasoning = new Reasoning('question.class', facts, law, on);
  // What kind of record it is, is always known: not said to be a list entry, it is none.
  const known = { listEntry: false, ...facts };
  const held: SeverityRow[] = [];
  const open: SeverityRow[] = [];
  for (const row of law.all('severity', on)) {
    const verdict = holds(row.when, known);
    if (verdict === 'yes') held.push(row);
    else if (verdict === 'unknown') open.push(row);
  }
  const gravest = held.reduce<SeverityRow | undefined>(
    (best, row) => (best && gravity(best) >= gravity(row) ? best : row),
    undefined,
  );
  const doubted = open.filter((row) => gravity(row) > (gravest ? gravity(gravest) : -1));
  for (const row of doubted) {
    const missing = fieldsOf(row.when).filter((field) => (facts as Record<string, unknown>)[field] === undefined);
    reasoning.doubt('class.fact_missing', { rule: row.code, class: row.class, missing: missing.join(' ') }, row.basis);
  }
  if (doubted.length > 0) return { class: 'unknown', provisional: true, derivation: reasoning.derivation() };
  if (gravest === undefined) {
    return { class: 'unknown', provisional: true, derivation: reasoning.doubt('class.no_row').derivation() };
  }
  const provisional = gravest.signOff.state === 'provisional';
  reasoning.say(
    'class.by_row',
    { rule: gravest.code, name: gravest.name, nameEn: gravest.nameEn, class: gravest.class },
    gravest.basis,
  );
  if (provisional) reasoning.say('class.provisional', { rule: gravest.code });
  return { class: gravest.class, rule: gravest.code, provisional, derivation: reasoning.derivation() };
}

function gravity(row: SeverityRow): number {
  return GRAVITY.indexOf(row.class);
}
