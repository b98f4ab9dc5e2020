import { earlier, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { redact, scanForPersonalData } from '../../names/personal-data/index.ts';
import {
  endUnderKnownLaw,
  explain,
  type FinalityFacts,
  finality,
  type ItemField,
  type Law,
  type LicencePublicationFacts,
  mayPublish,
  mayPublishLicence,
  type PublicationAnswer,
  type PublicationFacts,
  type SeverityClass,
} from '../../rules/law/index.ts';

export type PartyKind = 'organisation' | 'individual_business' | 'person';
/** Reasons in words, in both languages. */
export type Said = { readonly zh: readonly string[]; readonly en: readonly string[] };
export type Mark = 'not_final' | 'under_objection' | 'class_unknown';

/** A record as it was known when the question was put: its newest version, and what the law is asked about it. */
export type KnownRecord = {
  readonly recordId: string;
  readonly item: string;
  readonly version: number;
  readonly action: 'add' | 'correct' | 'withdraw';
  readonly documentNumber: string;
  readonly decidedOn: PlainDate;
  readonly organ: { readonly name: string; readonly nameEn: string };
  readonly values: Readonly<Record<string, unknown>>;
  readonly question:
    | { readonly item: 'penalty'; readonly facts: PublicationFacts; readonly finality: FinalityFacts }
    | { readonly item: 'licence'; readonly facts: LicencePublicationFacts }
    | undefined;
  readonly underObjection: boolean;
  /** What the party itself says of it (当事人说明), as somebody reviewed it for personal data. */
  readonly statement: string | null;
  /** Last public day that the public was told, and the day of a withdrawal, where there was one. */
  readonly lastPublicDay: PlainDate | null;
  readonly withdrawnOn: PlainDate | null;
};

export type ShownValue = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly value: string;
};

/** One fact in force. A fact and law, never a verdict. */
export type Fact = {
  readonly recordId: string;
  readonly item: string;
  readonly version: number;
  readonly documentNumber: string;
  readonly decidedOn: PlainDate;
  readonly organ: { readonly name: string; readonly nameEn: string };
  readonly class: SeverityClass | null;
  readonly fields: readonly ShownValue[];
  readonly adverseCredit: { readonly value: boolean; readonly why: Said };
  readonly marks: readonly Mark[];
  /** The party's own statement on it: it travels with every answer. */
  readonly statement: string | null;
  /** Last day, inclusive, on which it is in force by what is known now. */
  readonly until?: PlainDate;
  readonly derivation: Said;
};

type Judged = Pick<Fact, 'class' | 'adverseCredit' | 'marks' | 'derivation'> & { readonly until?: PlainDate };

const SUSPENDED: Said = {
  zh: ['异议核实期间，不作为失信信息使用。'],
  en: ['While an objection is verified it is not used as untrustworthy information.'],
};
const NOT_ADVERSE: Said = { zh: [], en: [] };

/** The record as a fact of the answer; undefined where it is not in force on that day, or may not be used at all. */
export function factInForce(
  record: KnownRecord,
  kind: PartyKind,
  law: Law,
  today: PlainDate,
  mask: (name: string) => string,
): Fact | undefined {
  const item = law.find('items', record.item, today);
  if (item === undefined || !item.enabled || record.question === undefined) return undefined;
  // Shared with organs on request only, or not at all: a check does not tell it.
  if (item.disclosureMode !== 'PUBLIC' && item.disclosureMode !== 'GOV_SHARE') return undefined;
  if (record.action === 'withdraw' || record.decidedOn > today) return undefined;
  if (record.withdrawnOn !== null && record.withdrawnOn <= today) return undefined;
  const judged = judge(record, kind, law, today);
  if (judged === undefined) return undefined;
  const { recordId, version, documentNumber, decidedOn, organ, statement } = record;
  const fields = shownValues(item.fields, record.values, kind, mask);
  return { recordId, item: record.item, version, documentNumber, decidedOn, organ, fields, statement, ...judged };
}

function judge(record: KnownRecord, kind: PartyKind, law: Law, today: PlainDate): Judged | undefined {
  const { question } = record;
  if (question?.item === 'penalty') return penaltyInForce(record, question, kind, law, today);
  if (question?.item === 'licence') return licenceInForce(record, question.facts, law, today);
  return undefined;
}

/** What the public was told once binds: an end that would now come later waits for a person (design §1.2). */
function endOf(computed: PlainDate | undefined, told: PlainDate | null): PlainDate | undefined {
  if (told === null) return computed;
  return computed === undefined ? told : earlier(computed, told);
}

/**
 * A penalty counts until the end that the law gives for showing it. Of the minor class, and by the simple procedure on a natural
 * person, it is not used (河南省社会信用条例 art. 13; law file 2.5); for minor acts of organisations that is our reading, the kinder.
 */
