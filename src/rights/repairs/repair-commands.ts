import type { Acted, Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import {
  type Alongside,
  allTold,
  type Channel,
  type GuardAsk,
  hearingOver,
  openCase,
  type ProcedureDeps,
  type RecordOfCase,
  type Runnable,
  type Said,
  type StepSaved,
} from '../procedures/index.ts';
import type { RepairGround } from './materials.ts';
import {
  factsOfCase,
  refuseUnlessOpen,
  refuseUnlessPlanShown,
  refuseWhileLacking,
  refuseWithoutMaterials,
} from './repair.ts';
import { REPAIR } from './repair-procedure.ts';
import { hasLivingRepair, repairFacts } from './repair-queries.ts';
import { findHeldRuling } from './ruling-queries.ts';

/** Steps by which the party was told beforehand that something repaired or shielded may return. */
const NOTICES: readonly string[] = ['serve_revocation_notice', 'serve_shield_notice'];

const groundOf = ({ inHand }: GuardAsk) => inHand.ground as RepairGround;

async function refuseUnlessRepairable({ tx, inHand }: GuardAsk): Promise<readonly string[]> {
  const { record } = inHand;
  if (record.item !== 'penalty' || record.action === 'withdraw') {
    throw new Refusal('rule', 'repair.not_repairable', { item: record.item });
  }
  const { decision = 'standing' } = await repairFacts(tx, record);
  if (decision !== 'standing') throw new Refusal('rule', 'repair.not_repairable', { decision });
  if (await hasLivingRepair(tx, inHand)) throw new Refusal('conflict', 'repair.open_already');
  return [];
}

/** The table of the repair with what its guards ask. */
export const REPAIR_PROCEDURE: Runnable = {
  table: REPAIR,
  guards: {
    repairable: refuseUnlessRepairable,
    async materials(ask) {
      const { tx, law, today, inHand, next } = ask;
      const brought = next.documents.map(({ kind }) => kind);
      const ruling = await findHeldRuling(tx, inHand.record, groundOf(ask));
      return refuseWithoutMaterials(await repairFacts(tx, inHand.record), groundOf(ask), brought, law, today, ruling);
    },
    async open({ tx, law, today, inHand }) {
      const facts = factsOfCase(await repairFacts(tx, inHand.record), inHand.taken, inHand.points);
      return refuseUnlessOpen(facts, law, today);
    },
    on_term(ask) {
      if (groundOf(ask) !== 'term') throw new Refusal('rule', 'repair.wrong_ground', { ground: groundOf(ask) });
      return [];
    },
    on_plan(ask) {
      if (groundOf(ask) === 'term') throw new Refusal('rule', 'repair.wrong_ground', { ground: groundOf(ask) });
      return [];
    },
    nothing_lacking: ({ inHand }) => refuseWhileLacking(inHand.points),
    plan_shown: ({ inHand }) => refuseUnlessPlanShown(inHand.points),
    /** What was decided on before is no decision on what came after: the approval has a text of its own. */
    new_decision({ inHand, next }) {
      const text = next.documents.find(({ kind }) => kind === 'decision')?.sha256;
      const isOld = inHand.taken.some(
        ({ step, documents }) => step === 'shield' && documents.some(({ sha256 }) => sha256 === text),
      );
      if (isOld) throw new Refusal('rule', 'repair.decided_on_that');
      return [];
    },
    all_told: allTold,
    statement_over: hearingOver('repair.statement', NOTICES, 'repair.statement_open'),
    remedies: ({ law, today }) => REPAIR.steps.reject.remedies.flatMap((code) => law.period(code, today).basis),
  },
  /** The day of the notice, for what answers the party's statement. */
  async tells({ inHand }) {
    const noticedOn = inHand.taken.findLast(({ step }) => NOTICES.includes(step))?.on;
    return { facts: noticedOn === undefined ? {} : { noticedOn }, refs: [] };
  },
};

export type RepairGiven = {
  readonly recordId: string;
  /** The day on which the application came in. */
  readonly appliedOn: PlainDate;
  readonly ground: RepairGround;
  readonly channel: Channel;
  /** What the party brings, one by one, each with the digest of the paper or file where there is one. Sealed. */
  readonly materials: readonly { readonly text: string; readonly sha256?: string | undefined }[];
  readonly alongside?: Alongside | undefined;
};

/** What another case of the party holds stands in this one as a material too: the party reads where it lies, and a person answers it. */
async function heldAlready(tx: Tx, record: RecordOfCase, ground: RepairGround): Promise<Said[]> {
  const ruling = await findHeldRuling(tx, record, ground);
  if (ruling === undefined) return [];
  const { documentNumber, broughtOn, sha256 } = ruling;
  const text = `人民法院裁定书：本机关已于 ${broughtOn} 在就 ${documentNumber} 提出的修复申请中收到，不用再次提交。`;
  return [{ kind: 'material', text, sha256 }];
}

/**
 * Begins an application for repair; it is handed in by the step `submit`, with the commitment letter and what the bureau does not
 * hold already.
 * @throws {Refusal} absent `procedure.record_absent`; forbidden `access.denied`; rule `repair.not_repairable`; conflict
 *   `repair.open_already`
 */
export function beginRepair(ctx: Context, deps: ProcedureDeps, given: RepairGiven): Promise<Acted<StepSaved>> {
  const { recordId, appliedOn: on, ground, channel, materials, alongside } = given;
  const points = materials.map((material) => ({ kind: 'material' as const, ...material }));
  const found = (tx: Tx, record: RecordOfCase) => heldAlready(tx, record, ground);
  return openCase(ctx, deps, REPAIR_PROCEDURE, { recordId, on, channel, ground, points, found, alongside });
}
