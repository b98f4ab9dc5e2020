export type { PersonalDataKind, PersonalDataSpan } from './personal-data.ts';
export { scanForPersonalData } from './personal-data-scan.ts';
export { REDACTED, redact } from './redact.ts';
