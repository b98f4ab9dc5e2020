/** The door of `law/`: what other modules may use. */
export { type BasisAct, basisSuffices, mayUsePersonalInformation, type Scope } from './basis-gate.ts';
export { type Binding, bindingsIn } from './bindings.ts';
export type { Questions } from './case.ts';
export { type CaseResult, casesOf, runCases } from './cases.ts';
export { chineseDay, chineseSpan, citeInDocument, citeTogether } from './citing.ts';
export { type CompetenceAnswer, type Matter, mayDecide } from './competence.ts';
export {
  type Block,
  type Composition,
  compose,
  type DocumentGiven,
  type Missing,
  type Unverified,
  type Words,
} from './composition.ts';
export { type Facts, holds, type Verdict } from './condition.ts';
export { type Cited, type Derivation, ENUMERATED, explain, type Language, type Step } from './derivation.ts';
export {
  DETERMINATION_USES,
  type DeterminationFacts,
  type DeterminationUse,
  mayDetermine,
} from './determination-gate.ts';
export { DOCUMENT_FACTS, type DocumentFactCode, type DocumentFacts, factOf } from './document-facts.ts';
export { type EditionProposal, type LawOf, lawOfEdition, proposeEdition } from './edition.ts';
export {
  type ActingOrgan,
  CONDITION_FIELDS,
  type DecisionFacts,
  type FinalityFacts,
  type PublicationFacts,
  type RemedyFacts,
  type SuitFacts,
} from './facts.ts';
export { type Finality, finality } from './finality.ts';
export { type ListFacts, type MeasureFacts, mayList, mayRecord, mayTakeMeasure, type RecordFacts } from './gate.ts';
export { GATE_MESSAGES } from './gate-messages.ts';
export { type Consequence, mayDecideAsNoticed } from './heavier.ts';
export type { CatalogueItem, Condition, FieldDisclosure, FieldType, ItemField, Test } from './item.ts';
export { changesOfTerms } from './known-changes.ts';
export { answerUnderKnownLaw, endUnderKnownLaw } from './known-law.ts';
export { isLate, type Lateness, type LatenessAnswer, lateness, latenessOf } from './lateness.ts';
export { Law, type Standing, type StandingArticle } from './law.ts';
export { type CellChange, type ComparedRule, compareLaws } from './law-comparison.ts';
export { diffLaws, type RuleChange } from './law-diff.ts';
export { LAW_MESSAGES } from './law-messages.ts';
export { type LicencePublicationFacts, mayPublishLicence } from './licence-publication.ts';
export { type DomainFacts, mayOpenDomain } from './list-domain.ts';
export { DEFAULT_PACK, LAW_FOLDER, type LawReading, type LoadOptions, loadLaw, readLaw, readRules } from './load.ts';
export { noticeDeadline } from './notice-deadline.ts';
export type * from './pack.ts';
export { faultLine, type PackFault, PackRefusal } from './pack-fault.ts';
export { mayEnforce, type Surcharge, type SurchargeFacts, surchargeOn } from './penalty-consequences.ts';
export { heardWhereOwed, kindsNamed, maySpot } from './penalty-procedure.ts';
export {
  addPeriod,
  addPeriodProvisionally,
  addSpan,
  type Computed,
  type Deadline,
  deadline,
  type Outage,
  provisionalDeadline,
  type Stop,
} from './periods.ts';
export { mayPublish, mayRepair, type PublicationAnswer, type RepairAnswer } from './publication-gate.ts';
export type { Answer } from './reasoning.ts';
export { remedyBodies, remedyFacts } from './remedy-bodies.ts';
export {
  openChannels,
  SERVICE_CHANNELS,
  type ServiceAnswer,
  type ServiceChannel,
  type ServiceFacts,
  serviceAnswer,
} from './service.ts';
export { type Classification, classify } from './severity.ts';
export { DOCUMENT_PARTS, type DocumentPart, type Layout, type TemplatePart, templateCodes } from './template.ts';
export { validityOf } from './validity.ts';
export { addWorkingDays, isWorkingDay, type WorkCalendar, whyClosed, workingDaysBetween } from './working-days.ts';
