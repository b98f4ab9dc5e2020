import { z } from 'zod';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { organisationKeyOf, residentIdOf } from '../../names/subjects/identifiers/index.ts';
import type { Sought } from './party-commands.ts';

/** How a form of the counter names the party that stands there. */
export const FOUND = {
  recordId: z.uuid().optional(),
  code: z.string().trim().min(8).max(64).optional(),
  personNumber: z.string().trim().min(15).max(64).optional(),
};
type FoundBy = { recordId?: string | undefined; code?: string | undefined; personNumber?: string | undefined };
export const FOUND_ONE_WAY = [
  ({ recordId, code, personNumber }: FoundBy) => [recordId, code, personNumber].filter(Boolean).length === 1,
  'field.one_party',
] as const;
/** Who stands at the counter, and which papers were shown. Both are sealed. */
export const AT_THE_COUNTER = {
  holder: z.string().trim().min(2).max(60),
  shown: z.string().trim().min(4).max(500),
};

/** How the party is found: by a record, a code, or a person's number, which stays in the body and is kept nowhere. */
export function soughtOf(given: FoundBy, vault: Vault): Sought {
  if (given.recordId !== undefined) return { kind: 'record', key: given.recordId };
  if (given.code !== undefined) {
    const code = organisationKeyOf(given.code);
    if (code) return code;
  }
  const number = residentIdOf(given.personNumber ?? '');
  if (number === undefined) throw new Refusal('invalid', 'party.code_kind');
  return { kind: 'person', key: vault.lookupHash('person', number).toString('hex') };
}
