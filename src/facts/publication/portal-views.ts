import type { DecisionView, ListedDecision, Rights, ShownFact } from '../../../web/portal/decision-pages.ts';
import { choiceIn, labelOf } from '../../../web/portal/field-words.ts';
import { dayIn } from '../../../web/portal/layout.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import {
  type Derivation,
  explain,
  type Language,
  type Law,
  mayRepair,
  type PublicationFacts,
} from '../../rules/law/index.ts';
import { contactIn, periodIn } from './portal-law.ts';
import type { PublicDecision, PublicLine } from './portal-queries.ts';
import { type ShownField, shownFields, shownName } from './public-fields.ts';
import type { Candidate } from './publishability.ts';

/** Days inside a sentence, as people write them. */
const withDays = (text: string, language: Language) =>
  text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => dayIn(language, day));

/** The derivation that was made when the end was set, in its parts. */
function whyIn(derivation: Derivation, language: Language): DecisionView['why'] {
  const [, ...lines] = explain(derivation, language).map((line) => withDays(line, language));
  const { length } = derivation.steps;
  return {
    on: derivation.on,
    steps: lines.slice(0, length),
    articles: lines.slice(length, -1),
    edition: lines.at(-1) ?? '',
  };
}

export function listedIn(line: PublicLine): ListedDecision {
  return {
    address: line.address,
    item: line.item,
    documentNumber: line.documentNumber,
    decidedOn: line.decidedOn,
    lastDay: line.lastDay,
    organ: { zh: line.organName, en: line.organNameEn },
    class: line.item === 'penalty' ? line.class : null,
    underObjection: line.underObjection,
  };
}

const LONG_TERM = '2099-12-31';
const LONG = { zh: '长期', en: 'long term' };

/** Codes, amounts and days read the same in both languages; choices are translated; the rest is Chinese and marked so. */
export function factIn({ field, value }: ShownField, language: Language): ShownFact {
  const label = labelOf(field, language);
  const aliases = field.valueAliases ?? {};
  switch (field.type) {
    case 'enum':
    case 'many': {
      const said = value.split(';').map((choice) => choiceIn(choice, aliases, language));
      if (said.includes(undefined)) return { label, value, chinese: true };
      return { label, value: said.join(language === 'zh' ? '、' : '; '), chinese: false };
    }
    case 'day':
      return { label, value: value === LONG_TERM ? LONG[language] : dayIn(language, value), chinese: false };
    case 'text':
      return { label, value, chinese: true };
    default:
      return { label, value, chinese: false };
  }
}

/** What the simulator is opened with: the class only where a person gave it, since else it follows from the kinds. */
function simulatedFrom({ kinds = [], ...asked }: PublicationFacts): Rights['simulate'] {
  const { subjectKind, procedure, fine, suspensionMonths, decidedOn, publishedOn, domain, classified } = asked;
  const found = { subjectKind, procedure, fine, suspensionMonths, decidedOn, publishedOn, domain, classified };
  const told = Object.entries(found).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(told.map(([name, value]) => [name, String(value)])), kinds };
}

function rightsOf(
  decision: PublicDecision,
  candidate: Candidate,
  law: Law,
  today: PlainDate,
  language: Language,
): Rights | null {
  if (candidate.item !== 'penalty') return null;
  const { facts, classified } = candidate;
  const asked = { ...facts, publishedOn: decision.beginsOn, ...(classified === undefined ? {} : { classified }) };
  const repair = mayRepair(asked, law, today);
  const inWords = (code: string) => periodIn(law, code, today, language);
  return {
    objectionOwn: inWords('objection.own'),
    objectionTotal: inWords('objection.total'),
    // Whether duties are performed is proved with the application: the page tells the day, not the outcome.
    repair: {
      open: repair.earliestOn !== undefined && repair.earliestOn <= today,
      earliestOn: repair.earliestOn ?? null,
    },
    simulate: simulatedFrom(asked),
    repairAnswer: inWords('repair.creditChina'),
    review: inWords('review.filing'),
    suit: inWords('suit.filing'),
  };
}

/** A decision as its page tells it: public fields only, persons masked, its end with the derivation, what the party may do. */
export function decisionIn(
  decision: PublicDecision,
  about: {
    readonly law: Law;
    readonly candidate: Candidate;
    readonly partyToken: string | null;
    readonly mask: (name: string) => string;
  },
  today: PlainDate,
  language: Language,
): DecisionView {
  const { law, candidate, partyToken, mask } = about;
  const { party } = decision;
  const fields = shownFields(law.item(decision.item, today), decision.facts, party.kind, decision.settled, mask);
  return {
    ...listedIn(decision),
    partyName: shownName(party.name, party.kind, mask),
    partyToken,
    beginsOn: decision.beginsOn,
    facts: fields.map((field) => factIn(field, language)),
    why: whyIn(decision.derivation, language),
    whyPerson: decision.item === 'penalty' && party.kind !== 'organisation',
    classByPerson: decision.classGivenByPerson,
    correctionPending: decision.correctionPending,
    statement: decision.statement,
    rights: rightsOf(decision, candidate, law, today, language),
    contact: contactIn(law, decision.organName, today),
  };
}
