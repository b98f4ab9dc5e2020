/** Which organs: the branch (系统) and the level; a branch alone means any level of it. */
export type OrganLevel = 'state' | 'province' | 'prefecture' | 'county';
export type OrganClass = { readonly branch: string; readonly levels?: readonly OrganLevel[] };

/**
 * Where a party goes against what the organs of a branch in a division decide (救济机关): the organs of review, any one of which it may
 * choose, and the court that has jurisdiction in the first instance.
 */
export type RemedyBodiesContent = {
  readonly branch: string;
  readonly division: string;
  readonly review: readonly string[];
  readonly court: string;
};
