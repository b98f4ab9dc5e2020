import { Refusal } from '../../ground/kernel/refusal.ts';
import { type PersonalDataKind, scanForPersonalData } from '../../names/personal-data/index.ts';

/** What never belongs into a register that is exported whole. Names of places, telephones of offices and days do. */
const NEVER: ReadonlySet<PersonalDataKind> = new Set(['resident_id', 'bank_card', 'mobile', 'plate', 'birth_date']);

/**
 * Registers tell of kinds of information, never of a person (个人信息保护法 art. 6).
 * @throws {Refusal} invalid `privacy.personal_value`: in which fields, and of which kind; the value itself is not repeated
 */
export function refuseValues(texts: Readonly<Record<string, string>>): void {
  const fields = Object.entries(texts).flatMap(([field, text]) => {
    const kinds = [...new Set(scanForPersonalData(text).map(({ kind }) => kind))].filter((kind) => NEVER.has(kind));
    return kinds.length > 0 ? [{ path: `/${field}`, problem: kinds.join(' ') }] : [];
  });
  if (fields.length > 0) throw new Refusal('invalid', 'privacy.personal_value', { fields });
}
