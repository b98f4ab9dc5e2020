import type { ActorKind } from '../../ground/kernel/actor.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type DocumentRef, isDeciding, NONE, type Procedure, type StepRule } from './procedure.ts';

/** One step as it was taken. `on` is the day in the world from which clocks count. */
export type Taken = {
  readonly step: string;
  readonly on: PlainDate;
  readonly by: string;
  readonly kind: ActorKind;
  readonly cause?: string | undefined;
  readonly documents: readonly DocumentRef[];
  readonly saysWhy: boolean;
};

/** What a step is judged by, besides the steps before it. */
export type Circumstances = {
  readonly today: PlainDate;
  /** How many steps the taker had seen: one that came in between makes this one another matter. */
  readonly after: number;
  /** Points, exhibits and materials without a disposition. */
  readonly undisposed: number;
  readonly recused: readonly string[];
};

/** The state after these steps. @throws {Error} a history that the table does not know: a bug, or another edition of the table */
export function stateAfter(procedure: Procedure, taken: readonly Taken[]): string {
  return taken.reduce((state, { step }) => {
    const rule = procedure.steps[step];
    const next = rule?.ways[state] ?? rule?.formerWays?.[state];
    if (next === undefined) throw new Error(`${procedure.code} has no step ${step} from ${state}`);
    return next;
  }, NONE);
}

/** The steps that the table offers from a state, each with where it leads. Who may take them the policies say. */
export function waysFrom(procedure: Procedure, state: string): { readonly step: string; readonly to: string }[] {
  return Object.entries(procedure.steps).flatMap(([step, { ways }]) => {
    const to = ways[state];
    return to === undefined ? [] : [{ step, to }];
  });
}

/**
 * Whether points may still be disposed of. Once a reply is drafted, what it answers stands: it goes back before an answer changes,
 * so that nothing is signed that was not reviewed.
 */
export function isAnswering(procedure: Procedure, state: string): boolean {
  return waysFrom(procedure, state).every(({ step }) => procedure.steps[step]!.sameDocument === undefined);
}

/**
 * Whether a decision rests on what was found about a point: that stands from then on, and what has no answer yet may still get one.
 * `foundAt` null: nothing was found so far.
 */
export const isSettled = (
  { steps }: Procedure,
  taken: readonly { readonly step: string; readonly at: Date }[],
  foundAt: Date | null,
): boolean =>
  foundAt !== null &&
  taken.some(({ step, at }) => isDeciding(steps[step]!) && steps[step]!.answersAll === true && at >= foundAt);

/** Whether what the party says now has its answer in this case: it is neither over nor decided, and its procedure answers points. */
export const isHearing = ({ states, steps }: Procedure, state: string): boolean =>
  states[state]!.final !== true &&
  states[state]!.decided !== true &&
  Object.values(steps).some(({ answersAll }) => answersAll);

/** Who last drafted and who last reviewed, for the policies. */
export function handsOf(
  procedure: Procedure,
  taken: readonly Taken[],
): { readonly draftedBy?: string; readonly reviewedBy?: string } {
  const last = (hand: StepRule['hand']) => taken.findLast(({ step }) => procedure.steps[step]!.hand === hand)?.by;
  const draftedBy = last('drafts');
  const reviewedBy = last('reviews');
  return { ...(draftedBy === undefined ? {} : { draftedBy }), ...(reviewedBy === undefined ? {} : { reviewedBy }) };
}

/**
 * The state after one more step, or why there is none. Reads no clock and no table but the procedure's own.
 * @throws {Refusal} conflict `procedure.moved_on`, `procedure.no_such_step`, `procedure.taken_once`; forbidden
 *   `procedure.same_person`, `procedure.recused`, `procedure.program_decides`; rule `procedure.undisposed`,
 *   `procedure.document_missing`, `procedure.another_document`; invalid `procedure.no_reason`, `procedure.no_cause`,
 *   `procedure.day_out_of_order`
 */
export function advance(procedure: Procedure, taken: readonly Taken[], next: Taken, about: Circumstances): string {
  const state = stateAfter(procedure, taken);
  if (about.after !== taken.length) {
    throw new Refusal('conflict', 'procedure.moved_on', { seen: about.after, now: taken.length });
  }
  const rule = procedure.steps[next.step];
  const to = rule?.ways[state];
  if (rule === undefined || to === undefined) {
    const open = waysFrom(procedure, state).map(({ step }) => step);
    throw new Refusal('conflict', 'procedure.no_such_step', {
      step: next.step,
      state,
      open,
      procedure: procedure.code,
    });
  }
  if (rule.once && taken.some(({ step }) => step === next.step)) {
    throw new Refusal('conflict', 'procedure.taken_once', { step: next.step });
  }
  refuseWrongHand(procedure, rule, taken, next, about);
  refuseDay(taken, next, about.today);
  refuseWithoutWhy(rule, next);
  if (rule.answersAll && about.undisposed > 0) {
    throw new Refusal('rule', 'procedure.undisposed', { open: about.undisposed });
  }
  refuseWithoutDocuments(procedure, rule, taken, next);
  return to;
}

function refuseWrongHand(
  { code: procedure }: Procedure,
  rule: StepRule,
  taken: readonly Taken[],
  next: Taken,
  about: Circumstances,
): void {
  if (about.recused.includes(next.by)) throw new Refusal('forbidden', 'procedure.recused', { step: next.step });
  if (isDeciding(rule) && next.kind !== 'person') {
    throw new Refusal('forbidden', 'procedure.program_decides', { step: next.step });
  }
  const own = taken.find(({ step, by }) => by === next.by && rule.notBy.includes(step));
  if (own) throw new Refusal('forbidden', 'procedure.same_person', { step: next.step, took: own.step, procedure });
}

/** What happened later is not written down as having come before, and nothing has happened tomorrow. */
function refuseDay(taken: readonly Taken[], next: Taken, today: PlainDate): void {
  const earliest = taken.at(-1)?.on;
  if (next.on > today || (earliest !== undefined && next.on < earliest)) {
    throw new Refusal('invalid', 'procedure.day_out_of_order', { on: next.on, earliest: earliest ?? null, today });
  }
}

function refuseWithoutWhy(rule: StepRule, next: Taken): void {
  if ((isDeciding(rule) || rule.saysWhy) && !next.saysWhy) {
    throw new Refusal('invalid', 'procedure.no_reason', { step: next.step });
  }
  if ((rule.stopsClock === true) !== (next.cause !== undefined)) {
    throw new Refusal('invalid', 'procedure.no_cause', { step: next.step });
  }
}

function refuseWithoutDocuments(
  { code: procedure }: Procedure,
  rule: StepRule,
  taken: readonly Taken[],
  next: Taken,
): void {
  const missing = rule.documents.filter((kind) => !next.documents.some((one) => one.kind === kind));
  if (missing.length > 0) throw new Refusal('rule', 'procedure.document_missing', { missing, procedure });
  const { sameDocument } = rule;
  if (sameDocument === undefined) return;
  const of = ({ documents }: Pick<Taken, 'documents'>) => documents.find(({ kind }) => kind === sameDocument);
  const before = taken.findLast((one) => of(one) !== undefined);
  if (before === undefined || of(before)!.sha256 !== of(next)?.sha256) {
    throw new Refusal('rule', 'procedure.another_document', { kind: sameDocument });
  }
}
