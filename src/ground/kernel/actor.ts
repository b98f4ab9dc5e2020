/** What an account may do follows from the post it acts in; the words are those of the posts table. */
export const ROLES = [
  'clerk',
  'reviewer',
  'decider',
  'publisher',
  'counter',
  'administrator',
  'security',
  'auditor',
] as const;
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

/** Kinds of account, as in the accounts table. */
export type ActorKind = 'person' | 'program' | 'party';

/** What a program's key is for. `null`: all that the post allows. */
export type KeyScope = {
  readonly keyId: string;
  /** Catalogue items (信用信息目录) that it may deliver and read. */
  readonly items: readonly string[] | null;
  /** Matters (办理事项) in which it may ask. */
  readonly matters: readonly string[] | null;
};

/** Who acts, in which post, at which organ: settled at the edge, once per request. */
export type Actor = {
  readonly accountId: string;
  /** A program may ask and deliver, a party speaks for itself; only a person in a post decides (design §1.2). */
  readonly kind: ActorKind;
  readonly postId: string;
  /** A party holds no post; `party` stands in its place. */
  readonly role: Role | 'party';
  /** Of a party: for whom it speaks. It sees what is about this subject and nothing else. */
  readonly subjectId?: string;
  readonly organId: string;
  /** Place in the tree of organs, `1.3.`: the actor sees what begins with it. */
  readonly organPath: string;
  readonly organKind: OrganKind;
  /** Of a program: what the key is for with which it came. */
  readonly key?: KeyScope;
};

/** The program itself at work for the whole installation, as the journal names it. No such account exists, so none can sign in. */
export const programActor = (id: string, role: Role): Actor => ({
  accountId: id,
  kind: 'program',
  postId: id,
  role,
  organId: id,
  organPath: '1.',
  organKind: 'city_bureau',
});
