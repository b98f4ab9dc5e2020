import type { OrganKind } from '../../ground/kernel/actor.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import {
  type ActingOrgan,
  type ArticleRef,
  addSpan,
  type Consequence,
  type DeterminationUse,
  type Kinds,
  type Law,
  mayDecideAsNoticed,
} from '../../rules/law/index.ts';

/** What key supervision (重点监管) changes, and when the organ looks at it anew (R25). Of that use only. */
export type Supervision = {
  /** Inspections a year, before it and while it stands. */
  readonly inspectionsBefore: number;
  readonly inspectionsDuring: number;
  /** The review falls due so many months after the service. */
  readonly reviewMonths: number;
};

/** What is to be determined, in one version. After the notice a version may only be lighter than the one before it. */
export type Contents = {
  /** Code of the list domain of the packs; of a serious list only. */
  readonly domain: string | null;
  readonly termMonths: number;
  /** Measures of the packs that the party is warned of, by code. */
  readonly measures: readonly string[];
  readonly refs: readonly ArticleRef[];
  /** The person's part in the unit, and since when until when; of a responsible person only. Never public here (R46). */
  readonly role: string | null;
  readonly roleFrom: PlainDate | null;
  readonly roleUntil: PlainDate | null;
  /** Null in cases from before it was written down, too. */
  readonly supervision: Supervision | null;
};

/** The day on which it is looked at anew, once it was served; null where its decision tells none. */
export const reviewDay = (
  { supervision }: Pick<Contents, 'supervision'>,
  { effectiveOn }: { readonly effectiveOn: PlainDate },
): PlainDate | null =>
  supervision === null ? null : addSpan(effectiveOn, { count: supervision.reviewMonths, unit: 'month' });

/** States in which what is to be determined may still change. */
export const OPEN_STATES: readonly string[] = ['proposed', 'noticed', 'defending', 'heard'];

/** An organ as the gate sees it: bureaus are justice organs of their level, all else decides nothing. */
export function actingOrgan(kind: OrganKind): ActingOrgan {
  if (kind === 'province_department') return { branch: 'justice', level: 'province' };
  if (kind === 'city_bureau' || kind === 'section') return { branch: 'justice', level: 'prefecture' };
  if (kind === 'county_bureau') return { branch: 'justice', level: 'county' };
  return { branch: kind, level: 'county' };
}

const consequenceOf = ({ termMonths, measures, supervision }: Contents): Consequence => ({
  termMonths,
  measures,
  ...(supervision === null
    ? {}
    : { inspections: supervision.inspectionsDuring, reviewMonths: supervision.reviewMonths }),
});

/**
 * Nothing becomes heavier once the party was told: not for having spoken (行政处罚法 art. 45), and on new facts only by a new notice,
 * which is a new case.
 * @throws {Refusal} rule `determination.heavier`
 */
export function refuseHeavier(noticed: Contents, decided: Contents, law: Law, today: PlainDate): readonly ArticleRef[] {
  const told = { noticed: consequenceOf(noticed), decided: consequenceOf(decided) };
  const { answer, reasons, articles } = mayDecideAsNoticed(told, law, today);
  const other = decided.domain !== noticed.domain || decided.role !== noticed.role;
  if (answer === 'allowed' && !other) return law.parameter('line.notHeavier', today).basis;
  throw new Refusal('rule', 'determination.heavier', { termMonths: noticed.termMonths, reasons, articles });
}

/**
 * A domain for a list and for nothing else, a part in the unit for a person and for nobody else, no list longer than the law's term.
 * @throws {Refusal} invalid `determination.misfit`
 */
export function refuseMisfit(use: DeterminationUse, contents: Contents, law: Law, today: PlainDate): void {
  const { domain, role, roleFrom, roleUntil, termMonths } = contents;
  const misfit = (field: string) => new Refusal('invalid', 'determination.misfit', { use, field });
  if ((domain !== null) !== (use === 'serious_list')) throw misfit('domain');
  if ((role !== null) !== (use === 'responsible_person')) throw misfit('role');
  if (role === null && (roleFrom !== null || roleUntil !== null)) throw misfit('role');
  if (roleFrom !== null && roleUntil !== null && roleUntil < roleFrom) throw misfit('roleUntil');
  refuseOddSupervision(use, contents);
  const ends = addSpan(today, { count: termMonths, unit: 'month' });
  if (use === 'serious_list' && ends > addSpan(today, law.period('list.term', today))) throw misfit('termMonths');
}

/** More inspections than before, and a review within the term; of key supervision only. */
function refuseOddSupervision(use: DeterminationUse, { supervision, termMonths }: Contents): void {
  const misfit = (field: string) => new Refusal('invalid', 'determination.misfit', { use, field });
  if (supervision === null) return;
  if (use !== 'key_supervision') throw misfit('supervision');
  if (supervision.inspectionsDuring <= supervision.inspectionsBefore) throw misfit('inspectionsDuring');
  if (supervision.reviewMonths > termMonths) throw misfit('reviewMonths');
}

/**
 * Key supervision says how often is inspected and when it is reviewed; a case from before that was asked goes on without.
 * @throws {Refusal} invalid `determination.misfit`
 */
export function refuseUnsaid(use: DeterminationUse, contents: Contents, before?: Contents): void {
  if (use !== 'key_supervision' || contents.supervision !== null || before?.supervision === null) return;
  throw new Refusal('invalid', 'determination.misfit', { use, field: 'supervision' });
}

/** A measure that the packs list and an article carries: rows of the index (`info`) carry nothing, but for key supervision. */
export const isListed = ({ kind, force, row }: Kinds['measures']): boolean =>
  kind === 'constraint' && (force !== 'info' || row === 'M10');

/** @throws {Refusal} rule `determination.measure_not_listed` */
export function refuseUnlisted({ measures }: Contents, law: Law, today: PlainDate): void {
  const unlisted = measures.filter((code) => {
    const found = law.find('measures', code, today);
    return found === undefined || !isListed(found);
  });
  if (unlisted.length > 0) throw new Refusal('rule', 'determination.measure_not_listed', { measures: unlisted });
}
