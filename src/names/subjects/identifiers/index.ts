export { type Area, allAreas, areaPath, findArea, findPlace } from './areas/areas.ts';
export type {
  Fault,
  IdentifierKind,
  Inspection,
  LawyerNumber,
  OrganisationCode,
  Problem,
  RegistrationNumber,
  ResidentId,
  Severity,
  Uscc,
} from './identifier.ts';
export { IDENTIFIER_MESSAGES, KIND_NAMES } from './identifier-messages.ts';
export { type InspectOptions, inspect } from './inspect.ts';
export { LAWYER_CATEGORIES, lawyerNumberParts, parseLawyerNumber } from './lawyer-number.ts';
export { cannotExist, nearCodes } from './near-codes.ts';
export { normalise } from './normalise.ts';
export { organisationCheckCharacter, parseOrganisationCode } from './organisation-code.ts';
export { type OrganisationKey, organisationKeyOf } from './organisation-key.ts';
export { parseRegistrationNumber, registrationCheckDigit } from './registration-number.ts';
export {
  birthDateOf,
  isFirstGenerationShape,
  maskResidentId,
  parseResidentId,
  residentCheckCharacter,
  residentIdOf,
  residentIdPasses,
} from './resident-id.ts';
export { DEPARTMENTS, parseUscc, USCC_ALPHABET, usccCheckCharacter, usccCheckPasses, usccParts } from './uscc.ts';
