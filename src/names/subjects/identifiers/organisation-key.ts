import { inspect } from './inspect.ts';

/** The codes under which an organisation or an individual business is registered. */
export const ORGANISATION_CODES = ['uscc', 'organisation_code', 'registration_number'] as const;
export type OrganisationKey = { readonly kind: (typeof ORGANISATION_CODES)[number]; readonly key: string };

/**
 * What somebody typed, as a code that organisations bear; undefined where it has no such form. The form is enough: a code
 * that fails its check character may have been accepted by a second person.
 */
export function organisationKeyOf(typed: string): OrganisationKey | undefined {
  const { kind: found, normalised } = inspect(typed);
  const kind = ORGANISATION_CODES.find((code) => code === found);
  return kind && { kind, key: normalised };
}
