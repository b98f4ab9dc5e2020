import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import {
  type Answer,
  explain,
  heardWhereOwed,
  kindsNamed,
  type Law,
  lateness,
  mayEnforce,
  maySpot,
  surchargeOn,
} from '../../rules/law/index.ts';
import { finalityFacts, penaltyFacts, type StoredFacts, type SubjectKind } from './decision-facts.ts';

/** What the Penalty Law was asked about a decision as it was received. */
export type PenaltyQuestion = 'kinds' | 'spot' | 'hearing' | 'service' | 'payment' | 'surcharge' | 'enforcement';
export type PenaltyLine = {
  readonly question: PenaltyQuestion;
  /** `in_accord` as far as the facts go; `look`: they speak against it; `unknown`: a fact is missing. `told`: a day or a sum. */
  readonly answer: 'in_accord' | 'look' | 'unknown' | 'told';
  readonly due: PlainDate | null;
  readonly articles: readonly string[];
  readonly why: { readonly zh: readonly string[]; readonly en: readonly string[] };
};

/** The law of 1996 is the first that the packs have. */
const FIRST_LAW = '1996-10-01';
const FINE = '罚款';
/** Kinds that the forms of 2015 joined; each of the two is a kind of its own (行政处罚法 art. 9). */
const JOINED: Readonly<Record<string, readonly string[]>> = {
  暂扣或者吊销许可证件: ['暂扣许可证件', '吊销许可证件'],
  '没收违法所得、没收非法财物': ['没收违法所得', '没收非法财物'],
};
const WORD = { allowed: 'in_accord', refused: 'look', unknown: 'unknown' } as const;

/**
 * Asks the Penalty Law about a decision that somebody else made: its kinds (art. 9), the simple procedure (51), service (61), the hearing
 * (63), the day and the growth of a fine (67, 72), enforcement (73). The law of the day of the decision answers what was to be done then.
 * An answer changes nothing: an officer who reviews, hears an objection or a repair reads it.
 */
export function penaltyLaw(stored: StoredFacts, party: SubjectKind, law: Law, today: PlainDate): PenaltyLine[] {
  const facts = penaltyFacts(stored, party);
  const { decidedOn, servedOn, dutyPerformedOn, fine, procedure } = facts;
  if (decidedOn === undefined || decidedOn < FIRST_LAW) return [];
  const kinds = facts.kinds?.flatMap((kind) => JOINED[kind] ?? kind);
  const asked = { ...facts, ...(kinds && { kinds }) };
  const lines = [gate('kinds', kindsNamed({ ...asked, refs: statutesOf(asked, law, decidedOn) }, law, decidedOn))];
  if (procedure === 'simple') lines.push(gate('spot', maySpot(asked, law, decidedOn)));
  else lines.push(gate('hearing', heardWhereOwed({ ...asked, ...heard(stored) }, law, decidedOn)));
  if (servedOn !== undefined) lines.push(served(decidedOn, servedOn, law, today));
  const isFined = kinds?.includes(FINE) === true && servedOn !== undefined;
  const payment = isFined ? lateness({ period: 'fine.payment', from: servedOn }, law, today) : undefined;
  if (payment !== undefined) lines.push(line('payment', 'told', payment, payment.due));
  const contest = contested(stored, today);
  if (payment !== undefined && fine !== undefined && dutyPerformedOn !== undefined && dutyPerformedOn > payment.due) {
    const grown = surchargeOn({ fine, dueOn: payment.due, paidOn: dutyPerformedOn, ...contest.days }, law, today);
    lines.push(line('surcharge', 'told', grown, null));
  }
  if (contest.isOpen) lines.push(gate('enforcement', mayEnforce({ contested: true }, law, today)));
  return lines;
}

const line = (
  question: PenaltyQuestion,
  answer: PenaltyLine['answer'],
  { derivation }: Pick<Answer, 'derivation'>,
  due: PlainDate | null,
): PenaltyLine => ({
  question,
  answer,
  due,
  articles: derivation.cited.map(({ ref }) => ref),
  why: { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') },
});
const gate = (question: PenaltyQuestion, answer: Answer) => line(question, WORD[answer.answer], answer, null);

function served(decidedOn: PlainDate, servedOn: PlainDate, law: Law, today: PlainDate): PenaltyLine {
  const found = lateness({ period: 'penalty.service', from: decidedOn, doneOn: servedOn }, law, today);
  const answer = { in_time: 'in_accord', late: 'look', unknown: 'unknown' } as const;
  return line('service', answer[found.answer], found, found.due);
}

/** Statutes by which the organ may decide such kinds about such a party: what the law itself does not name, they may set (art. 9(6)). */
function statutesOf({ subject = '', kinds = [] }: ReturnType<typeof penaltyFacts>, law: Law, on: PlainDate): string[] {
  const { entries } = law.get('closedLists', 'penalty.kinds', on);
  const others = kinds.filter((kind) => !entries.includes(kind));
  const rules = law.all('competences', on).filter(({ matter, subjects }) => {
    return matter === 'penalty' && subjects.includes(subject);
  });
  const setting = others.map((other) => rules.filter(({ kinds: covered = [] }) => covered.includes(other)));
  return setting.some((found) => found.length === 0) ? [] : setting.flat().flatMap(({ basis }) => basis);
}

/** The sheet says of a hearing only that the decision was made after one. */
const heard = ({ procedure }: StoredFacts) => (procedure === 'hearing' ? { told: true, held: true } : {});

/** Review and suit as far as they are known: whether one is open, and its days. */
function contested(stored: StoredFacts, today: PlainDate) {
  const { review, suit } = finalityFacts(stored);
  const filed = [review, suit].flatMap((one) => (one === undefined || one === 'none' ? [] : one));
  const isOpen = filed.some(({ outcome, outcomeServedOn }) => outcome === undefined && outcomeServedOn === undefined);
  const days = filed.map(({ filedOn, outcomeServedOn }) => ({ from: filedOn, to: outcomeServedOn ?? today }));
  return { isOpen, days: days.length === 0 ? {} : { contested: days } };
}
