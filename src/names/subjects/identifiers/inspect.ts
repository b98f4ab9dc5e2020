import { kindOf } from './detect.ts';
import {
  type CheckOptions,
  type Fault,
  type IdentifierKind,
  type Inspection,
  isFree,
  type Problem,
} from './identifier.ts';
import { type Lang, messageOf } from './identifier-messages.ts';
import { lawyerNumberFaults } from './lawyer-number.ts';
import { isScientific, normalise } from './normalise.ts';
import { organisationCodeFaults } from './organisation-code.ts';
import { registrationNumberFaults } from './registration-number.ts';
import { isFirstGenerationShape, maskResidentId, residentIdFaults } from './resident-id.ts';
import { usccFaults } from './uscc.ts';

export type InspectOptions = CheckOptions & { readonly lang?: Lang };

const CHECKS: Readonly<Record<IdentifierKind, (text: string, options: CheckOptions) => Fault[]>> = {
  uscc: usccFaults,
  organisation_code: organisationCodeFaults,
  registration_number: registrationNumberFaults,
  lawyer_number: lawyerNumberFaults,
  resident_id: residentIdFaults,
  unknown: (text) => [
    { code: isScientific(text) ? 'identifier.spreadsheet_number' : 'identifier.unknown_form', severity: 'error' },
  ],
};

const NOTHING: readonly Fault[] = [{ code: 'identifier.empty', severity: 'error' }];
const PERSONAL_RUN = /\d{17}[\dX]|\d{15}/g;

/** What a wrong value seems to be instead, when another kind was asked for. */
function otherKindFaults(text: string, asked: IdentifierKind, seems: IdentifierKind): Fault[] {
  if (seems === asked || seems === 'unknown') return [];
  if (seems === 'resident_id') return [{ code: 'identifier.resident_id_here', severity: 'error' }];
  return isFree(CHECKS[seems](text, {})) ? [{ code: 'identifier.other_kind', severity: 'note', facts: { seems } }] : [];
}

function faultsOf(text: string, kind: IdentifierKind, options: CheckOptions): Fault[] {
  const faults = CHECKS[kind](text, options);
  if (kind === 'registration_number' && isFirstGenerationShape(text)) {
    faults.push({ code: 'identifier.maybe_resident_id', severity: 'note' });
  }
  const losable = kind === 'uscc' || kind === 'resident_id';
  if (losable && isFree(faults) && text.endsWith('000') && /^\d{18}$/.test(text)) {
    faults.push({ code: 'identifier.spreadsheet_number_maybe', severity: 'warning' });
  }
  return faults;
}

/**
 * One value, explained (outward contract of `zhengming id`). Without `asked` the kind is found by form and checks. With it,
 * the value is judged as that kind; a resident number in another field is an error and stays masked. `lang` defaults to
 * Chinese.
 */
export function inspect(typed: string, asked?: IdentifierKind, options: InspectOptions = {}): Inspection {
  const { text, changes } = normalise(typed);
  const kind = asked ?? kindOf(text);
  const found = text === '' ? NOTHING : faultsOf(text, kind, options);
  // A value without any remark as what was asked for needs no second opinion.
  const seems = asked === undefined || found.length === 0 ? kind : kindOf(text);
  const all = [...found, ...otherKindFaults(text, kind, seems), ...changes];
  const isPersonal = kind === 'resident_id' || seems === 'resident_id';
  const shown = isPersonal ? maskResidentId(text) : seems === 'unknown' ? withoutPersonalRuns(text) : undefined;
  return {
    value: shown ?? typed,
    normalised: shown ?? text,
    kind,
    valid: isFree(all),
    problems: all.map((fault) => problemOf(fault, options.lang ?? 'zh', isPersonal)),
  };
}

/** Free text that happens to hold a resident number must not carry it into an answer. */
function withoutPersonalRuns(text: string): string | undefined {
  const masked = text.replace(PERSONAL_RUN, maskResidentId);
  return masked === text ? undefined : masked;
}

function problemOf(fault: Fault, lang: Lang, isPersonal: boolean): Problem {
  // A check of another kind may name characters of the number; only positions leave this file for a person's.
  const isTelling = isPersonal && fault.facts !== undefined && ('found' in fault.facts || 'expected' in fault.facts);
  const safe: Fault =
    isTelling && fault.code !== 'identifier.length'
      ? { code: 'identifier.unknown_form', severity: fault.severity }
      : fault;
  return { code: safe.code, severity: safe.severity, message: messageOf(safe, lang) };
}
