import type { Condition } from './item.ts';
import type { OrganClass } from './organ-class.ts';

/**
 * In which matters an article is told to the organ that asks, and for the facts of which decision. Absent: it is not told in a check,
 * for no fact that we hold shows that it applies.
 */
export type Told = { readonly matters?: readonly string[]; readonly when?: Condition };

/**
 * A domain of a serious list (严重失信主体名单的设列领域). The rule's basis creates it, `criteria` fix who comes on the list; the record of
 * the public comment on them is a part of the rule (国办发〔2020〕49号 (六), (七)). The packs that come with the program open none.
 */
export type ListDomainContent = {
  readonly scope: 'national' | 'local';
  readonly criteria: readonly string[];
  readonly comment: { readonly from: string; readonly to: string; readonly record: string };
  /** Who decides an entry. */
  readonly authority: readonly OrganClass[];
  /** Longest term of an entry. */
  readonly term: { readonly count: number; readonly unit: 'workingDay' | 'day' | 'month' | 'year' };
  readonly removal: string;
  readonly removalEn: string;
};
