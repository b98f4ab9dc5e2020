/** What an account may do follows from the post it acts in; the words are those of the posts table. */
export const ROLES = ['clerk', 'reviewer', 'decider', 'publisher', 'counter', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Kinds of organ (机关), as in the organs table. */
export const ORGAN_KINDS = [
  'province_department',
  'city_bureau',
  'section',
  'county_bureau',
  'association',
  'partner',
] as const;
export type OrganKind = (typeof ORGAN_KINDS)[number];

/** Who acts, in which post, at which organ: settled at the edge, once per request. */
export type Actor = {
  readonly accountId: string;
  /** A program may ask and deliver; only a person decides (design §1.2). */
  readonly kind: 'person' | 'program';
  readonly postId: string;
  readonly role: Role;
  readonly organId: string;
  /** Place in the tree of organs, `1.3.`: the actor sees what begins with it. */
  readonly organPath: string;
  readonly organKind: OrganKind;
};
