import type { Deed } from '../../ground/access/index.ts';

export const QUARANTINE_KINDS = [
  'name_contradicts_code',
  'number_on_another_day',
  'class_unknown',
  'identifier_fault',
  'organ_not_competent',
  'several_parties',
  'party_unclear',
] as const;
export type QuarantineKind = (typeof QUARANTINE_KINDS)[number];
export const QUARANTINE_OUTCOMES = ['accepted', 'returned', 'classified'] as const;
export type QuarantineOutcome = (typeof QUARANTINE_OUTCOMES)[number];

export type Way = { readonly outcome: QuarantineOutcome; readonly deed: Deed };
const RETURN: Way = { outcome: 'returned', deed: 'quarantine.resolve' };

/**
 * How each kind of waiting row can be settled, and the deed that this needs. The table is the rule: the command refuses
 * everything else, screens offer what it holds. A class that cannot be found is returned for the facts that it lacks.
 */
export const WAYS: Readonly<Record<QuarantineKind, readonly Way[]>> = {
  name_contradicts_code: [{ outcome: 'accepted', deed: 'quarantine.resolve' }, RETURN],
  number_on_another_day: [{ outcome: 'accepted', deed: 'quarantine.resolve' }, RETURN],
  identifier_fault: [{ outcome: 'accepted', deed: 'identifier.accept_fault' }, RETURN],
  organ_not_competent: [{ outcome: 'accepted', deed: 'competence.accept_fault' }, RETURN],
  class_unknown: [{ outcome: 'classified', deed: 'record.classify' }, RETURN],
  several_parties: [RETURN],
  party_unclear: [RETURN],
};

/** Kinds that somebody other than the owner settles: the owner is who sent the row, and waits for a second person. */
export const FOR_A_SECOND_PERSON: readonly QuarantineKind[] = [
  'identifier_fault',
  'organ_not_competent',
  'class_unknown',
];
