import { hash } from 'node:crypto';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { organisationKeyOf, residentIdOf } from '../../names/subjects/identifiers/index.ts';
import { foldName } from '../../names/subjects/index.ts';
import type { AskedBy } from './check.ts';
import type { LookUp } from './check-queries.ts';

/** One question: about whom, in which matter, for what. `key` is the asker's own and comes back with the answer only. */
export type Question = {
  readonly key?: string | undefined;
  readonly matter: string;
  readonly purpose: string;
} & ({ readonly code: string } | { readonly name: string } | { readonly person: { readonly number: string } });

/** Which question of the request: `at` for programs, counted from 0, and for people, who count from 1. */
const placeOf = (at: number) => ({ at, nth: at + 1 });

/** Fewer characters name too many. */
const SHORTEST_NAME = 4;
/**
 * How the party is looked up. A natural person only by the keyed hash of the number: neither name nor code finds one.
 * @throws {Refusal} invalid `check.code_kind`, `check.person_number`, `check.name_short`
 */
export function lookUpOf(question: Question, at: number, vault: Vault): LookUp {
  if ('person' in question) return personLookUp(question.person.number, at, vault);
  if ('name' in question) {
    const key = foldName(question.name);
    if ([...key].length < SHORTEST_NAME) throw new Refusal('invalid', 'check.name_short', placeOf(at));
    return { kind: 'name', key };
  }
  const code = organisationKeyOf(question.code);
  if (!code) throw new Refusal('invalid', 'check.code_kind', placeOf(at));
  return code;
}

function personLookUp(typed: string, at: number, vault: Vault): LookUp {
  const number = residentIdOf(typed);
  if (number === undefined) throw new Refusal('invalid', 'check.person_number', placeOf(at));
  return { kind: 'person', key: vault.lookupHash('person', number).toString('hex') };
}

export function askedByOf({ kind }: LookUp): AskedBy {
  return kind === 'person' || kind === 'name' ? kind : 'code';
}

/** Keyed hash of the whole question: what was asked can be proved without standing in the log. */
export function askedHashOf({ matter, purpose }: Question, { kind, key }: LookUp, vault: Vault): string {
  return vault.lookupHash('check', JSON.stringify([kind, key, matter, purpose])).toString('hex');
}

/**
 * The id of the answer to the nth question of a request: made from the account and its request key, so that the same request
 * sent again meets its own rows (UUID version 8, RFC 9562).
 */
export function answerIdOf(accountId: string, requestKey: string, at: number): string {
  const bytes = hash('sha256', `${accountId}/${requestKey}/${at}`, 'buffer').subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
