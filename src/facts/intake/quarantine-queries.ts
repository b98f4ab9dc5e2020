import { type Actor, may } from '../../ground/access/index.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { placeOf, sheetOf } from '../records/index.ts';
import type { BatchLayout } from './batch-store.ts';
import type { RowProblem } from './checking/problem.ts';
import { atItsCell } from './checking/problem-place.ts';
import { type QuarantineKind, type QuarantineOutcome, WAYS } from './quarantine-ways.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    quarantine: {
      id: string;
      batch_id: string;
      row_number: number;
      organ_path: string;
      kind: QuarantineKind;
      problems: unknown;
      sealed_id: string | null;
      subject_id: string | null;
      record_id: string | null;
      party: string | null;
      document_number: string | null;
      owner_account: string;
      opened_at: Date;
      due_on: string;
      open: boolean;
    };
    quarantine_decisions: {
      quarantine_id: string;
      outcome: QuarantineOutcome;
      reason: string;
      decided_by: string;
      decided_kind: string;
      decided_at: Date;
      organ_path: string;
    };
  }
}

/** One matter that waits for a person: with its batch's sender, who is not to settle everything alone. */
export type Waiting = {
  readonly id: string;
  readonly batchId: string;
  /** As its sheet numbers it; the sheet is named where the file has several tables. */
  readonly row: number;
  readonly sheet: string | null;
  readonly item: string;
  readonly organPath: string;
  readonly kind: QuarantineKind;
  readonly problems: readonly RowProblem[];
  readonly sealedId: string | null;
  readonly subjectId: string | null;
  readonly recordId: string | null;
  /** Whom the row is about: a natural person masked; null where a cell holds several parties or nobody knows. */
  readonly party: string | null;
  readonly documentNumber: string | null;
  readonly submittedBy: string;
  readonly owner: string;
  readonly openedAt: Date;
  readonly dueOn: string;
};

/** What waits, to be narrowed down. */
export const waiting = (tx: Tx) =>
  tx
    .selectFrom('quarantine as q')
    .innerJoin('batches as b', 'b.id', 'q.batch_id')
    .innerJoin('accounts as a', 'a.id', 'q.owner_account')
    .select([
      'q.id',
      'q.batch_id',
      'q.row_number',
      'q.organ_path',
      'q.kind',
      'q.problems',
      'q.sealed_id',
      'q.subject_id',
    ])
    .select([
      'q.record_id',
      'q.party',
      'q.document_number',
      'q.opened_at',
      'q.due_on',
      'b.item',
      'b.submitted_by',
      'b.layout',
      'a.display_name',
    ])
    .where('q.open', '=', true);
type Row = Awaited<ReturnType<ReturnType<typeof waiting>['executeTakeFirstOrThrow']>>;

export const waitingOf = (row: Row): Waiting => ({
  id: row.id,
  batchId: row.batch_id,
  row: placeOf(row.row_number, row.layout as BatchLayout | null).row,
  sheet: sheetOf(row.row_number, row.layout as BatchLayout | null),
  item: row.item,
  organPath: row.organ_path,
  kind: row.kind,
  problems: (row.problems as RowProblem[]).map((problem) =>
    atItsCell(problem, row.item, placeOf(row.row_number, row.layout as BatchLayout | null).table?.columns),
  ),
  sealedId: row.sealed_id,
  subjectId: row.subject_id,
  recordId: row.record_id,
  party: row.party,
  documentNumber: row.document_number,
  submittedBy: row.submitted_by,
  owner: row.display_name,
  openedAt: row.opened_at,
  dueOn: row.due_on,
});

/** One way to settle a row, and whether this officer may take it; if not, the sentence of the policy that says no. */
export type OpenWay = {
  readonly outcome: QuarantineOutcome;
  readonly allowed: boolean;
  readonly says: { readonly zh: string; readonly en: string };
};

/** The ways in which a row of this kind can be settled, as this officer stands to it. */
export function waysOpen(
  actor: Actor,
  { kind, organPath, item, submittedBy }: Pick<Waiting, 'kind' | 'organPath' | 'item' | 'submittedBy'>,
): OpenWay[] {
  const matter = { kind: 'quarantine', organPath, item, history: { submittedBy } };
  return WAYS[kind].map(({ outcome, deed }) => {
    const { allowed, says } = may(actor, deed, matter);
    return { outcome, allowed, says };
  });
}

/** What waits, the soonest due first: of these items; null: of all. */
export async function listWaiting(tx: Tx, limit: number, items: readonly string[] | null): Promise<Waiting[]> {
  const found = waiting(tx).$if(items !== null, (query) => query.where('b.item', 'in', items!));
  const rows = await found.orderBy('q.due_on').orderBy('q.id').limit(limit).execute();
  return rows.map(waitingOf);
}
