import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { type ArticleRef, explain, type Law, type Mark, type SeverityClass } from '../../rules/law/index.ts';
import { type Eligibility, type RepairAsked, repairEligibility } from './eligibility.ts';
import type { Material } from './materials.ts';

type Lines = { readonly zh: readonly string[]; readonly en: readonly string[] };
type Sentence = { readonly zh: string; readonly en: string };

/** What somebody may expect from a repair, before applying or before there is a decision at all. Binds nobody. */
export type Simulation = {
  readonly on: PlainDate;
  readonly answer: Eligibility['answer'];
  readonly reasons: readonly string[];
  readonly class: SeverityClass | 'unknown';
  /** The class comes from our draft table, since the sector's own was not found (law file 2.4). */
  readonly classProvisional: boolean;
  readonly earliestOn: PlainDate | null;
  readonly byLawOf: PlainDate;
  readonly endsOn: PlainDate | null;
  readonly assumesToday: boolean;
  /** Whether decisions of this class are shown to the public at all. */
  readonly shown: boolean;
  readonly submit: readonly Material[];
  readonly fallsAway: readonly Sentence[];
  readonly clocks: readonly Clock[];
  readonly why: Lines;
  readonly edition: string;
};
export type Clock = {
  readonly period: string;
  readonly name: Sentence;
  readonly count: number;
  readonly unit: string;
  readonly articles: readonly ArticleRef[];
  readonly mark: Mark;
};

/** Times of the procedure that a party waits for, in the order in which they come. */
const WAITED_FOR = [
  'repair.acceptance',
  'repair.creditChina',
  'repair.decision',
  'repair.extension',
  'repair.execution',
];

const SHOWN: Sentence = { zh: '停止公示，所有公示渠道同步', en: 'publication ends, in every channel' };
const NOT_SHOWN: Sentence = {
  zh: '此类信息原则上本来不公示',
  en: 'information of this class is in principle not published anyway',
};
const USE: Sentence = {
  zh: '停止共享和使用，查询时不再答复',
  en: 'sharing and use end; checks no longer answer with it',
};
const MEASURES: Sentence = { zh: '依据此信息的措施同步解除', en: 'measures that rest on it are lifted' };
const SHIELD: Sentence = {
  zh: '计划执行期间暂时屏蔽，措施暂时解除；计划终止的，以新的决定恢复',
  en: 'while the plan runs the record is shielded and measures rest; if the plan fails, it returns by a new decision',
};
const STAYS: Sentence = {
  zh: '处罚决定本身不变；记录转为档案保存',
  en: 'the decision itself stands; the record is kept as an archive',
};

/** What would happen, by the law of this day and what is already made for later (信用修复管理办法 arts. 3, 5, 8, 9). */
export function simulateRepair(asked: RepairAsked, law: Law, today: PlainDate): Simulation {
  const found = repairEligibility(asked, law, today);
  const { answer, reasons, classification, materials, derivation, byLawOf, assumesToday } = found;
  const on = later(found.earliestOn, today);
  return {
    on: today,
    answer,
    reasons,
    class: classification.class,
    classProvisional: classification.provisional,
    earliestOn: found.earliestOn ?? null,
    byLawOf,
    endsOn: found.endsOn ?? null,
    assumesToday,
    shown: found.shown,
    // Facts typed in are nobody's: what a bureau holds about a real record is known only to its own case.
    submit: materials.map((material) => ({ ...material, held: false })),
    fallsAway: fallsAwayIn(found),
    clocks: clocksOn(law, on),
    why: { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') },
    edition: law.edition,
  };
}

/** What ends with a repair, and what stays. */
export const fallsAwayIn = ({ shown, shield }: Pick<Eligibility, 'shown' | 'shield'>): readonly Sentence[] => [
  shown ? SHOWN : NOT_SHOWN,
  USE,
  MEASURES,
  ...(shield ? [SHIELD] : []),
  STAYS,
];

/** Times as they hold on the day on which the party could apply. */
const later = (day: PlainDate | undefined, today: PlainDate) => (day !== undefined && day > today ? day : today);

function clocksOn(law: Law, on: PlainDate): Clock[] {
  return WAITED_FOR.flatMap((code) => {
    const found = law.find('periods', code, on);
    if (found === undefined) return [];
    const { name: zh, nameEn: en, count, unit, basis: articles, mark } = found;
    return { period: code, name: { zh, en }, count, unit, articles, mark };
  });
}
