import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Derivation } from './derivation.ts';
import type { Law } from './law.ts';
import { provisionalDeadline } from './periods.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/**
 * Whether a violation is punished at all, and what becomes of a penalty that was made (行政处罚法 arts. 33, 36, 72, 73; before
 * 2021-07-15 the law of 1996).
 */

export type LeniencyFacts = {
  readonly firstViolation?: boolean;
  readonly slight?: boolean;
  readonly correctedInTime?: boolean;
  readonly harmed?: boolean;
};
export type Leniency = {
  /** `must`: no penalty is given; `may`: the organ may give none; `no`: this article spares nobody here. */
  readonly answer: 'must' | 'may' | 'no' | 'unknown';
  readonly derivation: Derivation;
};

/**
 * Whether the party goes unpunished (art. 33): slight, corrected in time and harmless, never a penalty; a first violation of slight
 * harm, corrected in time, perhaps none. A fact that is not known and could spare the party leaves it open.
 */
export function leniency(facts: LeniencyFacts, law: Law, on: PlainDate): Leniency {
  const { firstViolation, slight, correctedInTime, harmed } = facts;
  const reasoning = new Reasoning('question.penalty_leniency', facts, law, on);
  const rules = [
    { answer: 'must', line: 'line.noHarm', needs: [slight, correctedInTime, negated(harmed)] },
    { answer: 'may', line: 'line.firstViolation', needs: [slight, correctedInTime, firstViolation] },
  ] as const;
  const standing = rules.filter(({ line }) => law.find('parameters', line, on) !== undefined);
  for (const { answer, line, needs } of standing) {
    if (needs.includes(false)) continue;
    const open = needs.includes(undefined);
    const articles = reasoning.articlesOf(line);
    reasoning.say(open ? 'penalty.leniency_unknown' : `penalty.leniency_${answer}`, {}, articles);
    return { answer: open ? 'unknown' : answer, derivation: reasoning.derivation() };
  }
  const articles = standing.flatMap(({ line }) => reasoning.articlesOf(line));
  return { answer: 'no', derivation: reasoning.say('penalty.leniency_no', {}, articles).derivation() };
}

const negated = (fact: boolean | undefined) => (fact === undefined ? undefined : !fact);

export type LimitationFacts = {
  /** The violation, or its last act where it went on (art. 36(2)). */
  readonly endedOn?: PlainDate;
  readonly foundOn?: PlainDate;
  /** Life, health or finance was endangered, and harm done. */
  readonly safetyHarmed?: boolean;
};

/** Whether the violation was found in time to be punished at all (art. 36). The law of the day on which it ended counts. */
export function mayStillPunish(facts: LimitationFacts, law: Law, on: PlainDate): Answer {
  const { endedOn, foundOn = on, safetyHarmed } = facts;
  const reasoning = new Reasoning('question.penalty_limitation', facts, law, on);
  if (endedOn === undefined) return reasoning.doubt('penalty.violation_day_unknown').answer();
  const [short, long] = ['penalty.limitation', 'penalty.limitation.grave'].map((code) =>
    law.find('periods', code, endedOn) === undefined ? undefined : provisionalDeadline(law, code, endedOn),
  );
  const longer = safetyHarmed === true ? (long ?? short) : short;
  if (longer === undefined) return reasoning.doubt('penalty.limitation_no_rule', { endedOn }).answer();
  const { due, period } = longer;
  if (foundOn <= due) return reasoning.say('penalty.limitation_open', { due }, period.basis).answer(due);
  if (safetyHarmed === undefined && long !== undefined && foundOn <= long.due)
    return reasoning.doubt('penalty.safety_unknown', { due: long.due }, long.period.basis).answer();
  return reasoning.refuse('penalty.limitation_over', { due, foundOn }, period.basis).answer();
}

export type SurchargeFacts = {
  /** In units of 10,000 yuan (万元). */
  readonly fine: number;
  /** Last day on which the fine could be paid in time. */
  readonly dueOn: PlainDate;
  readonly paidOn?: PlainDate;
  /** Days, both included, on which a review or a suit was open. */
  readonly contested?: readonly { readonly from: PlainDate; readonly to: PlainDate }[];
};
export type Surcharge = {
  readonly days: number;
  /** In units of 10,000 yuan; whole cents, the rest in the party's favour. */
  readonly surcharge: number;
  readonly capped: boolean;
  readonly derivation: Derivation;
};

const CENTS = 1_000_000;

/**
 * What a fine that was not paid in time has grown by (art. 72): so much a day, never more than the fine. Days of an open review or suit
 * are not counted where the law of the day says so (art. 73(3)).
 */
export function surchargeOn(facts: SurchargeFacts, law: Law, on: PlainDate): Surcharge {
  const { fine, dueOn, paidOn = on, contested = [] } = facts;
  const reasoning = new Reasoning('question.penalty_surcharge', facts, law, on);
  const rate = law.parameter('fine.surcharge.percentADay', on);
  const cap = law.find('parameters', 'fine.surcharge.capPercent', on);
  const rests = law.find('parameters', 'line.contestedDaysRest', on);
  const resting = rests === undefined ? [] : contested;
  const last = paidOn < on ? paidOn : on;
  let days = 0;
  for (let day = addDays(dueOn, 1); day <= last; day = addDays(day, 1)) {
    if (!resting.some(({ from, to }) => from <= day && day <= to)) days += 1;
  }
  const cents = Math.round(fine * CENTS);
  const grown = Math.floor((cents * Number(rate.value) * days) / 100);
  const most = cap === undefined ? grown : Math.floor((cents * Number(cap.value)) / 100);
  const surcharge = Math.min(grown, most) / CENTS;
  reasoning.say('penalty.surcharge_days', { days, percent: Number(rate.value) }, rate.basis);
  if (rests !== undefined && contested.length > 0) reasoning.say('penalty.surcharge_rests', {}, rests.basis);
  if (grown > most) reasoning.say('penalty.surcharge_capped', { surcharge }, cap?.basis ?? []);
  return { days, surcharge, capped: grown > most, derivation: reasoning.derivation() };
}

export type EnforcementFacts = {
  /** A review was asked for, or a suit brought. */
  readonly contested?: boolean;
  /** Whoever may stay it has stayed it: the organ, the review body, the court, or a law. */
  readonly stayed?: boolean;
};

/** Whether the penalty may be enforced: review and suit stay nothing by themselves, a stay that was ordered does (art. 73). */
export function mayEnforce(facts: EnforcementFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.penalty_enforcement', facts, law, on);
  const articles = reasoning.articlesOf('line.noStay');
  if (facts.stayed === true) return reasoning.refuse('penalty.stayed', {}, articles).answer();
  if (facts.contested === false) return reasoning.say('penalty.not_contested', {}, articles).answer();
  if (facts.stayed === undefined) return reasoning.doubt('penalty.stay_unknown', {}, articles).answer();
  return reasoning.say('penalty.not_stayed', {}, articles).answer();
}
