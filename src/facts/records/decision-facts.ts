import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { FinalityFacts, PublicationFacts, RemedyFacts, SuitFacts } from '../../rules/law/index.ts';

/** Facts of a stored record by field code of its item, as the two-clock rows hold them. */
export type StoredFacts = Readonly<Record<string, unknown>>;
export type SubjectKind = 'organisation' | 'individual_business' | 'person';

const KIND_IN_LAW = {
  organisation: 'organisation',
  individual_business: 'individual_business',
  person: 'natural_person',
} as const;

/** What the law may be asked about a penalty with. Rows that agree in all of these are the same to the law. */
const PENALTY_FACTS = [
  'legal_service_kind',
  'CF_JDRQ',
  'served_on',
  'duty_performed_on',
  'minor',
  'procedure',
  'CF_CFLB',
  'more_kinds',
  'licence_effect',
  'CF_NR_FK',
  'CF_NR_WFFF',
  'suspension_months',
  'domain',
  'decision_status',
] as const;
/** The facts of a penalty as far as the law asks: a fact that is not in the list cannot be read from them. */
type PenaltyFacts = Facts<(typeof PENALTY_FACTS)[number]>;
type Facts<Code extends string> = { readonly [C in Code]?: unknown };

/** Equal for two penalties to whom {@link penaltyFacts} gives the same; cheaper to make than they are. */
export function penaltyFactsKey(facts: StoredFacts, subjectKind: SubjectKind): string {
  let key: string = subjectKind;
  for (const code of PENALTY_FACTS) key += `\u0000${facts[code] ?? ''}`;
  return key;
}

const text = <Code extends string>(facts: Facts<Code>, code: NoInfer<Code>): string | undefined => {
  const value = facts[code];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
const day = <Code extends string>(facts: Facts<Code>, code: NoInfer<Code>) =>
  text(facts, code) as PlainDate | undefined;
const amount = <Code extends string>(facts: Facts<Code>, code: NoInfer<Code>): number | undefined => {
  const value = text(facts, code);
  return value === undefined ? undefined : Number(value);
};
/** Leaves out what is unknown, so that an absent fact stays absent. */
function known<T extends object>(facts: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const told: Partial<T> = {};
  for (const name in facts) if (facts[name] !== undefined) told[name] = facts[name];
  return told as never;
}

const flag = <Code extends string>(facts: Facts<Code>, code: NoInfer<Code>): boolean | undefined => {
  const value = text(facts, code);
  return value === undefined ? undefined : value === 'true';
};

/** The 2015 forms joined two kinds that differ in weight; the split, where the sheet gives it, says which (行政处罚法 art. 9). */
const JOINED = '暂扣或者吊销许可证件';
const SPLIT: Readonly<Record<string, string>> = { suspended: '暂扣许可证件', revoked: '吊销许可证件' };

/** Every kind of the decision: the old forms give the first one, and those beyond it in a second column (处罚类别2). */
function kindsOf(facts: PenaltyFacts): string[] | undefined {
  const effect = SPLIT[text(facts, 'licence_effect') ?? ''] ?? JOINED;
  const first = text(facts, 'CF_CFLB');
  if (first === undefined) return undefined; // the further kinds alone are not all of them
  const named = [first, text(facts, 'more_kinds') ?? []].flat().flatMap((list) => list.split(';'));
  const kinds = named.map((kind) => (kind === JOINED ? effect : kind));
  return [...new Set(kinds)];
}

/** A hearing is held within the ordinary procedure (行政处罚法 arts. 54, 63). */
const PROCEDURES: Readonly<Record<string, 'simple' | 'ordinary'>> = {
  simple: 'simple',
  ordinary: 'ordinary',
  hearing: 'ordinary',
};

/** What the law is asked about one penalty: the values of the sheet turned into the facts of the gate. Unknown stays unknown. */
export function penaltyFacts(facts: PenaltyFacts, subjectKind: SubjectKind): PublicationFacts {
  return known({
    subject: text(facts, 'legal_service_kind'),
    subjectKind: KIND_IN_LAW[subjectKind],
    decidedOn: day(facts, 'CF_JDRQ'),
    servedOn: day(facts, 'served_on'),
    dutyPerformedOn: day(facts, 'duty_performed_on'),
    minor: flag(facts, 'minor'),
    procedure: PROCEDURES[text(facts, 'procedure') ?? ''],
    kinds: kindsOf(facts),
    fine: amount(facts, 'CF_NR_FK'),
    confiscated: amount(facts, 'CF_NR_WFFF'),
    suspensionMonths: amount(facts, 'suspension_months'),
    domain: text(facts, 'domain'),
    decision: text(facts, 'decision_status') as PublicationFacts['decision'],
  });
}

/** What decides whether a penalty has become final (law file 2.5). */
export function finalityFacts(facts: StoredFacts): FinalityFacts {
  return known({
    decidedOn: day(facts, 'CF_JDRQ'),
    servedOn: day(facts, 'served_on'),
    remedyNotified: flag(facts, 'remedy_notified'),
    remedyKnownOn: day(facts, 'remedy_known_on'),
    realEstate: flag(facts, 'real_estate'),
    review: remedy(facts, 'review'),
    suit: suit(facts),
    extension: extension(facts),
  });
}

/**
 * The facts with what the case about the decision says of review and suit. It was found by a person from the paper itself, so it goes
 * before what a sheet said; what the case does not speak of stays.
 */
export function withRemedies(facts: StoredFacts, remedies: StoredFacts | null): StoredFacts {
  return remedies === null ? facts : { ...facts, ...remedies };
}

const OUTCOMES = new Set(['upheld', 'altered', 'set_aside', 'withdrawn']);

function remedy(facts: StoredFacts, kind: 'review' | 'suit' | 'appeal'): 'none' | RemedyFacts | undefined {
  const filedOn = day(facts, `${kind}_filed_on`);
  const outcome = text(facts, `${kind}_outcome`);
  if (filedOn === undefined) return outcome === 'none' ? 'none' : undefined;
  return known({
    filedOn,
    outcome: OUTCOMES.has(outcome ?? '') ? (outcome as NonNullable<RemedyFacts['outcome']>) : undefined,
    outcomeServedOn: day(facts, `${kind}_outcome_served_on`),
  });
}

/** The suit with the paper that the court gave, and what became of that on appeal. */
function suit(facts: StoredFacts): FinalityFacts['suit'] {
  const filed = remedy(facts, 'suit');
  if (filed === undefined || filed === 'none') return filed;
  const paper = text(facts, 'suit_paper') as SuitFacts['paper'];
  return known({ ...filed, paper, appeal: remedy(facts, 'appeal') });
}

/** An application for more time to sue; granted without a last day, or not decided, it leaves the matter open. */
function extension(facts: StoredFacts): FinalityFacts['extension'] {
  const filedOn = day(facts, 'extension_filed_on');
  if (filedOn === undefined) return undefined;
  const outcome = text(facts, 'extension_outcome');
  const decided = outcome === 'granted' || outcome === 'refused' ? outcome : undefined;
  return known({ filedOn, outcome: decided, until: day(facts, 'extension_until') });
}
