import { addDays, earlier, later, type PlainDate } from '../../ground/kernel/plain-date.ts';
import {
  type Answer,
  type Classification,
  changesOfTerms,
  type Law,
  mayPublish,
  mayRepair,
  type PublicationFacts,
} from '../../rules/law/index.ts';
import { type HeldRuling, type Material, materialsFor, type RepairGround } from './materials.ts';

/** Facts of one decision, as far as they are known; without a day of decision, as if it were made today. */
export type RepairAsked = PublicationFacts & {
  readonly ground?: RepairGround;
  readonly ruling?: HeldRuling | undefined;
};

export type Eligibility = {
  /** Whether repair could be approved today. `unknown`: a fact is missing that a person must establish. */
  readonly answer: Answer['answer'];
  readonly reasons: readonly string[];
  /** First day on which approval is lawful, under all law that is already made; performance may put it off. */
  readonly earliestOn?: PlainDate;
  /** Last public day without repair, performance as the facts have it. */
  readonly endsOn?: PlainDate;
  /** The decision is not there yet: it was taken as made today. */
  readonly assumesToday: boolean;
  /** Whether decisions of this class are shown to the public at all. */
  readonly shown: boolean;
  /** A court's plan shields the record meanwhile, whatever the term. */
  readonly shield: boolean;
  readonly classification: Classification;
  readonly materials: readonly Material[];
  /** The derivation of the day that gave `earliestOn`, or of today. */
  readonly derivation: Answer['derivation'];
  /** The day whose law gave it: today, or one on which law that is already made begins. */
  readonly byLawOf: PlainDate;
};

/**
 * From when, with what and to what effect a record can be repaired (信用修复): the shortest term of its class under each regime that
 * may apply, the better one counting (law file 2.4; 信用修复管理办法 arts. 5, 8; 58号令 art. 5), and the duties performed. Law that is
 * already made and begins later is reckoned with where it opens repair sooner.
 */
export function repairEligibility(asked: RepairAsked, law: Law, today: PlainDate): Eligibility {
  const { ground = 'term', ruling, ...known } = asked;
  const facts: PublicationFacts = known.decidedOn === undefined ? { ...known, decidedOn: today } : known;
  const now = mayRepair(facts, law, today);
  const { earliestOn, byLawOf, derivation } = earliestUnderKnownLaw(facts, law, today);
  const publication = mayPublish(facts, law, today);
  const endsOn = endUnderKnownLaw(facts, law, today);
  return {
    answer: now.answer,
    reasons: now.reasons,
    ...(earliestOn === undefined ? {} : { earliestOn }),
    ...(endsOn === undefined ? {} : { endsOn }),
    assumesToday: known.decidedOn === undefined,
    shown: !publication.reasons.includes('publication.class_not_published'),
    shield: ground !== 'term',
    classification: now.classification,
    materials: materialsFor(facts, ground, law, today, ruling),
    derivation,
    byLawOf,
  };
}

/** The first day that any day's law gives, not before that law holds. */
function earliestUnderKnownLaw(
  facts: PublicationFacts,
  law: Law,
  today: PlainDate,
): { earliestOn?: PlainDate; byLawOf: PlainDate; derivation: Answer['derivation'] } {
  const { earliestOn, derivation } = mayRepair(facts, law, today);
  let best = { byLawOf: today, derivation, ...(earliestOn === undefined ? {} : { earliestOn }) };
  for (const day of changesOfTerms(law, today)) {
    if (best.earliestOn !== undefined && day > best.earliestOn) break;
    const then = mayRepair(facts, law, day);
    if (then.earliestOn === undefined) continue;
    const first = later(then.earliestOn, day);
    if (best.earliestOn !== undefined && first >= best.earliestOn) continue;
    best = { earliestOn: first, byLawOf: day, derivation: then.derivation };
  }
  return best;
}

function endUnderKnownLaw(facts: PublicationFacts, law: Law, today: PlainDate): PlainDate | undefined {
  let end = mayPublish(facts, law, today).until;
  for (const day of changesOfTerms(law, today)) {
    if (end === undefined || day > end) break;
    const then = mayPublish(facts, law, day).until;
    if (then !== undefined) end = earlier(end, later(then, addDays(day, -1)));
  }
  return end;
}
