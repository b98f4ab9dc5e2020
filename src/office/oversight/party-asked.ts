import { type OrganisationKey, organisationKeyOf } from '../../names/subjects/identifiers/index.ts';
import { foldName } from '../../names/subjects/name-fold.ts';

/** Whom an auditor asks for: an organisation by its code, or whoever's name begins so, folded. Persons' numbers find nobody here. */
export type AskedParty = { readonly code: OrganisationKey } | { readonly name: string };

export function partyAsked(typed: string): AskedParty {
  const code = organisationKeyOf(typed);
  return code ? { code } : { name: foldName(typed) };
}
