import { withdrawByCase } from '../../facts/publication/index.ts';
import { finalityFacts } from '../../facts/records/index.ts';
import type { Acted, Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import {
  allTold,
  type Channel,
  type DocumentRef,
  type GuardAsk,
  openCase,
  type ProcedureDeps,
  type Runnable,
  type StepSaved,
} from '../procedures/index.ts';
import { groundOf, refuseUnless, refuseWhileRemediesRun } from './annulment.ts';
import { ANNULMENT } from './annulment-procedure.ts';
import { factsWithRemedies, hasAnotherCase } from './annulment-queries.ts';

async function refuseUntilClosed({ tx, law, today, inHand }: GuardAsk) {
  const facts = finalityFacts(await factsWithRemedies(tx, inHand));
  return refuseWhileRemediesRun(facts, law, today);
}

/** The table with what its guards ask, and the withdrawal that it writes. */
export const ANNULMENT_PROCEDURE: Runnable = {
  table: ANNULMENT,
  guards: {
    async one_case({ tx, inHand }) {
      const { record } = inHand;
      if (record.item !== 'penalty' || record.action === 'withdraw') {
        throw new Refusal('rule', 'annulment.not_a_penalty', { item: record.item });
      }
      if (await hasAnotherCase(tx, inHand)) throw new Refusal('conflict', 'annulment.case_exists');
      return [];
    },
    review_absent: ({ inHand }) => refuseUnless(inHand.taken, 'review', 'absent'),
    suit_absent: ({ inHand }) => refuseUnless(inHand.taken, 'suit', 'absent'),
    review_open: ({ inHand }) => refuseUnless(inHand.taken, 'review', 'open'),
    suit_open: ({ inHand }) => refuseUnless(inHand.taken, 'suit', 'open'),
    suit_over: refuseUntilClosed,
    remedies_over: refuseUntilClosed,
    all_told: allTold,
  },
  saves: {
    async withdraw({ tx, ctx, inHand, reason, basis }) {
      const ground = groundOf(inHand.taken);
      return withdrawByCase(tx, ctx, { recordId: inHand.record.id, ground, publicReason: reason!, basis });
    },
  },
};

/** Steps by which a case of this procedure begins. */
export const OPENINGS = [
  'file_review',
  'file_suit',
  'receive_setting_aside',
  'receive_alteration',
  'receive_unlawful',
  'receive_void',
  'enquire',
] as const satisfies readonly (keyof typeof ANNULMENT.steps)[];

export type AnnulmentGiven = {
  readonly recordId: string;
  readonly step: (typeof OPENINGS)[number];
  /** The day on which it was filed, or on which the ruling was received; clocks count from it. */
  readonly on: PlainDate;
  readonly channel: Channel;
  readonly ground: keyof typeof ANNULMENT.grounds;
  readonly documents: readonly DocumentRef[];
  readonly reason?: string | undefined;
};

/**
 * Begins the one case about what becomes of a decision. From its commit on the record rests, where a ruling was received; what
 * follows are steps of the case.
 * @throws {Refusal} absent `procedure.record_absent`; conflict `annulment.case_exists`; rule `annulment.not_a_penalty`,
 *   `annulment.remedies_run`, `procedure.document_missing`; forbidden `access.denied`
 */
export function openAnnulment(ctx: Context, deps: ProcedureDeps, given: AnnulmentGiven): Promise<Acted<StepSaved>> {
  return openCase(ctx, deps, ANNULMENT_PROCEDURE, { ...given, points: [] });
}
