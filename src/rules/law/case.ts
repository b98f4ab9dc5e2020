import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { type BasisAct, basisSuffices, mayUsePersonalInformation, type Scope } from './basis-gate.ts';
import { bindingsIn } from './bindings.ts';
import { type Matter, mayDecide } from './competence.ts';
import { compose, type DocumentGiven } from './composition.ts';
import { type DeterminationFacts, mayDetermine } from './determination-gate.ts';
import type { ActingOrgan, DecisionFacts, FinalityFacts, PublicationFacts, RepairFacts } from './facts.ts';
import { finality } from './finality.ts';
import { type ListFacts, type MeasureFacts, mayList, mayRecord, mayTakeMeasure, type RecordFacts } from './gate.ts';
import { type Consequence, mayDecideAsNoticed } from './heavier.ts';
import { lateness } from './lateness.ts';
import type { Law } from './law.ts';
import { type LicencePublicationFacts, mayPublishLicence } from './licence-publication.ts';
import { type DomainFacts, mayOpenDomain } from './list-domain.ts';
import {
  type EnforcementFacts,
  type LeniencyFacts,
  type LimitationFacts,
  leniency,
  mayEnforce,
  mayStillPunish,
  type SurchargeFacts,
  surchargeOn,
} from './penalty-consequences.ts';
import {
  contentComplete,
  type HearingFacts,
  heardWhereOwed,
  kindsNamed,
  type LegalReviewFacts,
  maySpot,
  noticeComplete,
  reviewedWhereOwed,
  type SpotFacts,
} from './penalty-procedure.ts';
import { type Deadline, deadline, provisionalDeadline, type Stop } from './periods.ts';
import { mayPublish, mayRepair } from './publication-gate.ts';
import { remedyFacts } from './remedy-bodies.ts';
import { openChannels, type ServiceFacts, serviceAnswer } from './service.ts';
import { classify } from './severity.ts';
import { type RuleGiven, validityOf } from './validity.ts';
import { addWorkingDays, isWorkingDay, whyClosed } from './working-days.ts';

/** A case beside its pack: given facts, on this day → what holds. Written from the article, run by `zhengming law test`. */
export type LawCase = {
  readonly case: string;
  readonly article: string;
  readonly says: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly on: PlainDate;
  readonly ask: string;
  readonly expect: Readonly<Record<string, unknown>>;
};

export type Question = (given: never, law: Law, on: PlainDate) => unknown;
export type Questions = Readonly<Record<string, Question>>;
type PeriodGiven = {
  readonly period: string;
  readonly from: PlainDate;
  readonly stopped?: readonly Stop[];
  readonly doneOn?: PlainDate;
};

/**
 * Every question that a case may ask of the law; `refusePack` asks the loader instead, and what the law alone cannot answer is brought by
 * whoever runs the cases (`arrow`). docs/law-packs.md lists them.
 */
