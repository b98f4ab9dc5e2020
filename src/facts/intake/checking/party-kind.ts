import type { SubjectKind } from '../../records/decision-facts.ts';

const KINDS: Readonly<Record<string, SubjectKind>> = {
  法人及非法人组织: 'organisation',
  个体工商户: 'individual_business',
  自然人: 'person',
};

/**
 * What the party is: as the sheet says, an organisation where it is silent. A code may say more than the sheet (GB 32100: 92 is an
 * individual business): its owner is protected like a person.
 */
export function partyKindOf(told: string | undefined, uscc: string | undefined): SubjectKind {
  const kind = KINDS[told ?? ''] ?? 'organisation';
  return kind === 'organisation' && uscc?.startsWith('92') ? 'individual_business' : kind;
}
