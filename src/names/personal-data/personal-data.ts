export type PersonalDataKind =
  | 'resident_id'
  | 'bank_card'
  | 'mobile'
  | 'landline'
  | 'email'
  | 'plate'
  | 'birth_date'
  | 'address'
  | 'person_name';

/** Where it stands: UTF-16 indexes into the text as given, `end` not included. The value itself is never carried along. */
export type PersonalDataSpan = { readonly kind: PersonalDataKind; readonly start: number; readonly end: number };
