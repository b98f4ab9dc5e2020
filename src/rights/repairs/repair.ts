import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type ArticleRef, explain, type Law, type PublicationFacts } from '../../rules/law/index.ts';
import type { Outcome, PointKind, Taken } from '../procedures/index.ts';
import { repairEligibility } from './eligibility.ts';
import { type HeldRuling, materialsFor, type RepairGround } from './materials.ts';

type Found = { readonly kind: PointKind; readonly outcome: Outcome | null };

/**
 * The facts of the record and what the case has established: where the record itself knows no performance, a proof that came with
 * the application and that a person found sufficient shows it performed when the proof came in, at the latest.
 */
export function factsOfCase(
  facts: PublicationFacts,
  taken: readonly Taken[],
  points: readonly Found[],
): PublicationFacts {
  if (facts.dutyPerformedOn !== undefined) return facts;
  const brought = taken.find(({ documents }) => documents.some(({ kind }) => kind === 'performance_proof'));
  const materials = points.filter(({ kind }) => kind === 'material');
  const sufficient = materials.length > 0 && materials.every(({ outcome }) => outcome === 'sufficient');
  return brought !== undefined && sufficient ? { ...facts, dutyPerformedOn: brought.on } : facts;
}

/**
 * What a person found lacking opens nothing: neither a repair nor a shield is granted on it (信用修复管理办法 art. 8; 国办发〔2025〕22号).
 * @throws {Refusal} rule `repair.material_lacking`
 */
export function refuseWhileLacking(points: readonly Found[]): readonly ArticleRef[] {
  const lacking = points.filter(({ outcome }) => outcome === 'lacking').length;
  if (lacking > 0) throw new Refusal('rule', 'repair.material_lacking', { lacking });
  return [];
}

/**
 * A shield rests on the court's ruling (国办发〔2025〕22号 item 7): a person found each of its materials sufficient, and there is one.
 * @throws {Refusal} rule `repair.material_lacking`, `repair.plan_not_shown`
 */
export function refuseUnlessPlanShown(points: readonly Found[]): readonly ArticleRef[] {
  const refs = refuseWhileLacking(points);
  const materials = points.filter(({ kind }) => kind === 'material');
  if (materials.length > 0 && materials.every(({ outcome }) => outcome === 'sufficient')) return [...refs, 'gbf22:7'];
  throw new Refusal('rule', 'repair.plan_not_shown', { materials: materials.length });
}

/** @throws {Refusal} rule `repair.material_missing`: what the party must bring is not there */
export function refuseWithoutMaterials(
  facts: PublicationFacts,
  ground: RepairGround,
  brought: readonly string[],
  law: Law,
  today: PlainDate,
  ruling?: HeldRuling,
): readonly ArticleRef[] {
  const needed = materialsFor(facts, ground, law, today, ruling).filter(({ held }) => !held);
  const missing = needed.filter(({ code }) => !brought.includes(code)).map(({ code }) => code);
  if (missing.length > 0) throw new Refusal('rule', 'repair.material_missing', { missing });
  return needed.flatMap(({ basis }) => basis);
}

/** @throws {Refusal} rule `repair.not_open`, with reasons, earliest day and derivation in both languages */
export function refuseUnlessOpen(facts: PublicationFacts, law: Law, today: PlainDate): readonly ArticleRef[] {
  const { answer, reasons, earliestOn, derivation } = repairEligibility(facts, law, today);
  if (answer === 'allowed') return derivation.cited.map(({ ref }) => ref);
  const why = { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
  throw new Refusal('rule', 'repair.not_open', { reasons, earliestOn: earliestOn ?? null, why });
}
