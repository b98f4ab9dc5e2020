/**
 * Natural persons are never found by a likeness of names: either the sealed number is the same (its keyed hash, made by the
 * caller), or name and office are equal up to folding, and then a person judges.
 */
import { fold } from './fold.ts';
import { CLASS_WORDS } from './name-classes.ts';
import type { Hit } from './screen.ts';

export type PersonRecord = {
  readonly id: string;
  readonly name: string;
  /** Keyed hash of the identity number; this library never sees the number. Empty when it is not known. */
  readonly sealedNumber?: string;
  /** The organisation at which the person practises, by its registered name. */
  readonly office?: string;
};

export type PersonQuery = { readonly sealedNumber?: string; readonly name?: string; readonly office?: string };

export class PersonIndex {
  readonly #bySealed = new Map<string, PersonRecord>();
  readonly #byOffice = new Map<string, PersonRecord[]>();

  constructor(records: Iterable<PersonRecord>) {
    for (const record of records) {
      if (record.sealedNumber) this.#bySealed.set(record.sealedNumber, record);
      if (!record.office) continue;
      const key = officeKey(record.name, record.office);
      const known = this.#byOffice.get(key);
      if (known) known.push(record);
      else this.#byOffice.set(key, [record]);
    }
  }

  /** A name alone finds nobody. */
  find({ sealedNumber, name, office }: PersonQuery): Hit[] {
    const sealed = sealedNumber ? this.#bySealed.get(sealedNumber) : undefined;
    if (sealed) return [personHit(sealed, 'same_code')];
    if (!name || !office) return [];
    return (this.#byOffice.get(officeKey(name, office)) ?? []).map((record) => personHit(record, 'person_in_office'));
  }
}

function officeKey(name: string, office: string): string {
  return `${fold(name)}\n${fold(office)}`;
}

function personHit({ id, name }: PersonRecord, kind: 'same_code' | 'person_in_office'): Hit {
  const { settledBy } = CLASS_WORDS[kind];
  const decision = kind === 'same_code' ? 'strong' : 'look';
  return { id, name, nameKind: 'registered', similarity: 1, class: kind, decision, settledBy };
}
