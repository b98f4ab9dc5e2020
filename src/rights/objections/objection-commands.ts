import type { Acted, Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Law } from '../../rules/law/index.ts';
import {
  type Alongside,
  type Channel,
  type GuardAsk,
  openCase,
  type ProcedureDeps,
  type Runnable,
  type StepSaved,
} from '../procedures/index.ts';
import { REMEDIES } from '../procedures/step-shapes.ts';
import { refuseDayOfReceipt, refuseOutcome } from './objection.ts';
import { OBJECTION } from './objection-procedure.ts';
import { findUndecidedObjection, isShownAsItWas } from './objection-queries.ts';

/** The newest version of the record came in after the case began, and is of this kind. */
function changedSince({ inHand: { record, recordVersion } }: GuardAsk, action: 'correct' | 'withdraw'): boolean {
  return record.action === action && record.version > recordVersion;
}

/** The articles of the remedies that every result tells. */
const remediesOf = (law: Law, today: PlainDate) => REMEDIES.flatMap((code) => law.period(code, today).basis);

/** The table of the objection with what its guards ask. */
export const OBJECTION_PROCEDURE: Runnable = {
  table: OBJECTION,
  guards: {
    async receipt({ tx, inHand, next }) {
      refuseDayOfReceipt(next.on, inHand.record.decidedOn);
      if (!inHand.points.some(({ kind }) => kind === 'point')) throw new Refusal('invalid', 'objection.no_point');
      const undecided = await findUndecidedObjection(tx, inHand.record);
      if (undecided !== undefined) throw new Refusal('conflict', 'objection.open_already', { caseId: undecided });
      return [];
    },
    some_upheld({ inHand, law, today }) {
      refuseOutcome(inHand.points, 'some_upheld');
      // Of several points some may fail, and a party may think the correction too little: it has the same ways to go on.
      return remediesOf(law, today);
    },
    none_upheld({ inHand, law, today }) {
      refuseOutcome(inHand.points, 'none_upheld');
      return remediesOf(law, today);
    },
    async record_corrected(ask) {
      if (!changedSince(ask, 'correct')) throw new Refusal('rule', 'objection.not_corrected_yet');
      // As long as the public reads what was found wrong, the marker stands beside it.
      if (await isShownAsItWas(ask.tx, ask.inHand.record, ask.today)) {
        throw new Refusal('rule', 'objection.not_released_yet');
      }
      return [];
    },
    record_withdrawn(ask) {
      if (!changedSince(ask, 'withdraw')) throw new Refusal('rule', 'objection.not_withdrawn_yet');
      return [];
    },
  },
};

export type ObjectionGiven = {
  readonly recordId: string;
  /** The day on which the party's word came in. */
  readonly receivedOn: PlainDate;
  readonly ground?: keyof typeof OBJECTION.grounds | undefined;
  readonly channel: Extract<Channel, 'paper' | 'api' | 'portal'>;
  /** What the party says is wrong, point by point; sealed under the party's scope. */
  readonly points: readonly string[];
  /** What the party brought, each with the digest of the paper or file where there is one. */
  readonly exhibits: readonly { readonly text: string; readonly sha256?: string | undefined }[];
  readonly alongside?: Alongside | undefined;
};

/**
 * Enters an objection: from this instant the marker stands in every answer and the record is not used as untrustworthy
 * information; every organ that got it is told.
 * @throws {Refusal} absent `procedure.record_absent`; forbidden `access.denied`; invalid `objection.before_decision`,
 *   `objection.no_point`, `procedure.day_out_of_order`; conflict `objection.open_already`: another is not decided,
 *   and what is new belongs into it
 */
export function enterObjection(ctx: Context, deps: ProcedureDeps, given: ObjectionGiven): Promise<Acted<StepSaved>> {
  const { recordId, receivedOn: on, channel, ground = 'incorrect', points, exhibits, alongside } = given;
  const said = points.map((text) => ({ kind: 'point' as const, text }));
  const brought = exhibits.map((exhibit) => ({ kind: 'exhibit' as const, ...exhibit }));
  return openCase(ctx, deps, OBJECTION_PROCEDURE, {
    recordId,
    on,
    channel,
    ground,
    points: [...said, ...brought],
    alongside,
  });
}