export const QUESTIONS: Questions = {
  deadline: (given: PeriodGiven, law: Law) => told(deadline(law, given.period, given.from, given.stopped)),
  provisional: (given: PeriodGiven, law: Law) =>
    told(provisionalDeadline(law, given.period, given.from, given.stopped)),
  lateness: (given: PeriodGiven, law: Law, on) => lateness(given, law, on),
  workingDays: (given: { from: PlainDate; count: number }, law: Law) => ({
    result: addWorkingDays(given.from, given.count, law.calendar),
  }),
  calendar: ({ day }: { day: PlainDate }, law: Law) => ({
    working: isWorkingDay(day, law.calendar),
    why: whyClosed(day, law.calendar),
  }),
  class: (given: DecisionFacts, law: Law, on) => classify(given, law, on),
  publication: (given: PublicationFacts, law: Law, on) => mayPublish(given, law, on),
  licencePublication: (given: LicencePublicationFacts, law: Law, on) => mayPublishLicence(given, law, on),
  repair: (given: RepairFacts, law: Law, on) => mayRepair(given, law, on),
  finality: (given: FinalityFacts, law: Law, on) => finality(given, law, on),
  competence: ({ organ, ...matter }: { organ: ActingOrgan } & Matter, law: Law, on) =>
    mayDecide(organ, matter, law, on),
  basis: (given: { act: BasisAct; scope: Scope; refs: string[] }, law: Law, on) =>
    basisSuffices(given.act, given.scope, given.refs, law, on),
  personalInformation: (given: { use: 'process' | 'publish'; refs: string[]; consent?: boolean }, law: Law, on) =>
    mayUsePersonalInformation(given, law, on),
  record: (given: RecordFacts, law: Law, on) => mayRecord(given, law, on),
  list: (given: ListFacts, law: Law, on) => mayList(given, law, on),
  bindings: ({ matter, ...facts }: { matter: string } & DecisionFacts, law: Law, on) => ({
    bindings: bindingsIn(matter, facts, law, on),
  }),
  penaltyKinds: (given: { kinds?: string[]; refs?: string[] }, law: Law, on) => kindsNamed(given, law, on),
  leniency: (given: LeniencyFacts, law: Law, on) => leniency(given, law, on),
  limitation: (given: LimitationFacts, law: Law, on) => mayStillPunish(given, law, on),
  penaltyNotice: (given: { told?: string[] }, law: Law, on) => noticeComplete(given, law, on),
  spot: (given: SpotFacts, law: Law, on) => maySpot(given, law, on),
  legalReview: (given: LegalReviewFacts, law: Law, on) => reviewedWhereOwed(given, law, on),
  penaltyContent: (given: { states?: string[] }, law: Law, on) => contentComplete(given, law, on),
  hearing: (given: HearingFacts, law: Law, on) => heardWhereOwed(given, law, on),
  surcharge: (given: SurchargeFacts, law: Law, on) => surchargeOn(given, law, on),
  enforcement: (given: EnforcementFacts, law: Law, on) => mayEnforce(given, law, on),
  heavier: (given: { noticed: Consequence; decided: Consequence }, law: Law, on) => mayDecideAsNoticed(given, law, on),
  listDomain: (given: DomainFacts, law: Law, on) => mayOpenDomain(given, law, on),
  determination: (given: DeterminationFacts, law: Law, on) => mayDetermine(given, law, on),
  measure: (given: MeasureFacts, law: Law, on) => mayTakeMeasure(given, law, on),
  document: (given: DocumentGiven & { template: string }, law: Law, on) => documentOf(given, law, on),
  service: (given: ServiceGiven, law: Law, on) => serviceOf(given, law, on),
  rule: (given: RuleGiven, law: Law, on) => ruleOf(given, law, on),
  remedyBodies: (given: { branch: string; division: string }, law: Law, on) => {
    const told = remedyFacts(law, given, on);
    return Object.keys(told).length === 0 ? { absent: true } : told;
  },
  validity: (given: RuleGiven, law: Law, on) => validityOf(given, law, on),
};

/** A deadline as a case sees it: what was counted and skipped as plain lists. */
function told({ due, provisional, steps, period }: Deadline): object {
  const days = (code: string) => steps.filter((step) => step.code === code).map(({ facts }) => facts.day);
  return {
    due,
    provisional,
    unit: period.unit,
    counted: days('day.counted').length,
    skipped: days('day.skipped'),
    rolled: days('day.rolled'),
  };
}

type ServiceGiven =
  | ServiceFacts
  | {
      readonly attempts: readonly ServiceFacts[];
      readonly consented?: boolean;
      /** The recipient cannot be found. */
      readonly lost?: boolean;
    };

/** One attempt as it stands on the day, or what is open after several. */
function serviceOf(given: ServiceGiven, law: Law, on: PlainDate): object {
  if (!('attempts' in given)) return serviceAnswer(law, given, on);
  const attempts = given.attempts.map((facts) => ({ channel: facts.channel, ...serviceAnswer(law, facts, on) }));
  const { consented = false, lost = false } = given;
  return { open: openChannels(attempts, { consented, lost }) };
}

/** Whether a document with these facts could be issued, and what it lacks. */
function documentOf(given: DocumentGiven & { template: string }, law: Law, on: PlainDate): object {
  const { facts = {}, words = {} } = given;
  const { missing } = compose(law, on, law.get('templates', given.template, on), { facts, words });
  return {
    answer: missing.length === 0 ? 'complete' : 'incomplete',
    missing: missing.map(({ part, lacks }) => `${part}: ${lacks}`),
    articles: [...new Set(missing.flatMap(({ articles }) => articles))],
  };
}

/** The rule as it stands that day; `absent: true` where nothing does. */
function ruleOf({ kind, code = '', article }: RuleGiven, law: Law, on: PlainDate): unknown {
  if (article !== undefined) return law.article(article, on)?.article ?? { absent: true };
  if (kind === 'instruments') return law.instrument(code, on) ?? { absent: true };
  if (kind === 'calendars') return law.calendarYear(Number(code)) ?? { absent: true };
  return (kind === undefined ? undefined : law.find(kind, code, on)) ?? { absent: true };
}
