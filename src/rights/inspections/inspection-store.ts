import { type Selectable, sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tables, Tx } from '../../ground/platform/db.ts';
import type { Cause, Outcome } from './inspection.ts';
import type { Drawn } from './lot.ts';

// Rows of migration 0910; all are only ever added to.
declare module '../../ground/platform/db.ts' {
  interface Tables {
    inspectors: {
      id: string;
      account_id: string;
      account_kind: 'person';
      service_number: string;
      entered_by: string;
      entered_kind: 'person';
      entered_at: Date;
      organ_path: string;
    };
    inspector_ends: {
      inspector_id: string;
      ended_by: string;
      ended_kind: 'person';
      ended_at: Date;
      organ_path: string;
    };
    inspection_plans: {
      id: string;
      kind: 'plan' | 'replacement';
      pools: string;
      inspection_id: string | null;
      out_account: string | null;
      cause: Cause | null;
      reason: string | null;
      made_by: string;
      made_kind: 'person';
      made_at: Date;
      edition: string;
      organ_path: string;
    };
    inspections: {
      id: string;
      plan_id: string;
      case_id: string;
      turn: number;
      from_on: PlainDate;
      until_on: PlainDate;
      organ_path: string;
    };
    inspection_draws: {
      plan_id: string;
      inspection_id: string;
      log_size: number;
      log_root: Buffer;
      on_day: PlainDate | null;
      inspectors: string[];
      drawn_by: string;
      drawn_kind: 'person';
      drawn_at: Date;
      organ_path: string;
    };
    inspection_outcomes: {
      inspection_id: string;
      outcome: Outcome | 'fell_away';
      on_day: PlainDate;
      note: string | null;
      recorded_by: string | null;
      recorded_kind: 'person' | null;
      recorded_at: Date;
      organ_path: string;
    };
  }
}
type By = { readonly accountId: string; readonly organPath: string; readonly at: Date };

export async function insertInspector(
  tx: Tx,
  { id, accountId, serviceNumber }: { readonly id: string; readonly accountId: string; readonly serviceNumber: string },
  by: By,
): Promise<void> {
  const entered = { entered_by: by.accountId, entered_kind: 'person', entered_at: by.at } as const;
  await tx
    .insertInto('inspectors')
    .values({
      id,
      account_id: accountId,
      account_kind: 'person',
      service_number: serviceNumber,
      ...entered,
      organ_path: by.organPath,
    })
    .execute();
}

export async function insertInspectorEnd(tx: Tx, inspectorId: string, by: By): Promise<void> {
  await tx
    .insertInto('inspector_ends')
    .values({
      inspector_id: inspectorId,
      ended_by: by.accountId,
      ended_kind: 'person',
      ended_at: by.at,
      organ_path: by.organPath,
    })
    .execute();
}

/** One change of the register, of the plans or of an inspection at a time. */
export async function lockInspecting(tx: Tx, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inspecting ${what}`}, 0))`.execute(tx);
}

export type NewPlan = Pick<
  Selectable<Tables['inspection_plans']>,
  'id' | 'kind' | 'pools' | 'inspection_id' | 'out_account' | 'cause' | 'reason' | 'edition'
>;
export async function insertPlan(tx: Tx, plan: NewPlan, by: By): Promise<void> {
  const made = { made_by: by.accountId, made_kind: 'person', made_at: by.at, organ_path: by.organPath } as const;
  await tx
    .insertInto('inspection_plans')
    .values({ ...plan, ...made })
    .execute();
}

export type NewInspection = {
  readonly id: string;
  readonly caseId: string;
  readonly turn: number;
  readonly from: PlainDate;
  readonly until: PlainDate;
};
export async function insertInspections(
  tx: Tx,
  planId: string,
  inspections: readonly NewInspection[],
  organPath: string,
): Promise<void> {
  const rows = inspections.map(({ id, caseId, turn, from, until }) => ({
    id,
    plan_id: planId,
    case_id: caseId,
    turn,
    from_on: from,
    until_on: until,
    organ_path: organPath,
  }));
  await tx.insertInto('inspections').values(rows).execute();
}

export async function insertDraws(
  tx: Tx,
  { planId, size, root }: { readonly planId: string; readonly size: number; readonly root: Buffer },
  drawn: readonly Drawn[],
  by: By,
): Promise<void> {
  const rows = drawn.map(({ inspection, onDay, inspectors }) => ({
    plan_id: planId,
    inspection_id: inspection,
    log_size: size,
    log_root: root,
    on_day: onDay,
    inspectors: [...inspectors],
    drawn_by: by.accountId,
    drawn_kind: 'person' as const,
    drawn_at: by.at,
    organ_path: by.organPath,
  }));
  await tx.insertInto('inspection_draws').values(rows).execute();
}

export type NewOutcome = {
  readonly inspectionId: string;
  readonly outcome: Outcome | 'fell_away';
  readonly onDay: PlainDate;
  readonly note: string | null;
};
/** Without a hand the program itself writes it: that it fell away. */
export async function insertOutcome(
  tx: Tx,
  { inspectionId, outcome, onDay, note }: NewOutcome,
  by: Omit<By, 'accountId'> & { readonly accountId: string | null },
): Promise<void> {
  await tx
    .insertInto('inspection_outcomes')
    .values({
      inspection_id: inspectionId,
      outcome,
      on_day: onDay,
      note,
      recorded_by: by.accountId,
      recorded_kind: by.accountId === null ? null : 'person',
      recorded_at: by.at,
      organ_path: by.organPath,
    })
    .execute();
}

/** The first head that the log signed over the entry of a plan: nobody chose it, and there is no other. @throws {Refusal} busy `log.not_yet` */
export async function getHeadOver(tx: Tx, planId: string): Promise<{ size: number; root: Buffer }> {
  const { rows } = await sql<{ size: number; root: Buffer }>`
    select c.size, c.root from log_checkpoints as c where c.size >= (
      select min(p.position) from journal as j join journal_positions as p on p.entry_id = j.id
      where j.object_id = ${planId} and j.deed in ('inspection.plan', 'inspection.replace')) order by c.size limit 1`.execute(
    tx,
  );
  const [head] = rows;
  if (!head) throw new Refusal('busy', 'log.not_yet');
  return head;
}
