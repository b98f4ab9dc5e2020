import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { classify, type Law, type SeverityClass } from '../../rules/law/index.ts';
import { penaltyFacts, penaltyFactsKey, type StoredFacts, type SubjectKind } from '../records/decision-facts.ts';
import { publicityDueOn } from './intake-law.ts';

/** What the law makes of one row: its class, and the last day to publish it where it is to be published at all. */
export type RowLaw = {
  readonly class: SeverityClass | undefined;
  readonly rule: string | undefined;
  readonly publicationDueOn: PlainDate | undefined;
};

const NOTHING: RowLaw = { class: undefined, rule: undefined, publicationDueOn: undefined };
/** Different sets of facts in one file are few; the bound is against a file that was made to have many. */
const MOST_REMEMBERED = 10_000;

/**
 * Asks the law about rows, once for each set of facts that matters. `history`: old years are recorded and classified, and
 * nothing of them falls due for publication (issue of the past is past).
 */
export function rowLaw(
  law: Law,
  today: PlainDate,
  history: boolean,
): (item: string, facts: StoredFacts, kind: SubjectKind) => RowLaw {
  const dueOn = publicityDueOn(law);
  const classes = new Map<string, Pick<RowLaw, 'class' | 'rule'>>();
  const classOf = (facts: StoredFacts, kind: SubjectKind): Pick<RowLaw, 'class' | 'rule'> => {
    const key = penaltyFactsKey(facts, kind);
    const known = classes.get(key);
    if (known) return known;
    const found = classify(penaltyFacts(facts, kind), law, today);
    const answer = {
      class: found.class === 'unknown' ? undefined : found.class,
      rule: found.class === 'unknown' ? undefined : found.rule,
    };
    if (classes.size >= MOST_REMEMBERED) classes.clear();
    classes.set(key, answer);
    return answer;
  };
  return (item, facts, kind) => {
    if (item === 'penalty') {
      const found = classOf(facts, kind);
      const isPublished = found.class === 'general' || found.class === 'serious';
      return {
        ...found,
        publicationDueOn: isPublished && !history ? dueOn(item, facts.CF_JDRQ as PlainDate)?.due : undefined,
      };
    }
    if (item === 'licence' && !history)
      return { ...NOTHING, publicationDueOn: dueOn(item, facts.XK_JDRQ as PlainDate)?.due };
    return NOTHING;
  };
}
