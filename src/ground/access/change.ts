import { addDays, type PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Deed } from './deeds.ts';
import type { KeyTerms } from './programs/key-terms.ts';

/** The longest life of a program's key. Days. */
export const KEY_DAYS = 366;
/** The longest that a post of an emergency is held. Hours; the number is ours, a parameter. */
export const GLASS_HOURS = 12;
/** How long a proposal waits for the second person. Days; ours, a parameter. */
export const PROPOSAL_DAYS = 30;

/** What changes who may do what, and therefore takes two people. */
export type Wish =
  | {
      readonly kind: 'post';
      readonly accountId: string;
      readonly postId: string;
      readonly since: PlainDate;
      readonly until?: PlainDate | undefined;
    }
  | {
      readonly kind: 'key';
      readonly accountId: string;
      readonly postId: string;
      readonly label: string;
      readonly expiresOn: PlainDate;
      /** Left out: bound by the post alone. */
      readonly terms?: KeyTerms | undefined;
    }
  /** A new secret for a key; the old ones answer so many days longer. */
  | { readonly kind: 'rotation'; readonly accountId: string; readonly keyId: string; readonly overlapDays: number }
  /** Other terms for a key, in place of those that it has. */
  | { readonly kind: 'terms'; readonly accountId: string; readonly keyId: string; readonly terms: KeyTerms }
  /** A new code for somebody who forgot the password: whoever reads it becomes that person. */
  | { readonly kind: 'code'; readonly accountId: string; readonly username: string }
  /** A way in by the provider of identities: whoever is that subject there becomes that person here. */
  | { readonly kind: 'identity'; readonly accountId: string; readonly issuer: string; readonly subject: string }
  /** A post for some hours in an emergency (紧急授权). */
  | { readonly kind: 'glass'; readonly accountId: string; readonly postId: string; readonly hours: number };

export type Change = {
  readonly id: string;
  readonly wish: Wish;
  readonly organPath: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
};

/** Which right each kind of change takes: to propose it, and to confirm or refuse it. */
export const CHANGE_DEEDS = {
  post: { propose: 'post.assign', settle: 'change.confirm' },
  key: { propose: 'key.issue', settle: 'change.confirm' },
  rotation: { propose: 'key.issue', settle: 'change.confirm' },
  terms: { propose: 'key.issue', settle: 'change.confirm' },
  code: { propose: 'account.invite', settle: 'change.confirm' },
  identity: { propose: 'account.invite', settle: 'change.confirm' },
  glass: { propose: 'glass.ask', settle: 'glass.confirm' },
} as const satisfies Readonly<Record<Wish['kind'], { propose: Deed; settle: Deed }>>;

/** The kind of account that a wish is for; a post is for either. */
const WANTED: Readonly<Partial<Record<Wish['kind'], string>>> = {
  key: 'program',
  rotation: 'program',
  terms: 'program',
  code: 'person',
  identity: 'person',
  glass: 'person',
};

function refuseBackwards(from: PlainDate, to: PlainDate): void {
  if (to < from) throw new Refusal('invalid', 'access.days_backwards', { from, to });
}

/**
 * What no second person makes right.
 * @throws {Refusal} rule `access.key_too_long`; invalid `access.days_backwards`: over before it begins; conflict `access.account_not_active`: locked or left, or a key for a person,
 *   a code or an emergency for a program
 */
export function refuseUnfit(
  wish: Wish,
  account: { readonly kind: string; readonly state: string },
  today: PlainDate,
): void {
  const wants = WANTED[wish.kind] ?? account.kind;
  if (account.state !== 'active' || account.kind !== wants) throw new Refusal('conflict', 'access.account_not_active');
  if (wish.kind === 'post' && wish.until !== undefined) refuseBackwards(wish.since, wish.until);
  if (wish.kind !== 'key') return;
  refuseBackwards(today, wish.expiresOn);
  const latest = addDays(today, KEY_DAYS);
  if (wish.expiresOn > latest) throw new Refusal('rule', 'access.key_too_long', { latest });
}

/** @throws {Refusal} conflict `access.change_settled`; rule `access.change_too_old` */
export function refuseSettled(change: Change, settled: boolean, at: Date): void {
  if (settled) throw new Refusal('conflict', 'access.change_settled');
  const latest = new Date(change.proposedAt.getTime() + PROPOSAL_DAYS * 86_400_000);
  if (at > latest) throw new Refusal('rule', 'access.change_too_old', { latest: latest.toISOString() });
}
