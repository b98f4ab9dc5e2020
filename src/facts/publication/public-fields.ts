import { type PersonalDataSpan, redact, scanForPersonalData } from '../../names/personal-data/index.ts';
import type { CatalogueItem, ItemField } from '../../rules/law/index.ts';
import type { StoredFacts, SubjectKind } from '../records/index.ts';

/** A place in the free text of one field of a record's version. */
export type FieldSpan = PersonalDataSpan & { readonly field: string };
/** What a reviewer decided about a place: UTF-16 indexes, end not included. */
export type Settlement = {
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly outcome: 'redacted' | 'released';
};
/** One field as the public reads it. `value` is what the sheet gave: text, day, amount or code of a choice. */
export type ShownField = { readonly field: ItemField; readonly value: string };

const PARTY_NAME = /_XDR_MC$/;
/** The head of an organisation: a person whom the decision does not address (design §1.5). Masked whoever the party is. */
const HEAD_OF_PARTY = /_FRDB$/;
/** Numbers of certificates stand in the professional roster only (R60). */
const NUMBER_OF_PERSON = new Set(['XK_XKBH', 'CF_NR_ZKDX']);
/** Told with the withdrawal itself, in the officer's own words. */
const NOT_SHOWN = new Set(['withdrawal_reason']);
/** A trading name of so few characters is most often that of the person behind it. */
const SHORT_NAME = 4;

const textOf = (facts: StoredFacts, code: string): string | undefined => {
  const value = facts[code];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

function mayBeShown({ code, disclosure }: ItemField, kind: SubjectKind): boolean {
  if (disclosure !== 'public' || NOT_SHOWN.has(code)) return false;
  return kind !== 'person' || !NUMBER_OF_PERSON.has(code);
}

const isFreeText = ({ code, type }: ItemField) =>
  type === 'text' && !PARTY_NAME.test(code) && !HEAD_OF_PARTY.test(code);

/** Every place in the public free text of a record that looks like personal data, field by field (law file 5.6). */
export function personalDataIn(item: CatalogueItem, facts: StoredFacts, kind: SubjectKind): FieldSpan[] {
  return item.fields
    .filter((field) => mayBeShown(field, kind) && isFreeText(field))
    .flatMap(({ code }) => {
      const text = textOf(facts, code);
      return text === undefined ? [] : scanForPersonalData(text).map((span) => ({ ...span, field: code }));
    });
}

/** The places that nobody has settled: neither released exactly as found, nor covered by a redaction. */
export function unsettled(found: readonly FieldSpan[], settled: readonly Settlement[]): FieldSpan[] {
  return found.filter(({ field, start, end }) => {
    const here = settled.filter((one) => one.field === field);
    const redacted = here.some((one) => one.outcome === 'redacted' && one.start <= start && end <= one.end);
    return !redacted && !here.some((one) => one.outcome === 'released' && one.start === start && one.end === end);
  });
}

/** True where the place lies inside a public free text of the record, so that a settlement can mean something. */
export function isPlaceIn(item: CatalogueItem, facts: StoredFacts, kind: SubjectKind, place: Settlement): boolean {
  const field = item.fields.find(({ code }) => code === place.field);
  const text = textOf(facts, place.field);
  if (field === undefined || text === undefined || !mayBeShown(field, kind) || !isFreeText(field)) return false;
  return 0 <= place.start && place.start < place.end && place.end <= text.length;
}

/** The name of a party as the public reads it. An individual business is a natural person here (design §3, Tenancy). */
export function shownName(name: string, kind: SubjectKind, mask: (name: string) => string): string {
  const isPersonal = kind === 'person' || (kind === 'individual_business' && [...name].length <= SHORT_NAME);
  return isPersonal && !name.includes('*') ? mask(name) : name;
}

/** What the public reads of a record: public fields only, persons masked, redacted places replaced. Unknown fields are left out. */
export function shownFields(
  item: CatalogueItem,
  facts: StoredFacts,
  kind: SubjectKind,
  settled: readonly Settlement[],
  mask: (name: string) => string,
): ShownField[] {
  return item.fields
    .filter((field) => mayBeShown(field, kind))
    .flatMap((field) => {
      const text = textOf(facts, field.code);
      if (text === undefined) return [];
      if (PARTY_NAME.test(field.code)) return [{ field, value: shownName(text, kind, mask) }];
      if (HEAD_OF_PARTY.test(field.code)) return [{ field, value: text.includes('*') ? text : mask(text) }];
      const places = settled.filter((one) => one.field === field.code && one.outcome === 'redacted');
      return [{ field, value: redact(text, places) }];
    });
}
