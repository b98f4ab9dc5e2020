import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { type Binding, bindingsIn, type Law } from '../../rules/law/index.ts';
import type { Fact, KnownRecord } from './fact-in-force.ts';

export type BindingOfRecord = Binding & { readonly recordId: string };

/**
 * The articles that bind, allow or forbid the asking organ in the matter, each from one record by itself. Nothing follows from a record
 * that is under objection, not final or of unknown class (gf33:22; 河南省社会信用条例 art. 20(2)): anything in doubt tells nothing.
 */
export function bindingsOf(
  matter: string,
  facts: readonly Fact[],
  records: readonly KnownRecord[],
  law: Law,
  today: PlainDate,
): BindingOfRecord[] {
  return facts.flatMap(({ recordId, adverseCredit, marks }) => {
    if (!adverseCredit.value || marks.length > 0) return [];
    const question = records.find((one) => one.recordId === recordId)?.question;
    if (question?.item !== 'penalty') return [];
    return bindingsIn(matter, question.facts, law, today).map((binding) => ({ recordId, ...binding }));
  });
}
