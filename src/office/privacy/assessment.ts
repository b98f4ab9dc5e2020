import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law, LawItem } from '../../rules/law/index.ts';

/** The cases in which an assessment comes first (个人信息保护法 art. 55). */
export const CAUSES = ['sensitive', 'automated', 'entrusted', 'provided', 'published'] as const;
export type Cause = (typeof CAUSES)[number];

type Item = Pick<LawItem, 'code' | 'personalInformation' | 'disclosureMode' | 'enabled'>;

/**
 * What about a catalogue item must be assessed before it is in use. Automated decision is not among it: no item is decided upon by
 * machine (design §1.2). Entrusting is the installation's affair, not the item's.
 */
export function causesOf({ personalInformation, disclosureMode }: Item): Cause[] {
  if (personalInformation === 'none') return [];
  const causes: Cause[] = personalInformation === 'sensitive' ? ['sensitive'] : [];
  if (disclosureMode === 'GOV_SHARE' || disclosureMode === 'PUBLIC') causes.push('provided');
  if (disclosureMode === 'PUBLIC') causes.push('published');
  return causes;
}

/** Which items an edition switches on that were not on before, with what has to be assessed first. */
export function newlyOn(before: Law, after: Law, on: PlainDate): { item: string; causes: Cause[] }[] {
  const wasOn = new Set(before.all('items', on).flatMap(({ code, enabled }) => (enabled ? [code] : [])));
  return after
    .all('items', on)
    .filter(({ code, enabled }) => enabled && !wasOn.has(code))
    .map((item) => ({ item: item.code, causes: causesOf(item) }))
    .filter(({ causes }) => causes.length > 0);
}

/** What is still to be assessed of what was asked for: an assessment counts for the causes that it looks at. */
export function unassessed(
  wanted: readonly { readonly item: string; readonly causes: readonly Cause[] }[],
  passed: readonly { readonly item: string; readonly causes: readonly string[] }[],
): { item: string; causes: Cause[] }[] {
  return wanted
    .map(({ item, causes }) => ({
      item,
      causes: causes.filter((cause) => !passed.some((one) => one.item === item && one.causes.includes(cause))),
    }))
    .filter(({ causes }) => causes.length > 0);
}
