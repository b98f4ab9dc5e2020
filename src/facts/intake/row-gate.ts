import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import {
  type Answer,
  citeInDocument,
  citeTogether,
  ENUMERATED,
  GATE_MESSAGES,
  type Law,
  mayDecide,
  mayRecord,
  maySpot,
  type Step,
  validityOf,
} from '../../rules/law/index.ts';
import { penaltyFacts, type StoredFacts, type SubjectKind } from '../records/decision-facts.ts';
import type { GateFinding, RowGate } from './checking/gate-rule.ts';
import { justiceOrgan, serviceOf } from './legal-service.ts';

/** The refusals of the gate that a row can meet, and where they are told. */
const RECORDED: Readonly<Record<string, Pick<GateFinding, 'code' | 'place'>>> = {
  'record.item_off': { code: 'gate.item_off', place: 'party' },
  'record.subject_outside_item': { code: 'gate.outside_item', place: 'party' },
  'record.simple_person': { code: 'gate.simple_person', place: 'procedure' },
  'basis.too_low': { code: 'gate.person_without_power', place: 'party' },
};

/** Matters in which a person is let into a profession, as the packs name them. */
const LETS_IN = new Set(['licence', 'appointment', 'registration']);

/** What is asked about one row. */
type Question = {
  readonly law: Law;
  readonly on: PlainDate;
  readonly item: string;
  readonly facts: StoredFacts;
  readonly party: SubjectKind;
  readonly service: string | undefined;
};

/**
 * Asks the gate about rows: may such a record be kept at all (R3, R7, R60), was the organ competent for what it decided (R22), and could
 * what is said to be simple have been decided on the spot.
 */
export function rowGate(law: Law, on: PlainDate): RowGate {
  return (item, facts, party) => {
    const question = { law, on, item, facts, party, service: serviceOf(facts) };
    return [...mayBeKept(question), ...wasCompetent(question), ...wasSimple(question)];
  };
}

function mayBeKept({ law, on, item, facts, party, service }: Question): GateFinding[] {
  const { subjectKind, procedure } = penaltyFacts(facts, party);
  // A statute says who lets people into some professions: a row that says which of them it is about rests on it too.
  const powers = law.all('competences', on).filter(({ matter, subjects }) => {
    return LETS_IN.has(matter) && service !== undefined && subjects.includes(service);
  });
  const refs = powers.flatMap(({ basis }) => basis).filter((ref) => law.article(ref, on) !== undefined);
  const asked = { item, refs, ...(subjectKind && { subjectKind }), ...(procedure && { procedure }) };
  return refusalsOf(mayRecord(asked, law, on)).flatMap(({ code, articles }) => {
    const told = RECORDED[code];
    return told === undefined ? [] : [{ ...told, facts: { article: cited(law, articles, on) } }];
  });
}

/** What was decided, as the packs name it: a penalty of those kinds; of licences only the licence to practise. */
function matterOf({ item, facts, party }: Question): { matter: string; kinds?: readonly string[] } | undefined {
  const { kinds } = penaltyFacts(facts, party);
  if (item === 'penalty') return kinds === undefined ? undefined : { matter: 'penalty', kinds };
  return /执业/.test(String(facts.XK_XKZS ?? '')) ? { matter: 'licence' } : undefined;
}

function wasCompetent(question: Question): GateFinding[] {
  const { law, on, facts, service } = question;
  const organ = justiceOrgan(facts);
  const matter = matterOf(question);
  if (service === undefined || organ === undefined || matter === undefined) return [];
  const refused = refusalsOf(mayDecide(organ, { ...matter, subject: service }, law, on));
  if (refused.length === 0) return [];
  const articles = [...new Set(refused.flatMap((step) => step.articles))];
  const levels = [...new Set(refused.flatMap((step) => String(step.facts.competent).split(ENUMERATED)))];
  const since = articles.flatMap((ref) => validityOf({ article: ref }, law, on).from ?? []).sort();
  return [
    {
      code: 'gate.not_competent',
      place: 'organ',
      facts: {
        kinds: matter.kinds === undefined ? '执业许可' : refused.map((step) => step.facts.kind).join('、'),
        ...inWords('levels', ...levels.map((level) => `value.${level}`)),
        ...inWords('own', `value.${organ.level}`),
        ...inWords('mark', `mark.${leastCertain(law, articles, on)}`),
        article: cited(law, articles, on),
      },
      since: since.at(-1),
    },
  ];
}

/**
 * A sheet that calls the procedure simple, and a penalty that cannot be decided on the spot (行政处罚法 art. 51): one of the two is wrong.
 * The class follows the procedure, so a person is told; the row is kept, since the reading that is kinder to the party is the sheet's.
 */
function wasSimple({ law, on, item, facts, party }: Question): GateFinding[] {
  if (item !== 'penalty' || facts.procedure !== 'simple') return [];
  const refused = refusalsOf(maySpot(penaltyFacts(facts, party), law, on));
  if (refused.length === 0) return [];
  const articles = [...new Set(refused.flatMap((step) => step.articles))];
  return [{ code: 'gate.not_simple', place: 'procedure', facts: { article: cited(law, articles, on) } }];
}

const refusalsOf = ({ derivation }: Answer): Step[] => derivation.steps.filter(({ effect }) => effect === 'refuses');

function cited(law: Law, articles: Step['articles'], on: PlainDate): string {
  return citeTogether(articles.flatMap((ref) => citeInDocument(law, ref, on) ?? []));
}

/** One fact in both languages: `levels` and `levelsEn`. */
function inWords(name: string, ...codes: readonly string[]): Record<string, string> {
  const told = codes.map((code) => GATE_MESSAGES[code] ?? { zh: code, en: code });
  return { [name]: told.map(({ zh }) => zh).join('、'), [`${name}En`]: told.map(({ en }) => en).join(', ') };
}

const BY_CERTAINTY = ['memory', 'reading', 'secondary'] as const;

/** The mark of the article that is known least: what the finding can be relied on. */
function leastCertain(law: Law, articles: Step['articles'], on: PlainDate): string {
  const marks = articles.map((ref) => law.article(ref, on)?.article.mark);
  return BY_CERTAINTY.find((mark) => marks.includes(mark)) ?? 'verified';
}
