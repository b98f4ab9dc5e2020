import type { QuarantineKind, Settlement } from '../../api/quarantine.ts';

type Way = { readonly outcome: Settlement['outcome']; readonly deed: string };
const RETURN: Way = { outcome: 'returned', deed: 'quarantine.resolve' };

/** What can be offered for each kind, and the deed it needs. Only an offer: the server decides again. */
const WAYS: Readonly<Record<QuarantineKind, readonly Way[]>> = {
  name_contradicts_code: [{ outcome: 'accepted', deed: 'quarantine.resolve' }, RETURN],
  identifier_fault: [{ outcome: 'accepted', deed: 'identifier.accept_fault' }, RETURN],
  class_unknown: [{ outcome: 'classified', deed: 'record.classify' }, RETURN],
  several_parties: [RETURN],
  party_unclear: [RETURN],
};
export const KINDS = Object.keys(WAYS) as QuarantineKind[];

export function outcomesFor(kind: QuarantineKind, rights: readonly string[]): Settlement['outcome'][] {
  return WAYS[kind].filter(({ deed }) => rights.includes(deed)).map(({ outcome }) => outcome);
}
