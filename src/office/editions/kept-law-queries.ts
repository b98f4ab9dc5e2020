import type { Pools } from '../../ground/platform/db.ts';
import { type Law, type LawOf, lawOfEdition } from '../../rules/law/index.ts';
import { adoptedContent } from './edition-queries.ts';

/** Earlier editions held ready; each takes a few megabytes. */
const MOST_KEPT = 12;

/** Reads editions as they are asked for and keeps the last few: what was answered in May is answered again under May's law. */
export function keptLaws(pools: Pools): LawOf {
  const kept = new Map<string, Promise<Law | undefined>>();
  return (edition) => {
    const known = kept.get(edition) ?? readLawOf(pools, edition);
    kept.delete(edition);
    kept.set(edition, known);
    // What failed or is not there yet is asked again by the next question.
    const forget = () => kept.get(edition) === known && kept.delete(edition);
    known.then((law) => law === undefined && forget(), forget);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  };
}

async function readLawOf(pools: Pools, edition: string): Promise<Law | undefined> {
  const content = await adoptedContent(pools, edition);
  return content === undefined ? undefined : lawOfEdition(content);
}