function penaltyInForce(
  record: KnownRecord,
  question: Extract<KnownRecord['question'], { item: 'penalty' }>,
  kind: PartyKind,
  law: Law,
  today: PlainDate,
): Judged | undefined {
  const { facts } = question;
  const { lastPublicDay } = record;
  // No term computed now can reach beyond it, so the law need not be asked.
  if (lastPublicDay !== null && lastPublicDay < today) return undefined;
  if ((facts.decision ?? 'standing') !== 'standing' || facts.minor === true) return undefined;
  if (kind !== 'organisation' && facts.procedure === 'simple') return undefined;
  const asToday = mayPublish(facts, law, today);
  const found = asToday.classification.class;
  if (found === 'minor') return undefined;
  // Of unknown class the shortest term of those that are shown counts, in the party's favour.
  const asked: PublicationFacts = found === 'unknown' ? { ...facts, classified: 'general' } : facts;
  const answers = new Map<PlainDate, PublicationAnswer>(found === 'unknown' ? [] : [[today, asToday]]);
  const answerOn = (day: PlainDate): PublicationAnswer => {
    const answer = answers.get(day) ?? mayPublish(asked, law, day);
    answers.set(day, answer);
    return answer;
  };
  const { end, by } = endUnderKnownLaw((day) => answerOn(day).until, law, today);
  const until = endOf(end, lastPublicDay);
  if (until !== undefined && until < today) return undefined;
  const final = finality(question.finality, law, today);
  const { underObjection } = record;
  const why = underObjection && final.adverseCredit ? SUSPENDED : said(final.derivation);
  return {
    class: found === 'unknown' ? null : found,
    adverseCredit: { value: final.adverseCredit && !underObjection, why },
    marks: [
      ...(final.final === 'yes' ? [] : (['not_final'] as const)),
      ...(underObjection ? (['under_objection'] as const) : []),
      ...(found === 'unknown' ? (['class_unknown'] as const) : []),
    ],
    ...(until === undefined ? {} : { until }),
    derivation: said(answerOn(by).derivation),
  };
}

function licenceInForce(
  record: KnownRecord,
  facts: LicencePublicationFacts,
  law: Law,
  today: PlainDate,
): Judged | undefined {
  const answer = mayPublishLicence(facts, law, today);
  // In force as long as it is valid; how long it may be shown in public is another matter.
  const until = facts.validUntil ?? answer.until;
  if (facts.minor === true || (until !== undefined && until < today)) return undefined;
  return {
    class: null,
    adverseCredit: { value: false, why: NOT_ADVERSE },
    marks: record.underObjection ? ['under_objection'] : [],
    ...(until === undefined ? {} : { until }),
    derivation: said(answer.derivation),
  };
}

function said(derivation: Parameters<typeof explain>[0]): Said {
  return { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
}

const PARTY_NAME = /_XDR_MC$/;
/** The head of an organisation: the decision does not address that person (design §1.5), so no check tells the name. */
const HEAD_OF_PARTY = /_FRDB$/;
/** Numbers of certificates of a person stand in the professional roster only (R60). */
const NUMBER_OF_PERSON = new Set(['XK_XKBH', 'CF_NR_ZKDX']);
/** A trading name of so few characters is most often that of the person behind it. */
const SHORT_NAME = 4;

/** The name of a party as a check tells it: of a natural person masked. */
export function shownName(name: string, kind: PartyKind, mask: (name: string) => string): string {
  const personal = kind === 'person' || (kind === 'individual_business' && [...name].length <= SHORT_NAME);
  return personal && !name.includes('*') ? mask(name) : name;
}

/** A field of an item that a check may tell of a party of that kind. */
type Tellable = Omit<ShownValue, 'value'> & { readonly isName: boolean; readonly isText: boolean };

const TELLABLE = new WeakMap<readonly ItemField[], Map<PartyKind, readonly Tellable[]>>();

/** Fields for the public or for sharing between organs; nothing sealed, nothing internal. Found once for each list of fields. */
function tellable(fields: readonly ItemField[], kind: PartyKind): readonly Tellable[] {
  const known = TELLABLE.get(fields) ?? new Map<PartyKind, readonly Tellable[]>();
  TELLABLE.set(fields, known);
  const found = known.get(kind) ?? fields.filter((field) => mayTell(field, kind)).map(asTellable);
  known.set(kind, found);
  return found;
}

function mayTell({ code, disclosure }: ItemField, kind: PartyKind): boolean {
  if ((disclosure !== 'public' && disclosure !== 'share') || HEAD_OF_PARTY.test(code)) return false;
  return !(kind === 'person' && NUMBER_OF_PERSON.has(code));
}

function asTellable({ code, name, nameEn, type }: ItemField): Tellable {
  return { code, name, nameEn, isName: PARTY_NAME.test(code), isText: type === 'text' };
}

/** As a check tells it: no reviewer has looked at free text, so whatever looks like personal data is left out of it. */
function told({ isName, isText }: Tellable, value: string, kind: PartyKind, mask: (name: string) => string): string {
  if (isName) return shownName(value, kind, mask);
  return isText ? redact(value, scanForPersonalData(value)) : value;
}

function shownValues(
  fields: readonly ItemField[],
  values: KnownRecord['values'],
  kind: PartyKind,
  mask: (name: string) => string,
): ShownValue[] {
  const shown: ShownValue[] = [];
  for (const field of tellable(fields, kind)) {
    const { code, name, nameEn } = field;
    const value = values[code];
    if (typeof value !== 'string' || value === '') continue;
    shown.push({ code, name, nameEn, value: told(field, value, kind, mask) });
  }
  return shown;
}
