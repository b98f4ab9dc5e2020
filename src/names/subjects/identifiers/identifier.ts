import type { PlainDate } from '../../../ground/kernel/plain-date.ts';

/** What an identifying number is. `unknown`: none of the forms that we know. */
export type IdentifierKind =
  | 'uscc'
  | 'organisation_code'
  | 'registration_number'
  | 'lawyer_number'
  | 'resident_id'
  | 'unknown';

/** `error`: cannot stand as it is. `warning`: stands, somebody should look. `note`: for information. */
export type Severity = 'error' | 'warning' | 'note';

/** A finding before it is put into words: facts fill the sentence of `identifier-messages.ts`. */
export type Fault = {
  readonly code: string;
  readonly severity: Severity;
  readonly facts?: Readonly<Record<string, string | number>>;
};

export type Problem = { readonly code: string; readonly severity: Severity; readonly message: string };

/** The answer about one value. A resident number is masked in `value`, `normalised` and every message. */
export type Inspection = {
  readonly value: string;
  /** Half-width, upper case, without spaces and hyphens. */
  readonly normalised: string;
  readonly kind: IdentifierKind;
  /** True where no problem is an error. Says nothing on whether the number was ever given out. */
  readonly valid: boolean;
  readonly problems: readonly Problem[];
};

/** What a check of one kind may be told. `today`: a birth later than that is refused. */
export type CheckOptions = { readonly today?: PlainDate };

declare const brand: unique symbol;
type Branded<K extends string> = string & { readonly [brand]: K };
/** Unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, normalised, check character right. */
export type Uscc = Branded<'uscc'>;
/** Organisation code (组织机构代码, GB 11714): nine characters without the hyphen. */
export type OrganisationCode = Branded<'organisation_code'>;
/** Old business registration number (工商注册号): 15 digits with a right check digit, or 13 digits without any. */
export type RegistrationNumber = Branded<'registration_number'>;
/** Lawyer's practice number (律师执业证号): 17 digits, or the older 12. */
export type LawyerNumber = Branded<'lawyer_number'>;
/** Resident identity number (公民身份号码, GB 11643): sealed in the vault, never logged, never in an answer unmasked. */
export type ResidentId = Branded<'resident_id'>;

export function isFree(faults: readonly Fault[]): boolean {
  return !faults.some((fault) => fault.severity === 'error');
}
