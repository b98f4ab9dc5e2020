import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';

export const VERDICTS = ['same', 'not_same'] as const;
export type Verdict = (typeof VERDICTS)[number];
type Both = { readonly zh: string; readonly en: string };

/** One of two subjects that may be one party. */
export type PairedSubject = {
  readonly id: string;
  readonly kind: 'organisation' | 'individual_business' | 'person';
  /** Unified codes that pass their check; one that a person accepted with a fault settles nothing. */
  readonly soundCodes: readonly string[];
  /** Where the party goes on, if this subject is led elsewhere already; whether others are led to it. */
  readonly successorId: string | null;
  readonly isSuccessor: boolean;
};
export type PairAsked = {
  readonly verdict: Verdict;
  readonly successorId: string | null;
  readonly until: PlainDate;
};

/** How two subjects meet whose organisation codes are the same nine characters. */
export const SAME_ORGANISATION_CODE = 'same_organisation_code';
export const SAME_ORGANISATION_WORDS: { readonly says: Both; readonly settledBy: Both } = {
  says: { zh: '组织机构代码相同', en: 'Same organisation code' },
  settledBy: {
    zh: '对照营业执照或执业许可证上的代码：统一代码终身不变，一处可能写错或是旧证件号',
    en: 'Compare the code on the licence: a unified code never changes, so one may be a slip or of an older certificate',
  },
};
/** Spellings that meet so speak of two parties by themselves: a branch is not its head office, nor a firm its namesake elsewhere. */
const SPEAKS_OF_TWO = new Set(['branch', 'other_place', 'other_trade', 'person_in_office']);

/** Characters 9 to 17: the organisation's own, whoever registered it. */
const organisationPart = (code: string): string => code.slice(8, 17);

/** Two sound codes of two organisations: the codes have settled it, whatever the names are. */
export function codesSettleIt(
  one: Pick<PairedSubject, 'soundCodes'>,
  other: Pick<PairedSubject, 'soundCodes'>,
): boolean {
  const parts = new Set(one.soundCodes.map(organisationPart));
  const others = other.soundCodes.map(organisationPart);
  return parts.size > 0 && others.length > 0 && !others.some((part) => parts.has(part));
}

/** Whether a likeness of names is put to a person as a pair; natural persons and individual businesses never are. */
export function isProposed(
  one: PairedSubject,
  other: PairedSubject,
  hit: { readonly class: string; readonly decision: string },
): boolean {
  const areOrganisations = one.kind === 'organisation' && other.kind === 'organisation';
  const isNear = hit.decision !== 'none' && !SPEAKS_OF_TWO.has(hit.class);
  const isOne = (one.successorId ?? one.id) === (other.successorId ?? other.id);
  return areOrganisations && isNear && !isOne && !codesSettleIt(one, other);
}

/**
 * Refuses a judgement of a pair that cannot hold.
 * @throws {Refusal} rule `match.person`, `merging.kinds_differ`, `merging.codes_differ`, `merging.successor_without_code`;
 *   conflict `merging.led_already`; invalid `match.until`, `merging.successor`
 */
export function refuseFalseJudgement(
  [one, other]: readonly [PairedSubject, PairedSubject],
  { verdict, successorId, until }: PairAsked,
  days: { readonly from: PlainDate; readonly to: PlainDate },
): void {
  if (one.kind === 'person' || other.kind === 'person') throw new Refusal('rule', 'match.person');
  if (until < days.from || until > days.to) throw new Refusal('invalid', 'match.until', days);
  if (verdict === 'not_same') {
    if (successorId !== null) throw new Refusal('invalid', 'merging.successor');
    return;
  }
  const successor = [one, other].find(({ id }) => id === successorId);
  const merged = successor === one ? other : one;
  if (!successor) throw new Refusal('invalid', 'merging.successor');
  if (one.kind !== other.kind) throw new Refusal('rule', 'merging.kinds_differ');
  if (codesSettleIt(one, other)) throw new Refusal('rule', 'merging.codes_differ');
  if (successor.soundCodes.length === 0 && merged.soundCodes.length > 0) {
    throw new Refusal('rule', 'merging.successor_without_code');
  }
  refuseSecondLink(merged, successor);
}

/** One link leads to one successor. @throws {Refusal} conflict `merging.led_already` */
export function refuseSecondLink(merged: PairedSubject, successor: PairedSubject): void {
  if (merged.successorId !== null || successor.successorId !== null || merged.isSuccessor) {
    throw new Refusal('conflict', 'merging.led_already');
  }
}
