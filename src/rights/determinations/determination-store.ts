import type { Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Contents } from './determination.ts';
import './determination-tables.ts';

export async function insertContents(
  tx: Tx,
  { actor, now }: Context,
  at: {
    readonly caseId: string;
    readonly version: number;
    readonly afterSteps: number;
    readonly ground: string;
    readonly organPath: string;
  },
  { domain, termMonths, measures, refs, role, roleFrom, roleUntil, supervision }: Contents,
): Promise<void> {
  await tx
    .insertInto('determination_contents')
    .values({
      case_id: at.caseId,
      version: at.version,
      after_steps: at.afterSteps,
      ground: at.ground,
      domain,
      term_months: termMonths,
      measures: [...measures],
      refs: [...refs],
      role,
      role_from: roleFrom,
      role_until: roleUntil,
      inspections_before: supervision?.inspectionsBefore ?? null,
      inspections_during: supervision?.inspectionsDuring ?? null,
      review_months: supervision?.reviewMonths ?? null,
      entered_by: actor.accountId,
      entered_kind: 'person',
      entered_at: now(),
      organ_path: at.organPath,
    })
    .execute();
}

/** From its service on, until its last day. */
export async function insertTerm(
  tx: Tx,
  row: { caseId: string; number: number; on: PlainDate; untilOn: PlainDate; edition: string; organPath: string },
): Promise<void> {
  const { caseId: case_id, number: step_number, on: effective_on, untilOn: until_on, edition, organPath } = row;
  await tx
    .insertInto('determination_terms')
    .values({ case_id, step_number, effective_on, until_on, edition, organ_path: organPath })
    .execute();
}
